"""Numbers committed entries and grows the tree over them. Writers never wait for it; any number may run at once."""

from django.db import connection, transaction

from . import tlog
from .models import Entry, Node

BATCH = 2000
LOCK = 0x4641_4952
"""The name of the lock on PostgreSQL."""


def drain(*, wait: bool = False) -> int:
    """Numbers all that waits; says how many entries it numbered.

    Where another one is at it, it returns at once, or waits for its turn if it is told to: then all that was committed
    before the call has its number after it.
    """
    done = 0
    while found := _some(wait=wait):
        done += found
    return done


@transaction.atomic
def _some(*, wait: bool) -> int:
    if not alone(LOCK, wait=wait):
        return 0
    waiting = list(Entry.objects.filter(number=None).order_by("id").values_list("id", "hash")[:BATCH])
    if waiting:
        size = count()
        tops = [hash_at(*peak) for peak in tlog.peaks(size)]
        nodes = tlog.grow(size, tops, (bytes.fromhex(found) for _key, found in waiting))
        Node.objects.bulk_create(
            [Node(level=level, place=place, hash=found.hex()) for level, place, found in nodes], batch_size=500
        )
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE ledger_entry SET number = %s WHERE id = %s AND number IS NULL",
                [(number, key) for number, (key, _hash) in enumerate(waiting, start=size)],
            )
    return len(waiting)


def alone(lock: int, *, wait: bool) -> bool:
    """Whether nobody else has the lock, to the end of the transaction; true once it has waited for them to end theirs.

    SQLite lets one writer in at a time; PostgreSQL is asked.
    """
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_{'' if wait else 'try_'}advisory_xact_lock(%s)", [lock])
        return wait or cursor.fetchone()[0]


def count() -> int:
    """The numbered entries: numbers begin at 0 and have no gaps."""
    newest = Entry.objects.filter(number__isnull=False).order_by("-number").values_list("number", flat=True)
    last = newest.first()
    return 0 if last is None else last + 1


def hash_at(level: int, place: int) -> bytes:
    """The stored hash of a perfect subtree; LookupError where there is none."""
    rows = Entry.objects.filter(number=place) if level == 0 else Node.objects.filter(level=level, place=place)
    found = rows.values_list("hash", flat=True).first()
    if found is None:
        message = f"The ledger has no node {level}/{place}."
        raise LookupError(message)
    return bytes.fromhex(found)
