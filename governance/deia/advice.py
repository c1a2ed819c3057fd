"""What an assessment tells the committee: how much is at stake, who has worked on it, what stands in the way."""

import datetime as dt
from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from governance.committee.conflicts import Signal, conflict
from governance.committee.facets import Facet, facets
from governance.committee.going_live import obstacle
from governance.committee.involved import involved
from governance.committee.models import Link, Proposal
from governance.committee.submitting import before_submission
from governance.committee.triage import Reason, Route, triage
from governance.committee.worries import weighs
from governance.inventory.models import ProcessingActivity
from governance.inventory.vocabulary import SPECIAL
from governance.vendors.models import Agreement, Vendor

from . import gravity
from .amending import is_minor
from .models import Answer, Assessment, Risk
from .scoring import Tier
from .scoring.flags import Block

VENDORS = "RF-VENDOR"
weighs(gravity.of_answers)
ROUTE_OF = {Tier.LOW: Route.LIGHT, Tier.MODERATE: Route.FAST, Tier.HIGH: Route.FULL, Tier.CRITICAL: Route.ENHANCED}


def assessment_of(proposal: Proposal) -> Assessment | None:
    return proposal.about if isinstance(proposal.about, Assessment) else None


@triage
def tier(proposal: Proposal, today: dt.date) -> Iterable[Reason]:
    assessment = assessment_of(proposal)
    if assessment and assessment.tier and _is_minor(proposal, assessment):
        yield Reason("minor", _("It changes little of what was approved, and nothing for the worse."), Route.FAST)
    elif assessment and assessment.tier:
        told = _("Its assessment says: %s.") % assessment.get_tier_display().lower()
        yield Reason("tier", told, ROUTE_OF[Tier(assessment.tier)])


@facets
def data_and_people(proposal: Proposal) -> Iterable[Facet]:
    """Which data of whom the activities use that it is about, and how much is at stake."""
    assessment = assessment_of(proposal)
    if assessment is None:
        return
    activities = ProcessingActivity.objects.filter(pk__in=assessment.activities.values("activity")).order_by("pk")
    found = [(name, code) for name in ("categories", "subjects") for one in activities for code in getattr(one, name)]
    if any(name == "categories" and code in SPECIAL for name, code in found):
        yield Facet("special", _("Special categories of data"))
    if assessment.tier:
        yield Facet(f"tier:{assessment.tier}", assessment.get_tier_display())
    for name, code in found:
        yield Facet(f"{name}:{code}"[:100], ProcessingActivity._meta.get_field(name).labels([code])[0])


def _is_minor(proposal: Proposal, assessment: Assessment) -> bool:
    approved = assessment_of(proposal.follows) if proposal.link == Link.AMENDS else None
    return approved is not None and approved.pk != assessment.pk and is_minor(approved, assessment)


@conflict
def contributors(proposal: Proposal) -> Iterable[tuple[int, Signal]]:
    """Whoever owned the assessment, answered one of its questions or wrote down one of its risks."""
    assessment = assessment_of(proposal)
    if assessment is None:
        return
    found = set(assessment.history.values_list("owner", flat=True))
    for part in (Answer, Risk):
        changed = part.history.filter(assessment=assessment.pk, history_type="~" if part is Answer else "+")
        found |= set(changed.values_list("history_user", flat=True))
    yield from ((person, Signal.CONTRIBUTOR) for person in found if person)


@conflict
def contracts(proposal: Proposal) -> Iterable[tuple[int, Signal]]:
    for person in Agreement.objects.filter(vendor__in=vendors_of(proposal)).values_list("owner", flat=True):
        yield person, Signal.SIGNED


@conflict
def measures(proposal: Proposal) -> Iterable[tuple[int, Signal]]:
    assessment = assessment_of(proposal)
    if assessment:
        yield from ((one, Signal.MITIGATES) for one in assessment.mitigations.values_list("owner", flat=True))


@before_submission
def flags_before_submission(proposal: Proposal, today: dt.date) -> Iterable[object]:
    yield from _stops(proposal, today, Block.SUBMIT)


@obstacle
def flags_before_going_live(proposal: Proposal, on: dt.date) -> Iterable[object]:
    yield from _stops(proposal, on, Block.GO_LIVE)


def _stops(proposal: Proposal, day: dt.date, block: Block) -> Iterable[str]:
    """What the flags of its assessment hold up, and what would clear them. Vendors are named one by one below."""
    assessment = assessment_of(proposal)
    if assessment is None or assessment.tier is None:
        return
    for one in assessment.rated(day).flags:
        if block in one.blocks and one.flag.code != VENDORS:
            yield f"{capfirst(one.flag.because)}. {one.flag.clear}"


@obstacle
def vendors_without_agreement(proposal: Proposal, on: dt.date) -> Iterable[object]:
    for vendor in Vendor.objects.filter(pk__in=vendors_of(proposal)).processors().without_agreement(on).order_by("pk"):
        yield _("%(vendor)s has no data-processing agreement in force.") % {"vendor": vendor}


@involved
def vendors(proposal: Proposal) -> Iterable[Vendor]:
    return Vendor.objects.filter(pk__in=vendors_of(proposal)).order_by("pk")


def vendors_of(proposal: Proposal):
    """The vendors that receive data in the activities that its assessment is about."""
    assessment = assessment_of(proposal)
    activities = assessment.activities.values("activity") if assessment else []
    return Vendor.objects.filter(received__activity__in=activities).values("pk")
