"""A meeting as it goes: who comes and leaves, what is on the agenda, and what is added to approved minutes."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from governance.core import policy
from governance.core.acting import acting

from . import agenda
from .models import Addendum, AgendaItem, Attendance, Matter, Meeting
from .workflow import MeetingState


def may_keep(meeting: Meeting, user) -> bool:
    """Who keeps the record of a meeting: its owner, its chair, and privacy leads."""
    return policy.may(user, policy.CHANGE, Meeting, meeting) and policy.sees(user, meeting)


@transaction.atomic
def come(meeting: Meeting, person, *, by, now: dt.datetime) -> Attendance:
    """Somebody enters the room. Raises ValidationError if they are in it, or the meeting is over."""
    meeting = _held_open(meeting, by)
    if not person.is_active:
        raise ValidationError(_("%s has left the firm.") % person)
    if meeting.attendances.filter(person=person, left_at=None).exists():
        raise ValidationError(_("%s is in the room already.") % person)
    if meeting.attendances.filter(person=person, left_at__gt=now).exists():
        raise ValidationError(_("%s is down as having left later than now. Correct that in the register.") % person)
    stay = Attendance(meeting=meeting, person=person, joined_at=now)
    with acting(by):
        stay.save()
    return stay


@transaction.atomic
def leave(meeting: Meeting, person, *, by, why: str = "", now: dt.datetime) -> Attendance:
    """Somebody leaves the room, for good or for an item. Raises ValidationError if they are not in it."""
    meeting = _held_open(meeting, by)
    stay = meeting.attendances.filter(person=person, left_at=None).first()
    if stay is None:
        raise ValidationError(_("%s is not in the room.") % person)
    if stay.joined_at >= now:
        raise ValidationError(_("%s has only just come.") % person)
    stay.left_at, stay.why_left = now, why.strip()
    with acting(by):
        stay.save()
    return stay


@transaction.atomic
def suggest(meeting: Meeting, *, by, now: dt.datetime) -> list[AgendaItem]:
    """Puts on the agenda what waits for this committee and is not on it. What was taken off stays off."""
    meeting = _held_open(meeting, by)
    known = set(meeting.items.filter(proposal__isnull=False).values_list("proposal", "matter"))
    found = [one for one in agenda.waiting(meeting, now) if (one[0].pk, one[1]) not in known]
    place = _next_place(meeting)
    items = [
        AgendaItem(meeting=meeting, position=place + at, proposal=proposal, matter=matter)
        for at, (proposal, matter) in enumerate(found)
    ]
    with acting(by):
        for item in items:
            item.save()
    return items


@transaction.atomic
def add(meeting: Meeting, *, by, text: str = "", proposal=None) -> AgendaItem:
    """Puts a subject or a proposal of this committee on the agenda. Raises ValidationError without either."""
    meeting = _held_open(meeting, by)
    if proposal is None and not text.strip():
        raise ValidationError(_("Name a proposal or a subject."))
    if proposal and (proposal.committee_id != meeting.committee_id or proposal.practice):
        raise ValidationError(_("%s is not before this committee.") % proposal)
    matter = Matter.REVIEW if proposal else Matter.OTHER
    found = meeting.items.filter(proposal=proposal, matter=matter).first() if proposal else None
    if found and not found.taken_off:
        raise ValidationError(_("%s is on the agenda already.") % proposal)
    item = found or AgendaItem(meeting=meeting, proposal=proposal, matter=matter, text=text.strip())
    item.position, item.taken_off = _next_place(meeting), False
    with acting(by):
        item.save()
    return item


@transaction.atomic
def take_off(item: AgendaItem, *, by) -> AgendaItem:
    """Takes an item off the agenda. Raises ValidationError where a motion on it was put in this meeting."""
    meeting = _held_open(item.meeting, by)
    if not policy.sees(by, item):
        raise PermissionDenied(_("You may not see this item."))
    item.refresh_from_db()
    if item.proposal_id and meeting.motions.filter(review__proposal=item.proposal_id).exists():
        raise ValidationError(_("A motion on it was put in this meeting, so it stays in the minutes."))
    item.taken_off = True
    with acting(by):
        item.save()
    return item


@transaction.atomic
def add_to_minutes(meeting: Meeting, text: str, *, by, item: AgendaItem | None = None, now: dt.datetime) -> Addendum:
    """An addendum to approved minutes, about one item or all of them. Before that, minutes are edited."""
    meeting = Meeting._base_manager.select_for_update().get(pk=meeting.pk)
    if not may_keep(meeting, by):
        raise PermissionDenied(_("Who keeps the minutes adds to them."))
    if meeting.state != MeetingState.MINUTED:
        raise ValidationError(_("These minutes are not approved yet: edit them."))
    if not text.strip():
        raise ValidationError({"text": _("Write what is to be added.")})
    made = Addendum(meeting=meeting, item=item, text=text.strip(), by=by, added_at=now)
    with acting(by):
        made.save()
    return made


def _held_open(meeting: Meeting, by) -> Meeting:
    """The meeting as it stands, held until the transaction ends."""
    meeting = Meeting._base_manager.select_for_update().get(pk=meeting.pk)
    if not may_keep(meeting, by):
        raise PermissionDenied(_("The chair, the privacy lead or the owner of a meeting keep its record."))
    if not meeting.is_on:
        raise ValidationError(_("This meeting is over."))
    return meeting


def _next_place(meeting: Meeting) -> int:
    last = meeting.items.order_by("-position").values_list("position", flat=True).first()
    return (last or 0) + 1
