"""What is wrong today with agreements."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from governance.core.findings import Level, finding
from governance.vendors.models import Agreement, Clause, Found, Vendor

LATEST_BREACH_NOTICE = 48
"""Hours that a processor may take to tell us of a breach: we have 72 ourselves, from when it tells us."""
EXIT_DAYS = dt.timedelta(days=30)
SOON = dt.timedelta(days=30)


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
    "vendors.clause_missing",
    level=Level.SERIOUS,
    says=_("An agreement with a processor lacks a clause that the law asks for."),
    do=_("Look through its clauses: get what is missing, or have the gap accepted until a day (GDPR Art. 28(3))."),
)
def clauses_missing(today: dt.date):
    return Agreement.objects.with_a_gap(today)


@finding(
    "vendors.acceptance_lapsed",
    level=Level.SERIOUS,
    says=_("A missing clause was accepted until a day that has passed."),
    do=_("Get the clause, or have the gap accepted anew."),
)
def acceptances_lapsed(today: dt.date):
    lapsed = Clause.objects.filter(agreement=OuterRef("pk"), found=Found.ACCEPTED, accepted_until__lt=today)
    return Agreement.objects.in_force(today).filter(Exists(lapsed))


@finding(
    "vendors.ending_unrenewed",
    level=Level.SERIOUS,
    says=_("An agreement ends within a month and does not renew by itself."),
    do=_("Renew it, or prepare the end."),
)
def endings_unrenewed(today: dt.date):
    return Agreement.objects.in_force(today).filter(ends_on__lte=today + SOON, renews=False)


@finding(
    "vendors.exit_unproven",
    level=Level.SERIOUS,
    says=_("An agreement ended more than 30 days ago, and nothing proves that the data was deleted or returned."),
    do=_("Get the proof and record it (GDPR Art. 28(3)(g))."),
)
def exits_unproven(today: dt.date):
    return Agreement.objects.in_state("ended").filter(kind="processing", ended_on__lt=today - EXIT_DAYS)


@finding(
    "vendors.breach_notice_slow",
    level=Level.NOTICE,
    says=_("A processor may take longer to tell us of a breach than leaves us time."),
    do=_("Agree on 24 hours: our own clock is 72 (GDPR Art. 33(2))."),
)
def breach_notices_slow(today: dt.date):
    slow = Q(breach_hours=None) | Q(breach_hours__gt=LATEST_BREACH_NOTICE)
    return Agreement.objects.in_force(today).filter(slow, kind="processing")
