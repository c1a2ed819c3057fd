"""What is wrong today with vendors and agreements."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from governance.core.findings import Level, finding

from .models import Agreement, Vendor


@finding(
    "vendors.processor_without_agreement",
    level=Level.CRITICAL,
    says=_("A processor in use has no data-processing agreement in force."),
    do=_("Sign one, or stop giving it personal data (GDPR Art. 28(3))."),
)
def processors_without_agreement(today: dt.date):
    return Vendor.objects.in_use().processors().without_agreement(today)


@finding(
    "vendors.agreement_past_its_end",
    level=Level.SERIOUS,
    says=_("An agreement has passed its end and is still marked as in force."),
    do=_("Renew it, or end it."),
)
def agreements_past_their_end(today: dt.date):
    return Agreement.objects.in_state("in_force").filter(ends_on__lt=today)


@finding(
    "vendors.review_overdue",
    level=Level.NOTICE,
    says=_("The review of a vendor is overdue."),
    do=_("Review it and set the next date."),
)
def reviews_overdue(today: dt.date):
    return Vendor.objects.in_use().filter(review_on__lt=today)
