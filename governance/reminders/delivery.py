"""Sends the notices that wait: one mail a person. A row is claimed before it is sent, and marked after."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from governance.people.models import User

from .checks import shown, still_due
from .letters import letter
from .models import Reminder

logger = logging.getLogger(__name__)
LEASE = dt.timedelta(minutes=10)
"""How long a claim holds: after that, whoever claimed it is taken to have died, and it is sent again."""
MOST = 200
UNSENT = (OSError, ValueError)
"""The post office is closed or refuses (every SMTP error is an OSError), or an address or header cannot be written."""

Clock = Callable[[], dt.datetime]


def deliver(now: dt.datetime, clock: Clock = timezone.now) -> int:
    """How many mails left. A failed one stays waiting and is tried again once its claim has lapsed.

    `now` says what is due; the clock says when a row was claimed, as mails take their time.
    """
    waiting = Reminder.objects.filter(_free(clock())).values_list("recipient", flat=True).order_by().distinct()
    people = User.objects.filter(pk__in=list(waiting)).order_by("pk")
    return sum(_send_to(person, timezone.localdate(now), clock) for person in people)


def _free(moment: dt.datetime) -> Q:
    return Q(sent_at=None, dropped_at=None) & (Q(claimed_at=None) | Q(claimed_at__lt=moment - LEASE))


def _send_to(person: User, today: dt.date, clock: Clock) -> bool:
    """What has become moot is dropped. What this person may not see waits until they may, or until it is moot."""
    claimed = _claim(person, clock())
    due = still_due(claimed, person, today)
    _mark((notice for notice in claimed if notice not in due), dropped_at=clock())
    told = shown(list(due), person)
    if not told:
        return False
    mail = letter(person, [line for notice, line in due.items() if notice in told], [notice.pk for notice in told])
    try:
        mail.send()
    except UNSENT:
        logger.exception("The reminder mail to person %s did not leave; it is tried again in %s.", person.pk, LEASE)
        return False
    _mark(told, sent_at=clock())
    return True


@transaction.atomic
def _claim(person: User, moment: dt.datetime) -> list[Reminder]:
    """The rows are this process's from here on: others see the claim, or wait for the lock and then see it."""
    free = Reminder.objects.select_for_update().filter(_free(moment), recipient=person)
    claimed = list(free.order_by("due_on", "pk")[:MOST])
    _mark(claimed, claimed_at=moment)
    return claimed


def _mark(notices: Iterable[Reminder], **moment: dt.datetime) -> None:
    Reminder.objects.filter(pk__in=[notice.pk for notice in notices]).update(**moment)
