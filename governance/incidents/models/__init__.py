"""Incidents, their clocks and notices, the work on them, and concerns that nobody signed."""

from governance.incidents.vocabulary import Disclosure, Kind, Severity

from .concerns import Concern, Message
from .incidents import Incident
from .informants import Informant
from .tracks import Notice, Track
from .triage import Triage
from .work import Action, Lesson, TimelineEntry

__all__ = [
    "Action",
    "Concern",
    "Disclosure",
    "Incident",
    "Informant",
    "Kind",
    "Lesson",
    "Message",
    "Notice",
    "Severity",
    "TimelineEntry",
    "Track",
    "Triage",
]
