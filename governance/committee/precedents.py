"""Earlier decisions on cases like this one, the nearest first (specification 2.15)."""

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core import policy
from governance.core.acting import acting
from governance.core.roles import Role

from . import facets
from .models import Decision, DecisionFacet, Proposal, Review
from .tally import Choice

CANDIDATES = 200
A_FACET = 50
"""The newest decisions that are looked at for each facet, by index: as many among a thousand as among a million."""
SHOWN = 5
BY_FACETS, BY_TEXT = 0.6, 0.4
HALF_LIFE = 24 * 365.25 / 12
"""Days in which a precedent loses half its weight."""
OVERTURNED = 0.25
"""What is left of the weight of a decision that did not hold."""
TELLING = (
    Choice.APPROVE, Choice.CONDITIONAL, Choice.REJECT, Choice.ADVISE_FOR, Choice.ADVISE_AGAINST, Choice.ADVISE_STOP,
)  # fmt: skip
"""Outcomes that say something about the case, and not about how it was written or what became of it."""


@dataclass(frozen=True)
class Precedent:
    """`shared` are the labels of the facets that both cases have; `terms` the conditions of the earlier one."""

    decision: Decision
    nearness: float
    shared: tuple[str, ...] = ()
    is_overturned: bool = False

    @property
    def terms(self) -> list[dict[str, Any]]:
        return self.decision.terms


def jaccard(ours: Iterable[str], theirs: Iterable[str]) -> float:
    """What two sets share of what either has, 0 to 1."""
    one, other = set(ours), set(theirs)
    return len(one & other) / len(one | other) if one or other else 0.0


def likeness(ours: str, theirs: str) -> float:
    """How alike two texts are by their words of four letters and more: the cosine of the counts, 0 to 1."""
    one, other = words(ours), words(theirs)
    size = math.sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))
    return sum(n * other[word] for word, n in one.items()) / size if size else 0.0


def words(text: str) -> Counter:
    return Counter(re.findall(r"[^\W\d_]{4,}", text.lower()))


def nearness(by_facets: float, by_text: float, days: float, *, overturned: bool = False) -> float:
    """0 to 1; half of it gone after two years, most of it where the decision did not hold."""
    told = (BY_FACETS * by_facets + BY_TEXT * by_text) * 0.5 ** (max(days, 0.0) / HALF_LIFE)
    return told * (OVERTURNED if overturned else 1.0)


def nearest(proposal: Proposal, user, now: dt.datetime, *, most: int = SHOWN) -> list[Precedent]:
    """Decided cases that share a facet with this one, as far as this person may see them.

    One query for each facet, and two.
    """
    known = {one.code: str(one.label) for one in facets.of(proposal)}
    found = [_weigh(proposal, known, one, now) for one in _candidates(proposal, list(known), user)]
    return sorted(found, key=lambda one: (-one.nearness, -one.decision.pk))[:most]


def _candidates(proposal: Proposal, codes: list[str], user) -> Iterable[Decision]:
    rows = DecisionFacet.objects.order_by("-decision")
    keys = {key for code in codes for key in rows.filter(code=code).values_list("decision", flat=True)[:A_FACET]}
    appeals = Review.objects.filter(about_decision=OuterRef("pk"), decision__outcome__in=[Choice.REMIT, Choice.VARY])
    found = Decision.objects.visible_to(user).filter(pk__in=sorted(keys, reverse=True)[:CANDIDATES])
    found = found.filter(outcome__in=TELLING, proposal__practice=False)
    found = found.exclude(proposal__in=[key for key in (proposal.pk, proposal.follows_id) if key])
    return found.annotate(is_overturned=Exists(appeals)).select_related("proposal")


def _weigh(proposal: Proposal, known: dict[str, str], decision: Decision, now: dt.datetime) -> Precedent:
    near = nearness(
        jaccard(known, decision.facets),
        likeness(text_of(proposal), text_of(decision.proposal)),
        (now - decision.decided_at) / dt.timedelta(days=1),
        overturned=decision.is_overturned,
    )
    shared = tuple(label for code, label in known.items() if code in decision.facets)
    return Precedent(decision, near, shared, decision.is_overturned)


def text_of(proposal: Proposal) -> str:
    return f"{proposal.name} {proposal.what} {proposal.why}"


def shown(review: Review, user, now: dt.datetime | None = None) -> list[Precedent]:
    """For the review room: none while the ballots are sealed, so that everybody judges for themselves first."""
    if review.is_sealed or Role.OWNER in review.proposal.roles_of(user):
        return []
    return nearest(review.proposal, user, now or timezone.now())


def conditions(proposal: Proposal, user, now: dt.datetime) -> list[Precedent]:
    """For who is drafting: of cases like theirs, those whose conditions hold, to be met from the start."""
    found = nearest(proposal, user, now, most=4 * SHOWN)
    return [one for one in found if one.terms and not one.is_overturned][:SHOWN]


def otherwise(decision: Decision, user, now: dt.datetime) -> list[Precedent]:
    """The nearest that were decided otherwise before it: whoever presides says in a sentence why."""
    if decision.outcome not in TELLING:
        return []
    found = nearest(decision.proposal, user, now, most=4 * SHOWN)
    held = [one for one in found if one.decision.pk < decision.pk and not one.is_overturned]
    return [one for one in held if one.decision.outcome != decision.outcome][:SHOWN]


@transaction.atomic
def distinguish(decision: Decision, why: str, *, by) -> Decision:
    """Records why a case was decided otherwise than similar ones; once. It changes nothing that was decided."""
    decision = Decision._base_manager.select_for_update().get(pk=decision.pk)
    if Role.CHAIR not in decision.proposal.roles_of(by) or not policy.sees(by, decision):
        raise PermissionDenied(_("The chair says why."))
    if decision.distinguished:
        raise ValidationError(_("That is on record already."))
    if not why.strip():
        raise ValidationError({"why": _("Say in a sentence what is different here.")})
    decision.distinguished = why.strip()
    with acting(by):
        decision.save()
    return decision


def index(decision: Decision) -> None:
    """Makes a decision findable as a precedent."""
    for code in decision.facets:
        DecisionFacet.objects.create(decision=decision, code=code)
