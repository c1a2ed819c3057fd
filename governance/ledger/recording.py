"""Enters history rows into the ledger, as the database holds them."""

from collections.abc import Iterable
from typing import Any

from governance.core.canonical import canonical
from governance.core.history import recorded

from . import keys, tlog
from .models import Entry

BATCH = 500


def payload(kind: str, row: dict[str, Any]) -> str:
    """Canonical JSON of one history row: `t` is its kind, `row` its columns, `log` the ledger that it belongs to."""
    return canonical({"v": 2, "log": keys.current().origin, "t": kind, "row": row})


def entry(kind: str, row: int, text: str) -> Entry:
    made = Entry(kind=kind, row=row, payload=text, mac=keys.current().mac(text))
    made.hash = tlog.leaf_hash(made.data).hex()
    return made


def enter(sender: type, rows: list[Any], **_kwargs: Any) -> None:
    """One entry a row. The rows are read back: in memory they may still hold what a form sent."""
    for start in range(0, len(rows), BATCH):
        numbers = [row.history_id for row in rows[start : start + BATCH]]
        enter_stored(sender, sender._base_manager.filter(history_id__in=numbers).order_by("history_id").values())


def enter_stored(history: type, stored: Iterable[dict[str, Any]]) -> None:
    kind = history._meta.label_lower
    Entry.objects.bulk_create([entry(kind, row["history_id"], payload(kind, row)) for row in stored], batch_size=BATCH)


recorded.connect(enter)
