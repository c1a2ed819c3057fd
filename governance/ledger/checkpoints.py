"""Signs how far the ledger has come. What is signed leaves the machine, and from then on the past is fixed."""

import datetime as dt

from django.db import transaction

from . import keys, notes, sequencing, tlog
from .models import Checkpoint, Entry

READ = 2000


class Corrupt(RuntimeError):
    """What the database holds is not what was entered: nothing is signed."""


def newest() -> Checkpoint | None:
    return Checkpoint.objects.order_by("-size").first()


@transaction.atomic
def make(now: dt.datetime) -> Checkpoint | None:
    """The checkpoint over all numbered entries: a new one if entries were added, else the one that is there.

    The entries since the last one are read again and hashed again first: a signed head over a hash that no stored
    entry produces can never be repaired. Raises Corrupt.
    """
    sequencing.drain()
    before, size = newest(), sequencing.count()
    if size == 0 or (before and before.size >= size):
        return before
    root = _reread(before.size if before else 0, size)
    if root != tlog.root(size, sequencing.hash_at):
        message = "The tree does not fit the entries. Run verify_ledger."
        raise Corrupt(message)
    head = notes.Head(keys.current().origin, size, root)
    return Checkpoint.objects.create(
        size=size, root=root.hex(), note=notes.sign(head, keys.current().private), made_at=now
    )


def _reread(start: int, size: int) -> bytes:
    tops = [sequencing.hash_at(*peak) for peak in tlog.peaks(start)]
    rows = Entry.objects.filter(number__gte=start, number__lt=size).order_by("number")
    texts = rows.values_list("payload", "mac").iterator(chunk_size=READ)
    for _node in tlog.grow(start, tops, (tlog.leaf_hash(f"{text}\n{mac}".encode()) for text, mac in texts)):
        pass
    return tlog.fold(tops)
