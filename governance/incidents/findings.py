"""What is wrong today with incidents."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from governance.core.findings import Level, finding

from .models import Action, Incident


@finding(
    "incidents.awareness_unknown",
    level=Level.SERIOUS,
    says=_("An open breach does not say when we knew of it."),
    do=_("Enter the moment: legal clocks run from it."),
)
def breaches_without_awareness(today: dt.date):
    return Incident.objects.exclude(state="closed").filter(kind="breach", aware_at=None)


@finding(
    "incidents.action_overdue",
    level=Level.SERIOUS,
    says=_("An action on an incident is overdue."),
    do=_("Do it, or drop it with a reason."),
)
def actions_overdue(today: dt.date):
    return Action.objects.in_state("open").filter(due_on__lt=today)
