"""What waits for whoever handles incidents: a decision to confirm, a reporter to answer."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from governance.core.roles import Role
from governance.core.todos import MOST, Todo, todo

from .models import Concern, Message, Track

SECOND = {Role.PRIVACY_LEAD, Role.DIRECTOR}
"""Who is asked to be the second pair of eyes; others who may confirm find it on the page."""


@todo
def decisions(user, now: dt.datetime) -> Iterable[Todo]:
    rows = Track.objects.visible_to(user).filter(applies=True, confirmed_at=None, decided_at__isnull=False)
    mine = Q() if Role.of(user) & SECOND else Q(incident__owner=user.pk)
    for track in rows.filter(mine).exclude(decided_by=user.pk).select_related("incident__owner").order_by("pk")[:MOST]:
        what, why = _("A decision to tell nobody waits for a second person"), _("You did not decide it")
        yield Todo(track.incident, what, why, track.page_url, due=_day(track), action=_("Look at it"))


def _day(track: Track) -> dt.date | None:
    return Track.deadlines[0].date_of(track) if track.target_at else None


@todo
def reporters(user, now: dt.datetime) -> Iterable[Todo]:
    """The last word is the reporter's, or there is none yet."""
    last = Message.objects.filter(concern=OuterRef("pk")).order_by("-pk")
    rows = Concern.objects.visible_to(user).annotate(wrote=Subquery(last.values("writer")[:1]))
    rows = rows.filter(wrote=None, incident__owner=user.pk).exclude(incident__state="closed")
    for concern in rows.select_related("incident__owner").order_by("pk")[:MOST]:
        what, why = _("Somebody without a name waits for an answer"), _("You are in charge")
        yield Todo(concern.incident, what, why, concern.incident.page, action=_("Answer"))
