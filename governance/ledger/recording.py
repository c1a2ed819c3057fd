"""Enters history rows into the ledger, as the database holds them."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from governance.core.canonical import canonical
from governance.core.history import recorded

from . import belonging, keys, tlog
from .models import Entry

BATCH = 500
WHO_AND_WHY = ("actor", "history_user_id", "history_change_reason", "source", "save_id", "history_type")
TEXTS = (models.CharField, models.TextField)


def payload(kind: str, row: dict[str, Any]) -> str:
    """Canonical JSON of one history row: `t` is its kind, `row` its columns, `log` the ledger that it belongs to."""
    return canonical({"v": 2, "log": keys.current().origin, "t": kind, "row": row})


def entry(kind: str, row: int, text: str, **told: Any) -> Entry:
    made = Entry(kind=kind, row=row, payload=text, mac=keys.current().mac(text), **told)
    made.hash = tlog.leaf_hash(made.data).hex()
    return made


class Altered(RuntimeError):
    """The database did not keep what it was given, as with a trigger of somebody else's: nothing is signed."""


def enter(sender: type, rows: list[Any], **_kwargs: Any) -> None:
    """One entry a row. The rows are read back: in memory they may still hold what a form sent.

    Raises Altered where what came back names somebody else, another reason or another text than was written.
    """
    texts = [field.attname for field in sender.tracked_fields if type(field) in TEXTS]
    for start in range(0, len(rows), BATCH):
        batch = {row.history_id: row for row in rows[start : start + BATCH]}
        stored = list(sender._base_manager.filter(history_id__in=batch).order_by("history_id").values())
        for row in stored:
            _compare(row, batch[row["history_id"]], texts)
        enter_stored(sender, stored)


def _compare(stored: dict[str, Any], written: Any, texts: list[str]) -> None:
    other = [name for name in WHO_AND_WHY if stored[name] != getattr(written, name)]
    other += [name for name in texts if not _is_same(getattr(written, name), stored[name])]
    if other:
        raise Altered(f"{type(written)._meta.label}: the database changed {', '.join(other)} of what was written.")


def _is_same(told: Any, kept: str) -> bool:
    """PostgreSQL cuts spaces off the end of a text that is too long, without a word."""
    return type(told) is not str or kept == told or kept.rstrip(" ") == told.rstrip(" ")


def enter_stored(history: type, stored: Iterable[dict[str, Any]]) -> None:
    kind, rows = history._meta.label_lower, list(stored)
    records = belonging.records_of(history.instance_type, rows)
    made = [
        entry(kind, row["history_id"], payload(kind, row), **told_of(row), **belonging.named(records, row))
        for row in rows
    ]
    Entry.objects.bulk_create(made, batch_size=BATCH)


def told_of(row: dict[str, Any]) -> dict[str, Any]:
    """What of a history row stands beside its payload too, for finding it."""
    told = {"at": row["history_date"], "actor": row["actor"], "person": row["history_user_id"]}
    return told | {"action": row["history_type"], "save_id": row["save_id"]}


recorded.connect(enter)
