"""Runs the checks over one state of the database, without holding up those who write."""

import datetime as dt
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from governance.ledger.models import Entry
from governance.ledger.notes import Head

from . import guarding, own, rows
from .history import History, read
from .report import Check, Report
from .tree import Tree

READ = 2000
ALL = frozenset(Check)
COLUMNS = ("id", "number", "kind", "row", "of_kind", "of", "payload", "mac", "hash")


def verify(*, now: dt.datetime, witnesses: Iterable[Head] = (), checks: frozenset[Check] = ALL) -> Report:
    """`witnesses` are checkpoints that were kept elsewhere. Reads all, writes nothing.

    Memory grows with the number of rows, at about a hundred bytes each, not with that of their versions.
    """
    report, begun, heads = Report(checks), time.monotonic(), list(witnesses)
    report.witnessed = len(heads)
    with one_state():
        tree, history = Tree(report, heads), History(report)
        for batch in _batches():
            said = [(entry, read(entry)) for entry in batch]
            for entry, told in said:
                _take(tree, entry, told)
            history.take(said)
            report.entries += len(batch)
            report.waiting += sum(entry["number"] is None for entry in batch)
        tree.end()
        own.check(report)
        history.end()
        rows.check(report, history.versions)
        guarding.check(report, now)
    report.seconds = time.monotonic() - begun
    return report


def _take(tree: Tree, entry: Any, said: dict[str, Any]) -> None:
    tree.made_by_us(entry)
    if entry["number"] is not None:
        tree.take(entry)
    moment = said.get("row", {}).get("history_date")
    if isinstance(moment, str):
        tree.time(entry, moment)


def _batches() -> Iterator[list[dict[str, Any]]]:
    """All entries: in the order of their numbers, then those that wait for one."""
    last = -1
    numbered = Entry.objects.filter(number__isnull=False).order_by("number").values(*COLUMNS)
    while batch := list(numbered.filter(number__gt=last)[:READ]):
        yield batch
        last = batch[-1]["number"]
    last = 0
    waiting = Entry.objects.filter(number=None).order_by("id").values(*COLUMNS)
    while batch := list(waiting.filter(id__gt=last)[:READ]):
        yield batch
        last = batch[-1]["id"]


@contextmanager
def one_state() -> Iterator[None]:
    """All that is read within is of one moment."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        yield from _deferred()


def _deferred() -> Iterator[None]:
    """A transaction that only reads: the one that Django would open locks writers out."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
