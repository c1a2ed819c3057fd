"""What is wrong today with vendors."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from governance.core.findings import Level, finding
from governance.vendors.models import NEEDS_ASSESSMENT, Certificate, ProcessorChange, Transfer, Vendor

CHAIN_DAYS = dt.timedelta(days=365)


@finding(
    "vendors.review_overdue",
    level=Level.NOTICE,
    says=_("The review of a vendor is overdue."),
    do=_("Review it and set the next date."),
)
def reviews_overdue(today: dt.date):
    return Vendor.objects.in_use().filter(review_on__lt=today)


def parts(model, **which):
    return Exists(model.objects.filter(vendor=OuterRef("pk"), **which))


@finding(
    "vendors.certificate_expired",
    level=Level.NOTICE,
    says=_("A certificate of a vendor in use has expired."),
    do=_("Ask for the new one, or mark it as given up and weigh what that means."),
)
def certificates_expired(today: dt.date):
    return Vendor.objects.in_use().filter(parts(Certificate, replaced=False, valid_until__lt=today))


@finding(
    "vendors.change_unanswered",
    level=Level.SERIOUS,
    says=_("The time to object to a new processor of a vendor has passed without an answer."),
    do=_("Decide: accept the change, or object and look for a way out (GDPR Art. 28(2))."),
)
def changes_unanswered(today: dt.date):
    return Vendor.objects.in_use().filter(parts(ProcessorChange, answer="", object_by__lt=today))


@finding(
    "vendors.transfer_without_tool",
    level=Level.CRITICAL,
    says=_("A vendor takes personal data out of the EEA without a transfer tool."),
    do=_("Agree on one, or stop the transfer (GDPR Art. 44)."),
)
def transfers_without_tool(today: dt.date):
    return Vendor.objects.in_use().handling_personal_data().filter(parts(Transfer, mechanism=""))


@finding(
    "vendors.transfer_unassessed",
    level=Level.SERIOUS,
    says=_("A transfer by a vendor was not assessed, or the assessment has lapsed or says stop."),
    do=_("Assess the law and practice of the country, and set the day on which to look again."),
)
def transfers_unassessed(today: dt.date):
    lacking = Transfer.objects.filter(vendor=OuterRef("pk"), mechanism__in=NEEDS_ASSESSMENT)
    lacking = lacking.filter(Q(outcome__in=["", "stop"]) | Q(recheck_on__lt=today))
    return Vendor.objects.in_use().handling_personal_data().filter(Exists(lacking))


@finding(
    "vendors.trains_models",
    level=Level.SERIOUS,
    says=_("A vendor trains models on personal data of ours, or nobody asked."),
    do=_("Ask, refuse it, and note when you checked."),
)
def training_models(today: dt.date):
    return Vendor.objects.in_use().filter(personal_data="yes").exclude(trains_models="no")


@finding(
    "vendors.chain_unknown",
    level=Level.NOTICE,
    says=_("The processors of a processor were not looked at for a year."),
    do=_("Compare its list with yours, and note the day (EDPB Opinion 22/2024)."),
)
def chains_unknown(today: dt.date):
    old = Q(chain_checked_on=None) | Q(chain_checked_on__lt=today - CHAIN_DAYS)
    return Vendor.objects.in_use().processors().filter(old)
