"""What is wrong today with the record of processing."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from governance.core.findings import Level, finding
from governance.vendors.models import NEEDS_ASSESSMENT

from .models import (
    WAITS,
    AuditAnswer,
    Batch,
    Controller,
    Hold,
    ProcessingActivity,
    Purpose,
    Recipient,
    Segment,
    Transfer,
)
from .vocabulary import SPECIAL


@finding(
    "inventory.review_overdue",
    level=Level.NOTICE,
    says=_("The yearly review of a processing activity is overdue."),
    do=_("Read it, correct it, and put it on record again."),
)
def reviews_overdue(today: dt.date):
    return ProcessingActivity.objects.in_state("current").filter(review_on__lt=today)


@finding(
    "inventory.purpose_without_basis",
    level=Level.SERIOUS,
    says=_("A purpose has no legal basis."),
    do=_("Choose the legal basis, or stop the processing (GDPR Art. 6)."),
)
def purposes_without_basis(today: dt.date):
    return ProcessingActivity.objects.exclude(state="ended").filter(purposes__legal_basis="").distinct()


def _current():
    return ProcessingActivity.objects.in_state("current")


def _parts(model, *which, **told):
    return Exists(model.objects.filter(*which, activity=OuterRef("pk"), **told))


@finding(
    "inventory.special_without_condition",
    level=Level.CRITICAL,
    says=_("Special categories of data are processed for a purpose without a condition of Art. 9."),
    do=_("Choose the condition, or stop the processing (GDPR Art. 9(2))."),
)
def special_without_condition(today: dt.date):
    special = Q()
    for code in sorted(SPECIAL):
        special |= Q(categories__has=code)
    return _current().filter(special).filter(_parts(Purpose, condition=""))


@finding(
    "inventory.interest_unweighed",
    level=Level.SERIOUS,
    says=_("A purpose rests on a legitimate interest that nobody has weighed."),
    do=_("Write down the interest, why nothing milder does, and how people's own interests weigh."),
)
def interests_unweighed(today: dt.date):
    return _current().filter(_parts(Purpose, Q(interest="") | Q(weighed_on=None), legal_basis="legitimate_interests"))


@finding(
    "inventory.transfer_without_tool",
    level=Level.CRITICAL,
    says=_("Personal data goes out of the EEA without a transfer tool."),
    do=_("Agree on one, or stop the transfer (GDPR Art. 44)."),
)
def transfers_without_tool(today: dt.date):
    return _current().filter(_parts(Transfer, mechanism=""))


@finding(
    "inventory.transfer_unassessed",
    level=Level.SERIOUS,
    says=_("A transfer was not assessed, or its assessment has lapsed or says stop."),
    do=_("Assess the law and practice of the country, and set the day on which to look again."),
)
def transfers_unassessed(today: dt.date):
    lacking = Q(outcome__in=["", "stop"]) | Q(recheck_on__lt=today)
    return _current().filter(_parts(Transfer, lacking, mechanism__in=NEEDS_ASSESSMENT))


@finding(
    "inventory.retention_passed",
    level=Level.SERIOUS,
    says=_("Data is kept longer than it should be, and no legal hold asks for that."),
    do=_("Dispose of it and keep the proof, or set a legal hold (GDPR Art. 5(1)(e))."),
)
def retention_passed(today: dt.date):
    held = _parts(Hold, Q(lifted_on=None) | Q(lifted_on__gt=today), since_on__lte=today)
    return ProcessingActivity.objects.filter(_parts(Batch, disposed_on=None, due_on__lt=today), ~held)


@finding(
    "inventory.retention_unset",
    level=Level.NOTICE,
    says=_("A processing activity on record does not say how long its data is kept."),
    do=_("Set the retention: a number, a unit, and the event from which it counts (GDPR Art. 30(1)(f))."),
)
def retention_unset(today: dt.date):
    return _current().filter(retention_number=None)


@finding(
    "inventory.recipient_retired",
    level=Level.NOTICE,
    says=_("A vendor that receives data is no longer in use."),
    do=_("Take it out of the recipients, or reconsider the vendor."),
)
def recipients_retired(today: dt.date):
    return _current().filter(_parts(Recipient, vendor__state="retired"))


@finding(
    "inventory.controllers_unnamed",
    level=Level.SERIOUS,
    says=_("We process for somebody else, and the record does not say for whom."),
    do=_("Name the controllers and what you do for each (GDPR Art. 30(2))."),
)
def controllers_unnamed(today: dt.date):
    return _current().filter(~_parts(Controller), capacity="processor")


@finding(
    "inventory.segment_unexplained",
    level=Level.SERIOUS,
    says=_("A segment lets guess something sensitive about people, and nothing says why that is all right."),
    do=_("Explain it, change what it is picked by, or give it up."),
)
def segments_unexplained(today: dt.date):
    return ProcessingActivity.objects.exclude(state="ended").filter(_parts(Segment, is_sensitive=True, why=""))


@finding(
    "inventory.audit_unanswered",
    level=Level.NOTICE,
    says=_("The owner of a processing activity has not answered in the data audit."),
    do=_("Ask them, or answer for them."),
)
def audits_unanswered(today: dt.date):
    return ProcessingActivity.objects.filter(_parts(AuditAnswer, WAITS, answer_by__lt=today))
