"""What is wrong today with what vendors were asked."""

import datetime as dt

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from governance.core import workdays
from governance.core.findings import Level, finding
from governance.vendors.models import Inquiry, Vendor

from .firms import parts

TRUSTED_DAYS = dt.timedelta(days=730)
"""How long a verdict about a processor holds before it is asked again."""
JUDGING_DAYS = dt.timedelta(days=14)


@finding(
    "vendors.guarantees_unknown",
    level=Level.NOTICE,
    says=_("Nobody has judged in the last two years whether a processor in use offers enough guarantees."),
    do=_("Ask it, and judge its answers (GDPR Art. 28(1))."),
)
def guarantees_unknown(today: dt.date):
    judged = Inquiry.objects.filter(vendor=OuterRef("pk"), judged_on__gte=today - TRUSTED_DAYS)
    return Vendor.objects.in_use().processors().filter(~Exists(judged))


@finding(
    "vendors.guarantees_lacking",
    level=Level.SERIOUS,
    says=_("A vendor in use was found not to offer enough guarantees."),
    do=_("Have it put right and ask again, or leave it (GDPR Art. 28(1))."),
)
def guarantees_lacking(today: dt.date):
    newest = Inquiry.objects.filter(vendor=OuterRef("pk")).exclude(verdict="").order_by("-pk")
    return Vendor.objects.in_use().alias(found=Subquery(newest.values("verdict")[:1])).filter(found="lacking")


@finding(
    "vendors.answers_late",
    level=Level.NOTICE,
    says=_("A vendor has not answered our questions by the day that was set."),
    do=_("Remind it and make a new link, or withdraw the questions."),
)
def answers_late(today: dt.date):
    return Vendor.objects.filter(parts(Inquiry, sent_in_at=None, withdrawn_on=None, answer_by__lt=today))


@finding(
    "vendors.answers_unjudged",
    level=Level.NOTICE,
    says=_("A vendor sent its answers in more than two weeks ago, and nobody has judged them."),
    do=_("Read them and record a verdict."),
)
def answers_unjudged(today: dt.date):
    before = workdays.begins(today - JUDGING_DAYS)
    return Vendor.objects.filter(parts(Inquiry, verdict="", sent_in_at__lt=before))
