"""The terms that rules set, as plain values: a number of hours, days, working days, weeks or months."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LONGEST = 10_000


class Unit(StrEnum):
    HOURS = "hours"
    DAYS = "days"
    WORKDAYS = "workdays"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True)
class Term:
    """`rolls`: an end on a Saturday, Sunday or holiday moves to the next working day (Reg. (EEC) 1182/71 Art. 3(4))."""

    count: int
    unit: Unit
    rolls: bool = False

    @classmethod
    def read(cls, value: Any) -> Self:
        """From `{"count": 72, "unit": "hours"}`, as a rule keeps it. Raises ValidationError for anything else."""
        told = value if isinstance(value, dict) else {}
        count, unit, rolls = told.get("count"), told.get("unit"), told.get("rolls", False)
        fits = type(count) is int and 0 < count <= LONGEST and unit in list(Unit) and type(rolls) is bool
        if not fits or set(told) - {"count", "unit", "rolls"}:
            message = _("A term has a count from 1 to %(most)d and a unit: %(units)s.")
            raise ValidationError(message, params={"most": LONGEST, "units": ", ".join(Unit)})
        return cls(count, Unit(unit), rolls)

    def __str__(self) -> str:
        words = {
            Unit.HOURS: ngettext("%(n)d hour", "%(n)d hours", self.count),
            Unit.DAYS: ngettext("%(n)d day", "%(n)d days", self.count),
            Unit.WORKDAYS: ngettext("%(n)d working day", "%(n)d working days", self.count),
            Unit.WEEKS: ngettext("%(n)d week", "%(n)d weeks", self.count),
            Unit.MONTHS: ngettext("%(n)d month", "%(n)d months", self.count),
        }
        return words[self.unit] % {"n": self.count}
