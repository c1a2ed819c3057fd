"""Minutes: drafted from what happened, then edited by people, then locked by approving them."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core.acting import acting
from governance.core.canonical import canonical, sha256
from governance.core.printing import for_everybody
from governance.core.workflow import advance

from . import agenda, item_words, minute_words
from .meeting import may_keep
from .models import AgendaItem, Condition, Decision, Matter, Meeting, Motion, Paragraph
from .workflow import MeetingState


class Overtaken(ValidationError):
    """Somebody else has written these minutes since they were read."""


@transaction.atomic
def draft(meeting: Meeting, *, by, now: dt.datetime, seen: str | None = None) -> Meeting:
    """Writes what happened as a text to edit: of the meeting, and of each item, also those kept from `by`.

    What was edited before is replaced, and kept in the history. Raises ValidationError before the end of the meeting,
    Overtaken where somebody else has written since `seen`, if that is told.
    """
    meeting = _open(meeting, by)
    if seen is not None and meeting.minutes and seen != fingerprint(meeting, by):
        raise Overtaken(_("Somebody else has written here meanwhile. Read it before you draft anew."))
    with acting(by), for_everybody():
        meeting.minutes = minute_words.of_meeting(meeting, agenda.previous(meeting))
        meeting.save()
        for item, text in _items(meeting, now):
            _put(meeting, item, text)
    return meeting


@transaction.atomic
def edit(meeting: Meeting, text: str, paragraphs: dict[int, str], *, by, seen: str) -> Meeting:
    """`paragraphs` by the key of the item; those of items that `by` may not see are refused.

    Raises Overtaken where somebody else has written since `seen` (see `fingerprint`).
    """
    meeting = _open(meeting, by)
    if seen != fingerprint(meeting, by):
        told = _("Somebody else has written here meanwhile. Both texts are below: put together what is to stand.")
        raise Overtaken(told)
    shown = {one.pk: one for one in meeting.items.visible_to(by).on_the_agenda()}
    if not text.strip():
        raise ValidationError({"minutes": _("Minutes say something.")})
    if strange := paragraphs.keys() - shown.keys():
        raise ValidationError(_("There is no item %s on this agenda, or you may not see it.") % min(strange))
    with acting(by):
        meeting.minutes = text.strip()
        meeting.save()
        for key, said in paragraphs.items():
            if said.strip():
                _put(meeting, shown[key], said.strip())
    return meeting


@transaction.atomic
def approve(meeting: Meeting, *, by, seen: str, now: dt.datetime) -> Meeting:
    """Locks them, as read. Raises Overtaken where somebody has written since."""
    stored = Meeting._base_manager.select_for_update().get(pk=meeting.pk)
    if seen != fingerprint(stored, by):
        raise Overtaken(_("Somebody has written here since you read them. Read them again before you approve them."))
    return advance(meeting, "approve_minutes", by=by, now=now)


def fingerprint(meeting: Meeting, user) -> str:
    """What these minutes say to this person, in short: it changes with every word."""
    rows = Paragraph.objects.visible_to(user).filter(meeting=meeting).order_by("item_id")
    return sha256(canonical({"minutes": meeting.minutes, "items": [[one.item_id, one.text] for one in rows]}))


def _open(meeting: Meeting, by) -> Meeting:
    rows = Meeting._base_manager.select_for_update(of=("self",)).select_related("committee")
    meeting = rows.prefetch_related("committee__seats__person", "attendances__person").get(pk=meeting.pk)
    if not may_keep(meeting, by):
        raise PermissionDenied(_("The chair, the privacy lead or the owner of a meeting write its minutes."))
    if meeting.state == MeetingState.MINUTED:
        raise ValidationError(_("These minutes are approved. Write an addendum."))
    if meeting.state != MeetingState.HELD:
        raise ValidationError(_("End the meeting first: minutes are drafted from what happened."))
    return meeting


def _put(meeting: Meeting, item: AgendaItem, text: str) -> None:
    found = Paragraph.objects.filter(item=item).first() or Paragraph(meeting=meeting, item=item)
    found.text = text
    found.save()


def _items(meeting: Meeting, now: dt.datetime):
    """Each item with its words. One query for each kind of row that is told of."""
    items = list(
        meeting.items.on_the_agenda().select_related("proposal").prefetch_related("proposal__declarations__person")
    )
    keys = [item.proposal_id for item in items if item.proposal_id]
    motions = _by_proposal(
        Motion.objects.filter(meeting=meeting).select_related("review__proposal", "review__snapshot")
    )
    decided = Decision.objects.filter(proposal__in=keys).select_related("review__snapshot")
    told = {
        "motions": motions,
        "decided": _by_proposal(
            decided.filter(decided_at__range=(meeting.starts_at, now)).prefetch_related("conditions__owner", "dissents")
        ),
        "few": _by_proposal(agenda.by_few(meeting, now).select_related("review__snapshot")),
        "overdue": _by_proposal(_overdue(meeting).filter(proposal__in=keys)),
    }
    for item in items:
        yield item, _words(meeting, item, {name: rows.get(item.proposal_id, []) for name, rows in told.items()})


def _overdue(meeting: Meeting):
    day = timezone.localdate(meeting.ended_at or meeting.starts_at)
    return Condition.objects.filter(pk__in=agenda.overdue(day).values("pk")).select_related("owner")


def _words(meeting: Meeting, item: AgendaItem, rows: dict[str, list]) -> str:
    if item.proposal is None:
        return str(_("Discussed."))
    if item.matter == Matter.CONDITIONS:
        return item_words.of_conditions(rows["overdue"])
    if item.matter == Matter.REPORT:
        return item_words.of_small_panels(rows["few"])
    return item_words.of_item(meeting, item, rows["motions"], rows["decided"])


def _by_proposal(rows) -> dict[int, list]:
    found: dict[int, list] = {}
    for row in rows:
        key = row.review.proposal_id if isinstance(row, Motion) else row.proposal_id
        found.setdefault(key, []).append(row)
    return found
