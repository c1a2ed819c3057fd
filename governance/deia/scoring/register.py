"""The risk register: each risk before, with and after its mitigations (specification 3.9, step 5)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from governance.questionnaires.vocabulary import Confidence

from .tiers import Tier, tier_of_risk

MOST_EFFECT_TOGETHER = 3
"""How far all mitigations of a risk together may lower its likelihood, and its impact."""
SERIOUS_IMPACT = 4
HIGH_ONES_THAT_ADD_UP = 3
"""This many high risks with different causes are critical together."""


class Cause(TextChoices):
    DESIGN = "design", _("It works as designed")
    FAILURE = "failure", _("It breaks")
    MISUSE = "misuse", _("Somebody misuses it")


class Level(IntegerChoices):
    """Who may accept a risk: the number is that of the highest tier that they may accept."""

    OWNER = 1, _("Owner")
    MANAGER = 2, _("Manager")
    SPONSOR = 3, _("Sponsor")
    TOP = 4, _("Top management and the committee")


@dataclass(frozen=True)
class Place:
    """Where a risk stands on the table: likelihood and impact on people, each from 1 to 5."""

    likelihood: int
    impact: int

    def tier(self, confidence: str = "") -> Tier:
        """What we know little about, and would be serious, counts as one step likelier."""
        unsure = confidence == Confidence.LOW and self.impact >= SERIOUS_IMPACT
        return tier_of_risk(min(self.likelihood + unsure, 5), self.impact)

    def is_within(self, other: "Place") -> bool:
        return self.likelihood <= other.likelihood and self.impact <= other.impact

    def better(self, other: "Place") -> "Place":
        return Place(min(self.likelihood, other.likelihood), min(self.impact, other.impact))

    def worse(self, other: "Place") -> "Place":
        return Place(max(self.likelihood, other.likelihood), max(self.impact, other.impact))


@dataclass(frozen=True)
class Effect:
    """What one mitigation does to one risk: 0 to -2 on each axis."""

    mitigation: str
    likelihood: int = 0
    impact: int = 0
    implemented: bool = False
    limits_consequence: bool = False
    has_evidence: bool = False


@dataclass(frozen=True)
class Accepted:
    """Somebody's word that what remains of a risk is carried, until the end of a day."""

    by: str
    level: int
    until: dt.date | None

    def has_expired(self, today: dt.date) -> bool:
        return self.until is not None and self.until < today

    def holds(self, tier: Tier, today: dt.date) -> bool:
        return bool(self.by) and self.level >= tier and self.until is not None and not self.has_expired(today)


@dataclass(frozen=True)
class Hazard:
    """A risk. `current` and `target` are what somebody stated; where nothing is, it is what the mitigations come to."""

    name: str
    inherent: Place
    current: Place | None = None
    target: Place | None = None
    cause: str = ""
    confidence: str = ""
    effects: tuple[Effect, ...] = ()
    acceptance: Accepted | None = None

    def earned(self, *, planned: bool) -> Place:
        """Where the implemented mitigations bring it; with `planned`, all of them."""
        at_work = [one for one in self.effects if planned or one.implemented]
        likelihood = sum(one.likelihood for one in at_work)
        impact = sum(one.impact for one in at_work if one.limits_consequence)
        return Place(lowered(self.inherent.likelihood, likelihood), lowered(self.inherent.impact, impact))

    def stated(self, *, planned: bool) -> Place:
        """A target that nobody stated is what the plans come to, and no worse than what is reached."""
        earned = self.earned(planned=planned)
        if planned:
            return self.target or (earned.better(self.current) if self.current else earned)
        return self.current or earned

    def counted(self, *, planned: bool) -> Place:
        """What was stated, but never better than the mitigations account for."""
        return self.stated(planned=planned).worse(self.earned(planned=planned))

    def remaining(self, today: dt.date) -> Place:
        """What counts today. A risk whose acceptance does not hold, or no more, is open as it was before treatment."""
        found = self.counted(planned=False)
        if self.acceptance and not self.acceptance.holds(found.tier(self.confidence), today):
            return self.inherent
        return found


def lowered(value: int, effect: int) -> int:
    return max(1, value + max(effect, -MOST_EFFECT_TOGETHER))


@dataclass(frozen=True)
class Register:
    inherent: Tier
    current: Tier
    target: Tier


def register(hazards: Iterable[Hazard], today: dt.date) -> Register:
    found = list(hazards)
    return Register(
        together((one, one.inherent) for one in found),
        together((one, one.remaining(today)) for one in found),
        together((one, one.counted(planned=True)) for one in found),
    )


def together(placed: Iterable[tuple[Hazard, Place]]) -> Tier:
    """The worst, and worse still where several high ones do not share a cause. An unnamed cause is one of its own."""
    tiers = [(place.tier(one.confidence), one.cause or number) for number, (one, place) in enumerate(placed)]
    causes = {cause for tier, cause in tiers if tier == Tier.HIGH}
    if len(causes) >= HIGH_ONES_THAT_ADD_UP:
        return Tier.CRITICAL
    return max((tier for tier, _cause in tiers), default=Tier.LOW)
