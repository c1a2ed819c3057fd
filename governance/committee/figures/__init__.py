"""How the committee works, in figures (specification 2.17): over what whoever asks may see, and never of one person."""

from .reading import Reading
from .told import GROUPS, Table, of_committee, of_member

__all__ = ["GROUPS", "Reading", "Table", "of_committee", "of_member"]
