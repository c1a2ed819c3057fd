"""What a row, a record or a register said at a moment: by the newest version that was written until then.

By the number of the history row, not by its date alone: of two versions of the same moment the later one counts.
Recorded dates are asked, never effective ones: an agreement signed in May and entered in June was not known in May.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, UUIDField

from governance.core import story
from governance.core.models import Record, Tracked
from governance.core.naming import Names
from governance.core.policy import parent_model
from governance.core.records import parts_of


def rows(model: type[Tracked], at: dt.datetime, **which: Any) -> QuerySet:
    """History rows: of each row of a kind the version that stood then, without those that were taken out."""
    history = model.history.model._base_manager
    newest = history.filter(id=OuterRef("id"), history_date__lte=at).order_by("-version").values("history_id")[:1]
    return history.filter(history_id=Subquery(newest), **which).exclude(history_type="-")


def seen(model: type[Tracked], user, at: dt.datetime) -> QuerySet:
    """Of the rows as they were, those that this person may see as they are today; of a removable part, its record."""
    if model.removable:
        shown = parent_model(model)._default_manager.visible_to(user).values("pk")
        return rows(model, at, **{f"{model.part_of}__in": shown})
    return rows(model, at, id__in=model.objects.visible_to(user).values("pk"))


def parts(record: Record, user, at: dt.datetime) -> Iterable[tuple[type[Tracked], list[Any]]]:
    """The parts of a record by kind, as they stood then. Of a removed part, its record tells who may see it."""
    for part, way in parts_of(type(record)):
        if part.untold or part.tells_newest_only or way != part.part_of or issubclass(part, Record):
            continue
        found = rows(part, at, **{part.part_of: record.pk})
        if not part.removable:
            found = found.filter(id__in=part.objects.visible_to(user).values("pk"))
        if listed := list(found.order_by("id")):
            yield part, listed


def fields(row: Any, names: Names) -> list[tuple[str, str]]:
    """(label, value) of what a version said, but for what says nothing."""
    hidden = {"id", "version", getattr(row.instance_type, "part_of", "")}
    shown = [one for one in row.tracked_fields if one.name not in hidden and not isinstance(one, UUIDField)]
    told = [(field, story.said(row, field, names)) for field in shown]
    return [(str(field.verbose_name), text) for field, text in told if text]
