"""Data subjects, their keys, what they are found by, and how they are erased."""

from .erasures import Erasure, Hold
from .personal import Personal
from .pseudonyms import Pseudonym
from .subjects import BlindIndex, DataSubject, Kind, SubjectKey

__all__ = ["BlindIndex", "DataSubject", "Erasure", "Hold", "Kind", "Personal", "Pseudonym", "SubjectKey"]
