"""Work pages: finding somebody by exactly what is kept of them, what that is, and erasing them."""

from .certificate import Certificate
from .person import Person
from .search import Persons
from .staff import Colleague

__all__ = ["Certificate", "Colleague", "Person", "Persons"]
