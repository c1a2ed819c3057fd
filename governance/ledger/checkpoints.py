"""Signs how far the ledger has come. What is signed leaves the machine, and from then on the past is fixed."""

import datetime as dt
import logging

from django.db import IntegrityError, transaction

from . import keys, notes, sequencing, tlog
from .models import Checkpoint, Entry

logger = logging.getLogger(__name__)
READ = 2000


class Corrupt(RuntimeError):
    """What the database holds is not what was entered, or not what was signed before: nothing is signed."""


def newest() -> Checkpoint | None:
    """Of those that this ledger signed: what somebody else put among them counts as none."""
    return Checkpoint.objects.order_by("-size").first_of_ours()


def make(now: dt.datetime) -> Checkpoint | None:
    """The checkpoint over all numbered entries: a new one if entries were added, else the one that is there.

    Waits for whoever is numbering, so that all that was committed before has its number. Raises Corrupt, which is
    logged, as whoever asked may have wanted something else besides.
    """
    try:
        with transaction.atomic():
            sequencing.drain(wait=True)
            return _made(now)
    except (Corrupt, LookupError) as error:
        message = f"No checkpoint is signed: {error} Run verify_ledger."
        logger.exception(message)
        raise Corrupt(message) from error


def _made(now: dt.datetime) -> Checkpoint | None:
    """Reads and hashes the entries since the last one again first.

    A signed head over a hash that no stored entry produces can never be repaired, and one that contradicts an earlier
    one would be the proof, with our signature, that the past was rewritten.
    """
    before, size = newest(), sequencing.count()
    if before is None and Checkpoint.objects.exists():
        raise Corrupt("There are checkpoints, and this ledger signed none of the newest.")
    if before:
        _still_holds(before, size)
    if size == (before.size if before else 0):
        return before
    root = _reread(before.size if before else 0, size)
    if root != tlog.root(size, sequencing.hash_at):
        raise Corrupt("The tree does not fit the entries.")
    return _signed(notes.Head(keys.current().origin, size, root), now)


def _still_holds(before: Checkpoint, size: int) -> None:
    if before.size > size:
        raise Corrupt(f"There are {size} entries, and there were {before.size} when the last one was signed.")
    if tlog.root(before.size, sequencing.hash_at).hex() != before.root:
        raise Corrupt(f"The first {before.size} entries are not those over which the last one was signed.")


def _signed(head: notes.Head, now: dt.datetime) -> Checkpoint:
    """Where there is one of that size already, that one, if it says the same."""
    told = {"root": head.root.hex(), "note": notes.sign(head, keys.current().private)}
    try:
        with transaction.atomic():
            return Checkpoint.objects.create(size=head.size, made_at=now, **told)
    except IntegrityError:
        there = Checkpoint.objects.get(size=head.size)
        if there.note != told["note"] or not there.is_ours:
            raise Corrupt(f"Another checkpoint of {head.size} entries is there already.") from None
        return there


def _reread(start: int, size: int) -> bytes:
    tops = [sequencing.hash_at(*peak) for peak in tlog.peaks(start)]
    rows = Entry.objects.filter(number__gte=start, number__lt=size).order_by("number")
    texts = rows.values_list("payload", "mac").iterator(chunk_size=READ)
    for _node in tlog.grow(start, tops, (tlog.leaf_hash(f"{text}\n{mac}".encode()) for text, mac in texts)):
        pass
    return tlog.fold(tops)
