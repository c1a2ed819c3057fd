"""C1 to C4 and C8: entries, tree, checkpoints, witnesses, codes and times, in one walk in the order of numbers."""

import datetime as dt
from typing import Any

from governance.ledger import keys, notes, schema, tlog
from governance.ledger.models import Checkpoint, Node

from .report import Check, Report

READ = 2000
TOLERANCE = dt.timedelta(minutes=30)
"""How far a time may lie before that of an earlier entry: a long import is committed after what began later."""


class Tree:
    """Grows the tree again from the entries, and compares it with what the database and others hold."""

    def __init__(self, report: Report, witnesses: list[notes.Head]) -> None:
        self.report, self.keys, self.size, self.tops = report, keys.current(), 0, []
        self.nodes: dict[int, Any] = {}
        self.heads: dict[int, list[tuple[Check, notes.Head]]] = {}
        self.newest, self.has_begun = "", False
        self._checkpoints()
        for head in witnesses:
            self.heads.setdefault(head.size, []).append((Check.WITNESSES, head))

    def _checkpoints(self) -> None:
        before = 0
        for row in Checkpoint.objects.order_by("id").iterator(chunk_size=READ):
            place = f"checkpoint at {row.size} entries"
            try:
                head = notes.opened(row.note, self.keys.origin, self.keys.public)
            except notes.BadNote as error:
                self.report.tell(Check.CHECKPOINTS, place, str(error))
                continue
            if (head.size, head.root.hex()) != (row.size, row.root) or row.size <= before:
                self.report.tell(Check.CHECKPOINTS, place, "It does not say what stands beside it, or is out of order.")
            before = row.size
            self.heads.setdefault(head.size, []).append((Check.CHECKPOINTS, head))

    def take(self, entry: Any) -> None:
        """One numbered entry, in order."""
        place = f"entry {entry['number']}"
        if entry["number"] != self.size:
            self.report.tell(Check.TREE, place, f"Entry {self.size} is missing.")
        found = tlog.leaf_hash(f"{entry['payload']}\n{entry['mac']}".encode())
        if found.hex() != entry["hash"]:
            self.report.tell(Check.TREE, place, "Its content does not have its hash.")
        for level, at, node in tlog.grow(self.size, self.tops, [found]):
            self._compare_node(level, at, node)
        self.size += 1
        for check, head in self.heads.pop(self.size, ()):
            if tlog.fold(self.tops) != head.root:
                self.report.tell(check, f"checkpoint at {head.size} entries", "The entries before it were changed.")

    def _compare_node(self, level: int, place: int, found: bytes) -> None:
        if level not in self.nodes:
            rows = Node.objects.filter(level=level).order_by("place").values_list("place", "hash")
            self.nodes[level] = rows.iterator(chunk_size=READ)
        if next(self.nodes[level], None) != (place, found.hex()):
            self.report.tell(Check.TREE, f"node {level}/{place}", "It is not the hash of what is below it.")

    def made_by_us(self, entry: Any) -> None:
        self.has_begun |= entry["kind"] == schema.KIND
        if not self.keys.is_ours(entry["payload"], entry["mac"]):
            self.report.tell(Check.CODES, _place(entry), "The application did not make it.")

    def time(self, entry: Any, moment: str) -> None:
        """Moments are texts of one form, in UTC, so that most are compared as they are.

        Before the first entry of columns stands history that was there before the ledger, entered kind by kind.
        """
        if not self.has_begun:
            return
        if moment >= self.newest:
            self.newest = moment
        elif _moment(self.newest) - _moment(moment) > TOLERANCE:
            self.report.tell(Check.TIMES, _place(entry), f"Its time, {moment}, lies before that of earlier entries.")

    def end(self) -> None:
        for check, head in (one for heads in self.heads.values() for one in heads):
            told = f"There are {self.size} entries: the newest ones were removed."
            self.report.tell(check, f"checkpoint at {head.size} entries", told)
        surplus = Node.objects.filter(level__gt=max(self.size.bit_length() - 1, 0)).exists()
        if surplus or any(next(rows, None) is not None for rows in self.nodes.values()):
            self.report.tell(Check.TREE, "nodes", "There are nodes over entries that are not there.")


def _place(entry: Any) -> str:
    return f"entry {entry['number']}" if entry["number"] is not None else f"entry #{entry['id']}, not numbered yet"


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)
