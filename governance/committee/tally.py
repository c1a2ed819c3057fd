"""What is voted on and what carries. Pure functions over plain values (specification 2.2, 2.7, 2.11, 2.13)."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .quorum import Majority


class Kind(TextChoices):
    """Why a proposal is before the committee."""

    INITIAL = "initial", _("First review")
    RESUBMISSION = "resubmission", _("New version")
    AMENDMENT = "amendment", _("Amendment")
    RENEWAL = "renewal", _("Renewal")
    URGENT = "urgent", _("Urgent")
    RATIFICATION = "ratification", _("Confirmation of an urgent approval")
    POSTHOC = "posthoc", _("Already running: advice")
    APPEAL = "appeal", _("Appeal")
    EVENT = "event", _("Something happened")


class Choice(TextChoices):
    """What a ballot may say, and, but for the last two, what may be decided."""

    APPROVE = "approve", _("Approve")
    CONDITIONAL = "conditional", _("Approve with conditions")
    CHANGES = "changes", _("Ask for changes")
    REJECT = "reject", _("Reject")
    NOT_URGENT = "not_urgent", _("Not urgent: review as usual")
    ADVISE_FOR = "advise_for", _("Advice: may go on")
    ADVISE_AGAINST = "advise_against", _("Advice: should not go on as it is")
    ADVISE_STOP = "advise_stop", _("Advice: stop at once")
    UPHOLD = "uphold", _("Uphold the decision")
    VARY = "vary", _("Change the conditions")
    REMIT = "remit", _("Send back for a new review")
    CONFIRM = "confirm", _("Keep it suspended")
    LIFT = "lift", _("Let it go on")
    TERMINATE = "terminate", _("End it")
    ESCALATE = "escalate", _("Let the whole committee decide")
    ABSTAIN = "abstain", _("Abstain")


C = Choice
OUTCOMES = [choice for choice in Choice if choice not in {C.ABSTAIN, C.ESCALATE}]
USUAL = (C.APPROVE, C.CONDITIONAL, C.CHANGES, C.REJECT)
OUTCOMES_OF = {
    Kind.URGENT: (C.APPROVE, C.CONDITIONAL, C.NOT_URGENT),
    Kind.RATIFICATION: (C.APPROVE, C.CONDITIONAL, C.REJECT),
    Kind.POSTHOC: (C.ADVISE_FOR, C.ADVISE_AGAINST, C.ADVISE_STOP),
    Kind.APPEAL: (C.UPHOLD, C.VARY, C.REMIT),
    Kind.EVENT: (C.CONFIRM, C.LIFT, C.TERMINATE),
}
"""By kind; others decide as usual. What is running already can be advised on, never approved from the start."""
WITH_DUTIES = {C.CONDITIONAL, C.VARY}
AGREEING = {C.APPROVE, C.ADVISE_FOR, C.UPHOLD, C.LIFT}
"""Choices that need no reason."""


def outcomes(kind: str, *, is_small: bool) -> tuple[Choice, ...]:
    """What may come out. A small panel refuses nothing: who would refuse lets the whole committee decide."""
    found = OUTCOMES_OF.get(Kind(kind), USUAL)
    return tuple(one for one in found if one is not C.REJECT) if is_small else found


def choices(kind: str, *, is_small: bool) -> tuple[Choice, ...]:
    """What a ballot may say."""
    return (*outcomes(kind, is_small=is_small), C.ESCALATE if is_small and kind != Kind.URGENT else C.ABSTAIN)


def in_favour(cast: Iterable[str], outcome: str) -> int:
    """Who would approve outright also supports approving with conditions: the same outcome with more duties."""
    counted = Counter(cast)
    return counted[outcome] + (counted[C.APPROVE] if outcome == C.CONDITIONAL else 0)


def carries(cast: Iterable[str], outcome: str, majority: Majority = Majority.HALF) -> bool:
    """Whether enough of those present want the outcome; an abstention is present but not a yes."""
    voted = list(cast)
    return majority.is_reached(in_favour(voted, outcome), len(voted))


def is_split(cast: Iterable[str], majority: Majority = Majority.HALF) -> bool:
    """Whether no outcome carries, as in a tie: then nothing is decided."""
    voted = list(cast)
    return not any(carries(voted, outcome, majority) for outcome in OUTCOMES)
