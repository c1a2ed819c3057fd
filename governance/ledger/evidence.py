"""Evidence for outsiders: what history says of a record, each version with the proof that it is in the ledger."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from governance.core import story
from governance.core.models import Record

from . import checkpoints, keys, readable, sequencing, tlog
from .models import Checkpoint, Entry

VERIFIER = Path(__file__).parent / "offline" / "check_evidence.py"
EARLIER = 60
"""Earlier checkpoints that a pack shows itself to continue, so that whoever saw one of them can tell."""
READ_ME = """What this is

evidence.pdf         to read
evidence.json        entries of the ledger, each with its proof, and the signed checkpoint that they lead to
check_evidence.py    checks them on any machine with Python, without a network: python3 check_evidence.py evidence.json

Each entry is one version of one row, as it was stored, with who changed it, when and why. Keep check_evidence.py and
the file that it writes beside itself: the next pack is then checked against this one.
"""


class Missing(RuntimeError):
    """There is nothing to show."""


def pack(rows: Iterable[Any], *, about: str, now: dt.datetime, since: int | None = None) -> dict[str, Any]:
    """`rows` are history rows; `since` the size of a ledger that a verifier saw, to show that this one continues it.

    Raises Missing if no entry is there for them.
    """
    entries = _entries(rows)
    head = checkpoints.make(now)
    if head is None or not entries:
        message = "There is nothing to show evidence of."
        raise Missing(message)
    get = sequencing.hash_at
    told = {"format": "fairhold-evidence-1", "about": about, "made_at": now.isoformat(), "key": keys.current().vkey}
    told |= {"checkpoint": head.note, "earlier": list(_earlier(head.size, since))}
    found = Entry.objects.filter(pk__in=entries).order_by("number")
    return told | {"entries": [_proved(entry, head.size, get) for entry in found]}


def _entries(rows: Iterable[Any]) -> list[int]:
    by_kind: dict[str, list[int]] = {}
    for row in rows:
        by_kind.setdefault(row._meta.label_lower, []).append(row.history_id)
    found = [Entry.objects.filter(kind=kind, row__in=numbers) for kind, numbers in by_kind.items()]
    return [key for entries in found for key in entries.values_list("pk", flat=True)]


def _proved(entry: Entry, size: int, get: tlog.Get) -> dict[str, Any]:
    path = [step.hex() for step in tlog.inclusion(entry.number, size, get)]
    return {"number": entry.number, "payload": entry.payload, "mac": entry.mac, "path": path}


def _earlier(size: int, since: int | None) -> Iterator[dict[str, Any]]:
    newest = Checkpoint.objects.filter(size__lt=size).order_by("-size").values_list("size", flat=True)
    for old in sorted({*newest[:EARLIER], *([since] if since and since < size else [])}):
        path = [step.hex() for step in tlog.consistency(old, size, sequencing.hash_at)]
        yield {"size": old, "path": path}


def of_record(record: Record, user) -> list[Any]:
    """The history rows of a record and its parts that this person may see: no seal is opened by asking for proof."""
    return list(story.rows_of(record, user))


def zipped(told: dict[str, Any]) -> bytes:
    """The pack with what checks it, as one file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("evidence.json", json.dumps(told, ensure_ascii=False, indent=1))
        file.writestr("evidence.pdf", readable.printed(told))
        file.writestr("check_evidence.py", VERIFIER.read_bytes())
        file.writestr("README.txt", READ_ME)
    return made.getvalue()
