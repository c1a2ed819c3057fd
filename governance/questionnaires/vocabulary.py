"""The words in which a questionnaire is written (specification 3.3, 3.4)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a question asks for; `kinds.py` says what is stored for each."""

    SINGLE = "single", _("One choice")
    MULTI = "multi", _("Several choices")
    SCALE = "scale", _("How far a safeguard is")
    YES_NO_UNSURE = "yes_no_unsure", _("Yes, no or not sure")
    MATRIX = "matrix", _("Rows with one choice each")
    REPEAT_GROUP = "repeat_group", _("Rows")
    RISK_ROWS = "risk_rows", _("Rows for the risk register")
    NUMBER = "number", _("Whole number")
    DATE = "date", _("Date")
    SHORT_TEXT = "short_text", _("Short text")
    LONG_TEXT = "long_text", _("Long text")
    RELATION = "relation", _("Records from a register")
    FILE = "file", _("Files only")
    INFO = "info", _("Nothing: it informs")
    STOP = "stop", _("Nothing: it stops")
    COMPUTED = "computed", _("Nothing: it is computed")


CHOOSING = frozenset({Kind.SINGLE, Kind.MULTI, Kind.MATRIX})
"""Kinds with options of their own."""
ROWS = frozenset({Kind.MATRIX, Kind.REPEAT_GROUP, Kind.RISK_ROWS})
TEXTS = frozenset({Kind.SHORT_TEXT, Kind.LONG_TEXT})
SILENT = frozenset({Kind.FILE, Kind.INFO, Kind.STOP, Kind.COMPUTED})
"""Kinds without a stored value."""


class Polarity(TextChoices):
    EXPOSURE = "exposure", _("Exposure: more points, more concern")
    SAFEGUARD = "safeguard", _("Safeguard: more points, better protected")
    NONE = "none", _("Not scored")


class Combine(TextChoices):
    """How the points of several choices become one number."""

    MAX = "max", _("The highest")
    MAX_PLUS = "max_plus", _("The highest, and one more if two are at 3 or above; at most 4")
    COUNT = "count", _("How many are chosen")
    COUNT_LESS_ONE = "count_less_one", _("How many are chosen, less one")
    SUM = "sum", _("All added up")


class Trigger(TextChoices):
    """What a yes in a screening leads to (specification 4.1)."""

    STOP = "stop", _("May be forbidden")
    HARD = "hard", _("Needs a full assessment")
    SOFT = "soft", _("Two of these need a full assessment")


class Confidence(TextChoices):
    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")


class Purpose(TextChoices):
    SCREENING = "screening", _("Screening")
    ASSESSMENT = "assessment", _("Assessment")
    OTHER = "other", _("Other")


PRINCIPLES = {
    "FAI": _("Fairness"),
    "TRA": _("Transparency"),
    "ACC": _("Accountability"),
    "BEN": _("Beneficence"),
    "NOM": _("Avoiding harm"),
    "PRI": _("Privacy"),
    "AUT": _("Autonomy"),
}
"""Specification 3.2."""
