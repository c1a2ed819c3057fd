"""Work pages: log an incident, work on it, tell authorities and people; and concerns that nobody signs."""

from . import acts, case, concerns, learning, pack, report, telling

__all__ = ["acts", "case", "concerns", "learning", "pack", "report", "telling"]
