"""The screening: which route an assessment takes, and the criteria that its answers meet (specification 4.1)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .tiers import Tier, tier_of_risk


class Weight(TextChoices):
    STOP = "stop", _("May be forbidden")
    HARD = "hard", _("Needs a full assessment")
    SOFT = "soft", _("Two of these need a full assessment")


class Reply(TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNSURE = "unsure", _("Not sure")


class Route(TextChoices):
    NONE = "none", _("No further assessment")
    LIGHT = "light", _("Light assessment")
    FULL = "full", _("Full assessment")
    STOP = "stop", _("Stop: legal clearance first")


@dataclass(frozen=True)
class Answered:
    """One screening answer; an empty `reply` is unanswered and counts as the worst."""

    weight: str
    reply: str
    criteria: tuple[str, ...] = ()

    @property
    def is_hit(self) -> bool:
        return self.reply != Reply.NO


TIER_OF_ROUTE = {Route.NONE: Tier.LOW, Route.LIGHT: Tier.MODERATE, Route.FULL: Tier.HIGH, Route.STOP: Tier.CRITICAL}
SOFT_HITS_FOR_FULL = 2
DPIA_REQUIRED_FROM = 2
"""Criteria met from which guidelines WP248 rev.01 expect an impact assessment (GDPR Art. 35)."""


def route(answers: Iterable[Answered]) -> Route:
    hits = [answer.weight for answer in answers if answer.is_hit]
    if Weight.STOP in hits:
        return Route.STOP
    if Weight.HARD in hits or hits.count(Weight.SOFT) >= SOFT_HITS_FOR_FULL:
        return Route.FULL
    return Route.LIGHT if hits else Route.NONE


def hits(answers: Iterable[Answered]) -> int:
    return sum(answer.is_hit for answer in answers)


def criteria(answers: Iterable[Answered]) -> list[str]:
    """The distinct WP248 criteria that are met, in order."""
    return sorted({number for answer in answers if answer.is_hit for number in answer.criteria})


def tier(answers: Iterable[Answered], risks: Iterable[tuple[int, int]]) -> Tier:
    """The worse of what the screening routes to and the worst (likelihood, impact): no average hides a flag."""
    screened = TIER_OF_ROUTE[route(answers)]
    return max([screened, *(tier_of_risk(likelihood, impact) for likelihood, impact in risks)])
