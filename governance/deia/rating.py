"""Rates an assessment as it stands on a day, and keeps the rating with every number (specification 3.9)."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.committee.models import Proposal
from governance.core.acting import acting
from governance.questionnaires.items import Item, Part
from governance.questionnaires.saying import said
from governance.questionnaires.sheets import Sheet as Filled
from governance.questionnaires.sheets import State
from governance.vendors.models import Vendor

from . import scoring
from .models import Acceptance, Assessment, ScoreRun
from .scoring.flags import Known

ANSWERED = {State.ANSWERED, State.CARRIED}


def rate(assessment: Assessment, now: dt.datetime) -> ScoreRun:
    """The rating, saved; the assessment takes over its tiers and route, and is left for the caller to save.

    The number of queries does not depend on how much was answered or written down.
    """
    found = rated(assessment, timezone.localdate(now))
    run = kept(assessment, found, now)
    answered = assessment.answered()
    assessment.route, assessment.hits = scoring.route(answered), scoring.hits(answered)
    assessment.tier, assessment.residual_tier, assessment.target_tier = found.inherent, found.residual, found.target
    return run


def rate_anew(now: dt.datetime) -> int:
    """How many it rated again: what stands, and of which an acceptance has expired since. Twice, nothing doubles."""
    today = timezone.localdate(now)
    since = ScoreRun.objects.filter(assessment=OuterRef("assessment"), rated_on__gt=OuterRef("until"))
    expired = Acceptance.objects.filter(~Exists(since), until__lt=today)
    stale = Assessment.objects.in_state("complete", "approved").filter(pk__in=expired.values("assessment"))
    return sum(_rate_one(pk, now) for pk in stale.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _rate_one(pk: int, now: dt.datetime) -> bool:
    """Whether it still stood once nobody else was writing it."""
    assessment = Assessment._base_manager.select_for_update().get(pk=pk)
    if assessment.is_editable or assessment.tier is None:
        return False
    with acting(reason=_("the acceptance of a risk has expired")):
        rate(assessment, now)
        assessment.save()
    return True


def rated(assessment: Assessment, today: dt.date) -> scoring.Result:
    """As `rate`, and nothing is saved."""
    answered = assessment.answered()
    told = {"facts": facts(assessment, answered, today), "criteria": frozenset(scoring.criteria(answered))}
    told |= {"cleared": frozenset(assessment.clearances.values_list("code", flat=True))}
    hazards, screened = assessment.hazards(), scoring.TIER_OF_ROUTE[scoring.route(answered)]
    if assessment.template_id is None:
        return scoring.result(scoring.Sheet((), **told), hazards, today, screened=screened)
    return scoring.result(plain(assessment.sheet(assessment.template, today), **told), hazards, today)


def kept(assessment: Assessment, found: scoring.Result, now: dt.datetime) -> ScoreRun:
    asked = assessment.template or assessment.questionnaire
    run = ScoreRun(
        assessment=assessment,
        edition=f"{asked.key} {asked.edition}",
        config=found.config.version,
        exposure_index=found.index and round(found.index.EI, 6),
        net_index=found.index and round(found.index.NI, 6),
        inherent_tier=found.inherent,
        residual_tier=found.residual,
        target_tier=found.target,
        explanation=found.explanation,
        numbers=without_fractions(found.plain()),
        rated_on=timezone.localdate(now),
        run_at=now,
    )
    run.save()
    return run


def without_fractions(value: Any) -> Any:
    match value:
        case float():
            return repr(value)
        case dict():
            return {key: without_fractions(inside) for key, inside in value.items()}
        case list() | tuple():
            return [without_fractions(inside) for inside in value]
    return value


# What is rated, as plain values


def plain(filled: Filled, **told: Any) -> scoring.Sheet:
    """A questionnaire as filled in, as the scoring sees it."""
    given = {item.key: filled.entry(item.key).value for item in filled.items if filled.state(item.key) in ANSWERED}
    chosen = {item.key: said(item, given[item.key]).keys for item in filled.items if item.key in given}
    not_applicable = frozenset(filled.in_state(State.NOT_APPLICABLE))
    return scoring.Sheet(
        scored(filled.items, filled.parts),
        filled.counted,
        frozenset(filled.by_key.keys() - filled.visible),
        not_applicable,
        chosen,
        **told,
    )


def scored(items: Iterable[Item], parts: Iterable[Part]) -> tuple[scoring.Scored, ...]:
    ruled = {part.code for part in parts if part.visible_if is not None}
    return tuple(
        scoring.Scored(
            item.key,
            item.polarity,
            item.weight,
            {principle: share / 100 for principle, share in item.shares.items()},
            gated=item.visible_if is not None or item.section in ruled,
            text=item.text,
        )
        for item in items
        if item.is_scored
    )


def facts(assessment: Assessment, answered: Iterable[scoring.Answered], today: dt.date) -> frozenset[str]:
    """What the registers and the screening know without being asked."""
    vendors = Vendor.objects.filter(received__activity__assessed__assessment=assessment)
    begun = Proposal.objects.about(assessment).filter(starts_on__lt=today)
    found = {
        Known.MAY_BE_FORBIDDEN: scoring.route(answered) == scoring.Route.STOP,
        Known.VENDOR_WITHOUT_AGREEMENT: vendors.in_use().processors().without_agreement(today).exists(),
        Known.ALREADY_RUNNING: begun.in_review().exists(),
    }
    return frozenset(fact.value for fact, is_so in found.items() if is_so)
