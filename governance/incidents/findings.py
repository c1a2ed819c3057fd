"""What is wrong today with incidents."""

import datetime as dt

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from governance.core import workdays
from governance.core.findings import Level, finding

from .models import Action, Concern, Incident, Lesson, Message, TimelineEntry, Track
from .models.tracks import UNANSWERED

UNTOUCHED_DAYS, UNANSWERED_DAYS = 14, 7


def _open():
    return Incident.objects.exclude(state="closed")


@finding(
    "incidents.awareness_unknown",
    level=Level.SERIOUS,
    says=_("An open breach does not say when we knew of it."),
    do=_("Enter the moment: legal clocks run from it."),
)
def breaches_without_awareness(today: dt.date):
    return _open().filter(kind="breach", aware_at=None)


@finding(
    "incidents.notice_late",
    level=Level.CRITICAL,
    says=_("A breach is past its deadline without a notice, a reason for the delay, or a decision that holds."),
    do=_("Send the notice now, even in part, and give the reason for the delay."),
)
def notices_late(today: dt.date):
    never = UNANSWERED & Q(target_at__lt=workdays.begins(today))
    too_late = Q(applies=True, told_at__gt=F("target_at"))
    late = Track.objects.filter(never | too_late, incident=OuterRef("pk"), late_why="")
    return Incident.objects.filter(Exists(late))


@finding(
    "incidents.decision_unconfirmed",
    level=Level.SERIOUS,
    says=_("The decision to tell nobody of a breach has no second pair of eyes."),
    do=_("Ask somebody else than the decider to confirm it."),
)
def decisions_unconfirmed(today: dt.date):
    waiting = Track.objects.filter(incident=OuterRef("pk"), applies=True, confirmed_at=None, decided_at__isnull=False)
    return Incident.objects.filter(Exists(waiting))


@finding(
    "incidents.people_not_told",
    level=Level.CRITICAL,
    says=_("People are at high risk and were not told of the breach."),
    do=_("Write to them, or decide with reasons why they need not be told."),
)
def people_not_told(today: dt.date):
    people = Q(code="breach.people") & UNANSWERED
    return Incident.objects.filter(Exists(Track.objects.filter(people, incident=OuterRef("pk"))), risk="high")


@finding(
    "incidents.untouched",
    level=Level.NOTICE,
    says=_("Nothing has happened with an open incident for 14 days."),
    do=_("Work on it, or close it."),
)
def untouched(today: dt.date):
    since = workdays.begins(today - dt.timedelta(days=UNTOUCHED_DAYS))
    own = Incident.history.filter(id=OuterRef("pk"), history_date__gte=since)
    work = [
        Exists(model.history.filter(incident_id=OuterRef("pk"), history_date__gte=since))
        for model in (TimelineEntry, Action, Track, Lesson)
    ]
    rows = _open().exclude(Exists(own))
    for touched in work:
        rows = rows.exclude(touched)
    return rows


@finding(
    "incidents.action_overdue",
    level=Level.SERIOUS,
    says=_("An action on an incident is overdue."),
    do=_("Do it, or drop it with a reason."),
)
def actions_overdue(today: dt.date):
    return Action.objects.in_state("open").filter(due_on__lt=today)


@finding(
    "incidents.concern_unanswered",
    level=Level.SERIOUS,
    says=_("An anonymous report waits for an answer for more than 7 days."),
    do=_("Answer it on the page of the incident, even if only to say that you look into it."),
)
def concerns_unanswered(today: dt.date):
    """Nobody has written since the report, or since the reporter's last message, and that is long ago."""
    before = workdays.begins(today - dt.timedelta(days=UNANSWERED_DAYS))
    answered = Message.objects.filter(concern=OuterRef("pk"), writer__isnull=False)
    later = Message.objects.filter(concern=OuterRef("concern"), writer__isnull=False, pk__gt=OuterRef("pk"))
    asked = Message.objects.filter(~Exists(later), concern=OuterRef("pk"), writer=None, at__lt=before)
    waiting = Concern.objects.filter(Exists(asked) | (Q(made_at__lt=before) & ~Exists(answered)))
    return _open().filter(Exists(waiting.filter(incident=OuterRef("pk"))))


@finding(
    "incidents.lesson_overdue",
    level=Level.SERIOUS,
    says=_("A lesson from an incident is overdue."),
    do=_("See to it, then record that it is done."),
)
def lessons_overdue(today: dt.date):
    late = Lesson.objects.filter(incident=OuterRef("pk"), done_on=None, due_on__lt=today)
    return Incident.objects.filter(Exists(late))


@finding(
    "incidents.closed_without_lessons",
    level=Level.NOTICE,
    says=_("An incident was closed without a word on what is learned from it."),
    do=_("Reopen it and say what changes, or why there is nothing to learn."),
)
def closed_without_lessons(today: dt.date):
    taught = Lesson.objects.filter(incident=OuterRef("pk"))
    return Incident.objects.in_state("closed").filter(~Exists(taught), no_lessons_why="")
