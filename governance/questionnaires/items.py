"""A question as plain values: what it asks, what its options are worth, when it is shown. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .vocabulary import SILENT, Combine, Kind, Polarity

STEPS = (
    _("None"),
    _("Informal"),
    _("Planned, with somebody who does it and a date"),
    _("In place"),
    _("In place, with evidence"),
)
"""How far a safeguard is, worth 0 to 4 points."""
TOP = len(STEPS) - 1
PLANNED = 2


@dataclass(frozen=True)
class Option:
    """One choice, which may raise `flags`.

    What is `exclusive` goes with no other; `unsure` is "not sure"; nobody is unsure of what is `extreme` without a
    reason, so "not sure" may be worth less than that.
    """

    key: str
    text: str | Promise = ""
    points: int | None = None
    exclusive: bool = False
    unsure: bool = False
    extreme: bool = False
    flags: tuple[str, ...] = ()

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Option":
        return cls(**{**told, "flags": tuple(told.get("flags", ()))})


YES_NO_UNSURE = (Option("yes", _("Yes"), 4), Option("no", _("No"), 0), Option("unsure", _("Not sure"), 4, unsure=True))
SCALE = tuple(Option(str(points), text, points) for points, text in enumerate(STEPS))
FIXED = {Kind.YES_NO_UNSURE: YES_NO_UNSURE, Kind.SCALE: SCALE}
"""Kinds whose options are the same everywhere."""


@dataclass(frozen=True)
class Column:
    """One value of a row: a choice if it has options, else a text."""

    key: str
    text: str = ""
    options: tuple[Option, ...] = ()

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Column":
        return cls(told["key"], told.get("text", ""), options_of(told.get("options", ())))


def options_of(told: Iterable[Mapping[str, Any]]) -> tuple[Option, ...]:
    return tuple(Option.of(one) for one in told)


@dataclass(frozen=True)
class Item:
    """A question. `shares` are in hundredths per principle.

    `limits` may hold `least` and `most` (words of a text, rows, choices, or the number itself) and `some` (a column and
    the value that at least one row must have).
    """

    key: str
    kind: str
    text: str = ""
    section: str = ""
    polarity: str = Polarity.NONE
    weight: int = 0
    shares: Mapping[str, int] = field(default_factory=dict)
    own_options: tuple[Option, ...] = ()
    columns: tuple[Column, ...] = ()
    combine: str = Combine.MAX
    limits: Mapping[str, Any] = field(default_factory=dict)
    visible_if: Mapping[str, Any] | None = None
    required: bool = True
    may_not_apply: bool = False
    evidence_at: frozenset[int] = frozenset()
    criteria: tuple[str, ...] = ()
    trigger: str = ""

    @property
    def options(self) -> tuple[Option, ...]:
        return FIXED.get(Kind(self.kind), self.own_options)

    @property
    def is_scored(self) -> bool:
        return self.polarity != Polarity.NONE and self.weight > 0

    @property
    def is_asked(self) -> bool:
        """Whether a value is stored for it."""
        return self.kind not in SILENT

    def option(self, key: str, column: str = "") -> Option | None:
        return next((one for one in self.options_in(column) if one.key == key), None)

    def options_in(self, column: str = "") -> tuple[Option, ...]:
        if not column:
            return self.options
        return next((one.options for one in self.columns if one.key == column), ())


@dataclass(frozen=True)
class Part:
    """A section as plain values, in its place."""

    code: str
    title: str = ""
    position: int = 0
    visible_if: Mapping[str, Any] | None = None
