"""Brookfield's meetings: one minuted, one whose minutes are open, one ahead, and one that fell through."""

import datetime as dt
from types import SimpleNamespace

from governance.committee import meeting, minutes
from governance.committee.models import Committee, Meeting
from governance.core.acting import acting
from governance.core.workflow import advance

HOUR = dt.timedelta(hours=1)


def meetings(who: SimpleNamespace, group: Committee, now: dt.datetime) -> None:
    now = now.replace(hour=10, minute=0, second=0)
    held(who, group, "October", now - dt.timedelta(days=33))
    advance(Meeting.objects.get(name="October"), "approve_minutes", by=who.priya)
    held(who, group, "November", now - dt.timedelta(days=5))
    called_off = planned(who, group, "Extra meeting on prices", now - dt.timedelta(days=12))
    advance(called_off, "cancel", by=who.priya, note="Too few could come; we decide in writing.")
    ahead = planned(who, group, "December", now + dt.timedelta(days=9))
    meeting.suggest(ahead, by=who.priya, now=now)


def planned(who: SimpleNamespace, group: Committee, name: str, at: dt.datetime) -> Meeting:
    made = Meeting(committee=group, owner=who.priya, name=name, starts_at=at, place="Upstairs, and by video")
    with acting(who.priya):
        made.save()
    return made


def held(who: SimpleNamespace, group: Committee, name: str, at: dt.datetime) -> None:
    made = planned(who, group, name, at)
    for person in (who.priya, who.tomas, who.daniel):
        meeting.come(made, person, by=who.priya, now=at)
    meeting.add(made, by=who.priya, text="Round the table: what customers tell us")
    meeting.leave(made, who.daniel, by=who.priya, why="Court at noon", now=at + HOUR / 2)
    advance(made, "end", by=who.priya, now=at + HOUR)
    minutes.draft(made, by=who.priya, now=at + HOUR)
