"""Who must be there for a vote to count, as a pure function that says what is missing (specification 2.6).

Who stepped aside does not count, and lowers no number: there is no "the rest decide" (45 CFR 46.107(d), 46.108(b)).
"""

from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass
from itertools import chain, combinations
from typing import Any, Self

from django.db.models import TextChoices
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .functions import OUTSIDE, Function


class Majority(TextChoices):
    """How many of those present must be for it; who abstains is present and not for it."""

    HALF = "half", "more than half"
    TWO_THIRDS = "two_thirds", "two thirds"
    ALL = "all", "all"

    def is_reached(self, votes_for: int, present: int) -> bool:
        """A tie fails."""
        if self is Majority.ALL:
            return votes_for == present > 0
        return 3 * votes_for >= 2 * present > 0 if self is Majority.TWO_THIRDS else 2 * votes_for > present


@dataclass(frozen=True)
class Voice:
    """A person who may vote here, the one function that they speak for, and where in the firm they work."""

    person: int
    function: str
    department: str = ""


@dataclass(frozen=True)
class Rule:
    """What a vote needs, as frozen when it opened. `seats` counts all voting seats, also those that stand empty.

    `groups`: of each, one function at least. `department` is the owner's. `outside`: an independent voice is needed.
    """

    min_present: int
    min_functions: int
    seats: int = 0
    groups: tuple[tuple[str, ...], ...] = ()
    outside: bool = False
    department: str = ""
    majority: str = Majority.HALF

    @property
    def needed(self) -> int:
        return max(self.min_present, self.seats // 2 + 1)

    def said(self) -> dict[str, Any]:
        return asdict(self) | {"groups": [list(group) for group in self.groups]}

    @classmethod
    def read(cls, told: dict[str, Any]) -> Self:
        return cls(**told | {"groups": tuple(tuple(group) for group in told["groups"])})


@dataclass(frozen=True)
class Panel:
    """Who may vote, and under which rule."""

    voices: tuple[Voice, ...]
    rule: Rule

    @property
    def people(self) -> frozenset[int]:
        return frozenset(voice.person for voice in self.voices)

    @property
    def can_reach_quorum(self) -> bool:
        """Whether some of them are enough: where all would be too close to the owner, fewer may do."""
        near = [
            voice.person for voice in self.voices if self.rule.department and voice.department == self.rule.department
        ]
        apart = (combinations(near, count) for count in range(len(near) + 1))
        return any(self.has_quorum(self.people - set(left_out)) for left_out in chain.from_iterable(apart))

    def has_quorum(self, present: AbstractSet[int]) -> bool:
        return not self.missing(present)

    def missing(self, present: AbstractSet[int]) -> list[str]:
        """Everything that these people, as far as they may vote, lack for a quorum. Two seats are one voice."""
        here = list({voice.person: voice for voice in reversed(self.voices) if voice.person in present}.values())
        checks = (_too_few, _too_alike, _without_a_group, _too_close, _all_from_inside)
        return [told for check in checks for told in check(here, self.rule)]


def _too_few(here: list[Voice], rule: Rule) -> list[str]:
    told = ngettext("%(n)d member is here, %(m)d are needed.", "%(n)d members are here, %(m)d are needed.", len(here))
    return [] if len(here) >= rule.needed else [told % {"n": len(here), "m": rule.needed}]


def _too_alike(here: list[Voice], rule: Rule) -> list[str]:
    found = len({voice.function for voice in here})
    told = ngettext("They speak for %(n)d function, %(m)d are needed.", "They speak for %(n)d functions, %(m)d are needed.", found)  # fmt: skip  # noqa: E501
    return [] if found >= rule.min_functions else [told % {"n": found, "m": rule.min_functions}]


def _without_a_group(here: list[Voice], rule: Rule) -> list[str]:
    functions = {voice.function for voice in here}
    return [
        _("Nobody is here from %(functions)s.") % {"functions": get_text_list([Function(one).label for one in group])}
        for group in rule.groups
        if not functions & set(group)
    ]


def _too_close(here: list[Voice], rule: Rule) -> list[str]:
    apart = sum(voice.department != rule.department for voice in here)
    is_met = not rule.department or not here or 2 * apart > len(here)
    return [] if is_met else [_("No more than half of them work outside %(dep)s.") % {"dep": rule.department}]


def _all_from_inside(here: list[Voice], rule: Rule) -> list[str]:
    is_met = not rule.outside or any(voice.function in OUTSIDE for voice in here)
    return [] if is_met else [_("Nobody independent of the firm is here; critical risk needs one.")]
