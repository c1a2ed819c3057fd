"""Evidence for outsiders: what history says of a record, each version with the proof that it is in the ledger."""

import datetime as dt
import io
import json
import logging
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from governance.core import story
from governance.core.models import Record

from . import checkpoints, keys, readable, sequencing, tlog
from .models import Checkpoint, Entry
from .thinning import thinned

logger = logging.getLogger(__name__)
VERIFIER = Path(__file__).parent / "offline" / "check_evidence.py"
READ = 2000
READ_ME = """What this is

evidence.pdf         to read
evidence.json        entries of the ledger, each with its proof, and the signed checkpoint that they lead to
check_evidence.py    checks them on any machine with Python, without a network: python3 check_evidence.py evidence.json

Each entry is one version of one row, as it was stored, with who changed it, when and why. Keep check_evidence.py and
the file that it writes beside itself: the next pack is then checked against this one.
"""


class Missing(RuntimeError):
    """There is nothing to show."""


class Unsound(Missing):
    """There is something, and the ledger does not bear it out."""


def pack(rows: Iterable[Any], *, about: str, now: dt.datetime, since: int | None = None) -> dict[str, Any]:
    """`rows` are history rows; `since` the size of a ledger that a verifier saw, to show that this one continues it.

    Raises Missing if no entry is there for them, and Unsound if what there is would not pass its own check.
    """
    wanted = _numbers(rows)
    try:
        head = checkpoints.make(now)
        found = sorted(_entries(wanted, head.size), key=lambda entry: entry.number) if head else []
        if not found:
            raise Missing("There is nothing to show evidence of.")
        get = cache(sequencing.hash_at)
        told = {"format": "fairhold-evidence-1", "about": about, "made_at": now.isoformat(), "key": keys.current().vkey}
        told |= {"checkpoint": head.note, "earlier": list(_earlier(head, now, since, get))}
        return told | {"entries": [_proved(entry, head, get) for entry in found]}
    except (checkpoints.Corrupt, LookupError, tlog.Forged) as error:
        logger.exception("No evidence can be given of %s.", about)
        raise Unsound(f"No evidence can be given: {error}") from error


def _numbers(rows: Iterable[Any]) -> dict[str, list[int]]:
    """By kind, the history rows that are asked for."""
    by_kind: dict[str, list[int]] = {}
    for row in rows:
        by_kind.setdefault(row._meta.label_lower, []).append(row.history_id)
    return by_kind


def _entries(by_kind: dict[str, list[int]], size: int) -> Iterator[Entry]:
    """In steps, as no database takes any number of keys. What was numbered meanwhile lies beyond the checkpoint."""
    for kind, numbers in by_kind.items():
        for start in range(0, len(numbers), READ):
            yield from Entry.objects.filter(kind=kind, row__in=numbers[start : start + READ], number__lt=size)


def _proved(entry: Entry, head: Checkpoint, get: tlog.Get) -> dict[str, Any]:
    path = tlog.inclusion(entry.number, head.size, get)
    tlog.check_inclusion(tlog.leaf_hash(entry.data), entry.number, head.size, path, bytes.fromhex(head.root))
    told = {"number": entry.number, "payload": entry.payload, "mac": entry.mac}
    return told | {"path": [step.hex() for step in path]}


def _earlier(head: Checkpoint, now: dt.datetime, since: int | None, get: tlog.Get) -> Iterator[dict[str, Any]]:
    rows = Checkpoint.objects.filter(size__lt=head.size).order_by("-size").iterator(chunk_size=READ)
    roots = {row.size: bytes.fromhex(row.root) for row in thinned(rows, now, counts=lambda row: row.is_ours)}
    asked = {since} if since and 0 < since < head.size else set()
    for size in sorted({*roots, *asked}):
        path = tlog.consistency(size, head.size, get)
        if size in roots:
            tlog.check_consistency(size, head.size, path, roots[size], bytes.fromhex(head.root))
        yield {"size": size, "path": [step.hex() for step in path]}


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
