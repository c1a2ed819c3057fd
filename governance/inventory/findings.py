"""What is wrong today with the record of processing."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from governance.core.findings import Level, finding

from .models import ProcessingActivity


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
