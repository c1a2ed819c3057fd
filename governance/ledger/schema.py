"""Which columns history has, as entries of the ledger: so that a column that a migration added or took is explained."""

from typing import Any

from django.utils import timezone

from governance.core.canonical import canonical
from governance.core.records import tracked_types

from . import keys
from .models import Entry
from .recording import enter_stored, entry

KIND = "schema"


def columns() -> dict[str, list[str]]:
    """By kind of history row, the columns that its payload has."""
    histories = [model.history.model for model in tracked_types()]
    return {one._meta.label_lower: sorted(field.attname for field in one._meta.concrete_fields) for one in histories}


def note() -> Entry | None:
    """Writes the columns as they are now, if the newest entry of this kind says otherwise.

    The first of them begins the ledger: history that was written before it is entered along with it.
    """
    newest = Entry.objects.filter(kind=KIND).order_by("-row").first()
    told = said(columns())
    if newest is not None and newest.payload == told:
        return None
    if newest is None:
        _adopt()
    made = entry(KIND, newest.row + 1 if newest else 1, told, at=timezone.now())
    made.save()
    return made


def said(tables: dict[str, list[str]]) -> str:
    return canonical({"v": 2, "log": keys.current().origin, "t": KIND, "row": tables})


def _adopt() -> None:
    for model in tracked_types():
        history: Any = model.history.model
        here = Entry.objects.filter(kind=history._meta.label_lower).values("row")
        enter_stored(history, history._base_manager.exclude(history_id__in=here).order_by("history_id").values())
