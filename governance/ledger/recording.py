"""Enters history rows into the ledger, as the database holds them."""

from typing import Any

from django.contrib.contenttypes.models import ContentType

from governance.core.canonical import canonical, sha256
from governance.core.history import recorded

from .models import LedgerEntry

BATCH = 500


def payload(history: type, row: dict[str, Any]) -> str:
    """Canonical JSON of one history row: `t` is its kind, `row` its columns."""
    return canonical({"v": 1, "t": history._meta.label_lower, "row": row})


def enter(sender: type, rows: list[Any], **_kwargs: Any) -> None:
    """One entry a row. The rows are read back: in memory they may still hold what a form sent."""
    kind = ContentType.objects.get_for_model(sender)
    for start in range(0, len(rows), BATCH):
        keys = [row.history_id for row in rows[start : start + BATCH]]
        stored = sender._base_manager.filter(history_id__in=keys).order_by("history_id").values()
        texts = [(row["history_id"], payload(sender, row)) for row in stored]
        LedgerEntry.objects.bulk_create(
            LedgerEntry(content_type=kind, object_id=key, payload=text, sha256=sha256(text)) for key, text in texts
        )


recorded.connect(enter)
