"""What claimed notices are worth by now: asked once a kind of date and person, never notice by notice."""

import datetime as dt
from itertools import groupby

from django.contrib.contenttypes.models import ContentType

from governance.core.deadlines import Deadline
from governance.core.records import way_up
from governance.people.models import User

from .letters import Line
from .models import Reminder


def still_due(claimed: list[Reminder], person: User, today: dt.date) -> dict[Reminder, Line]:
    """The notices whose date has not moved, still counts, and is still this person's; with what to say of each."""
    found: dict[Reminder, Line] = {}
    for (kind, name), notices in groupby(sorted(claimed, key=_kind), key=_kind):
        model = ContentType.objects.get_for_id(kind).model_class()
        deadline = next((one for one in getattr(model, "deadlines", ()) if one.field == name), None)
        if deadline:
            found |= _of_one_kind(list(notices), model, deadline, person, today)
    return {notice: found[notice] for notice in claimed if notice in found}


def shown(claimed: list[Reminder], person: User) -> set[Reminder]:
    """The notices of rows that this person may see."""
    found: set[Reminder] = set()
    for kind, notices in groupby(sorted(claimed, key=_kind), key=lambda one: one.content_type_id):
        model, asked = ContentType.objects.get_for_id(kind).model_class(), list(notices)
        rows = model._default_manager.visible_to(person).filter(pk__in=[one.object_id for one in asked])
        seen = set(rows.values_list("pk", flat=True))
        found |= {notice for notice in asked if notice.object_id in seen}
    return found


def _kind(notice: Reminder) -> tuple[int, str]:
    return notice.content_type_id, notice.deadline


def _of_one_kind(notices: list[Reminder], model, deadline: Deadline, person: User, today: dt.date):
    near = deadline.near(model, today).filter(deadline.told_to(person), pk__in=[one.object_id for one in notices])
    way = way_up(model)
    rows = {row.pk: row for row in (near.select_related(way) if way else near)}
    found = {notice: rows[notice.object_id] for notice in notices if notice.object_id in rows}
    return {notice: Line.about(row, deadline) for notice, row in found.items() if _stands(notice, row, deadline)}


def _stands(notice: Reminder, row, deadline: Deadline) -> bool:
    return (deadline.date_of(row), deadline.moment_of(row)) == (notice.due_on, notice.due_at)
