"""What is wrong today with assessments."""

import datetime as dt
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from governance.core.findings import Level, finding
from governance.inventory.models import ProcessingActivity, Purpose, Recipient
from governance.inventory.vocabulary import SPECIAL
from governance.vendors.models import Agreement, Vendor

from .models import Acceptance, AssessedActivity, Assessment


@finding(
    "deia.review_overdue",
    level=Level.SERIOUS,
    says=_("The review of an approved assessment is overdue."),
    do=_("Read it again, and approve it anew or retire it."),
)
def reviews_overdue(today: dt.date):
    return Assessment.objects.approved().filter(review_on__lt=today)


@finding(
    "deia.acceptance_expired",
    level=Level.SERIOUS,
    says=_("The acceptance of a risk has expired, so the risk counts as before it was treated."),
    do=_("Reopen the assessment; then treat the risk, or have it accepted anew."),
)
def acceptances_expired(today: dt.date):
    expired = Acceptance.objects.filter(assessment=OuterRef("pk"), until__lt=today)
    return Assessment.objects.in_state("complete", "approved").filter(Exists(expired))


@finding(
    "deia.special_data_unassessed",
    level=Level.CRITICAL,
    says=_("Special categories of data are processed without an approved assessment."),
    do=_("Assess it, and put it to the committee."),
)
def special_data_unassessed(today: dt.date):
    special = Q()
    for code in sorted(SPECIAL):
        special |= Q(categories__has=code)
    approved = Assessment.objects.approved().filter(activities__activity=OuterRef("pk"))
    return ProcessingActivity.objects.in_state("current").filter(special, ~Exists(approved))


@finding(
    "deia.out_of_date",
    level=Level.SERIOUS,
    says=_("The registers have changed since an assessment was completed."),
    do=_("Open its questions to see what has changed; reopen it, and answer anew."),
)
def out_of_date(today: dt.date):
    """One query over what stands, by the history of what it names: it costs nothing for records that did not change.

    What was changed and changed back is found too; the page of the assessment then says that nothing differs.
    """
    rows = AssessedActivity.objects.filter(assessment=OuterRef("pk"), seen_at__isnull=False)
    touched = Exists(since(ProcessingActivity, "activity", "categories", "subjects", "subjects_count"))
    for part in (Purpose, Recipient):
        touched |= Exists(since(part, "activity", through="activity"))
    named, seen_at = Recipient.objects.filter(activity=OuterRef("activity")), OuterRef(OuterRef("seen_at"))
    moved = Exists(since(Vendor, "vendor", "country", "role", seen_at=seen_at))
    signed = Exists(since(Agreement, "vendor", "state", "ends_on", through="vendor", seen_at=seen_at))
    touched |= Exists(named.filter(moved | signed))
    return Assessment.objects.in_state("complete", "approved").filter(Exists(rows.filter(touched)))


def since(model, link: str, *facts: str, through: str = "id", seen_at: Any = None):
    """The versions written after `seen_at` of what `link` names, that differ from the one before in one of these."""
    rows = model.history.filter(**{through: OuterRef(link)}, history_date__gt=seen_at or OuterRef("seen_at"))
    if not facts:
        return rows
    before = model.history.filter(id=OuterRef("id"), version=OuterRef("version") - 1)
    alike = {f"_{name}": text_of(OuterRef(name)) for name in facts}
    return rows.filter(~Exists(before.annotate(**{f"_{name}": text_of(F(name)) for name in facts}).filter(**alike)))


def text_of(value: Any) -> Coalesce:
    """Comparable where it is empty too."""
    return Coalesce(Cast(value, TextField()), Value(""), output_field=TextField())
