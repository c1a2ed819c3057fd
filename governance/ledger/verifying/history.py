"""C5, C6 and C10: each history row against its entry, each row's versions in order, each column explained."""

import json
from collections import defaultdict
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from governance.core.canonical import plain
from governance.core.records import tracked_types
from governance.ledger import belonging, schema
from governance.ledger.models import Entry

from .report import MOST, Check, Report

LONGEST = 200
"""Characters of a name that history keeps."""
BESIDES = {
    "row": "history_id",
    "at": "history_date",
    "actor": "actor",
    "person": "history_user_id",
    "action": "history_type",
    "save_id": "save_id",
}
"""What stands beside the payload of an entry for finding it, and the column of the history row that it repeats."""
AS_STORED = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)
"""Fields whose values canonical JSON takes as they are, but for very large numbers."""


class History:
    """`versions` holds by kind and row the newest version that the entries told; negative if it was taken out."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.versions: dict[str, dict[int, int]] = defaultdict(dict)
        self.counts: dict[str, int] = defaultdict(int)
        self.kinds = {model.history.model._meta.label_lower: model.history.model for model in tracked_types()}
        self.converted = {kind: _converted(history) for kind, history in self.kinds.items()}
        self.columns: dict[str, list[str]] | None = None
        self.names = _names()

    def take(self, entries: list[tuple[Any, dict[str, Any]]]) -> None:
        """A batch of entries with what they say, in order."""
        by_kind: dict[str, list[int]] = defaultdict(list)
        for entry, _said in entries:
            by_kind[entry["kind"]].append(entry["row"])
        stored = {kind: self._stored(kind, rows) for kind, rows in by_kind.items() if kind in self.kinds}
        belongs = {kind: self._belong(kind, rows) for kind, rows in stored.items()}
        for entry, said in entries:
            if entry["kind"] == schema.KIND:
                self.columns = said["row"]
            elif self._is_told(entry, said):
                self.counts[entry["kind"]] += 1
                self._version(entry, said["row"])
                self._compare_name(entry, said["row"])
                self._compare(entry, said["row"], stored[entry["kind"]].get(entry["row"]))
                self._compare_record(entry, belongs[entry["kind"]].get(entry["row"]))

    def _stored(self, kind: str, rows: list[int]) -> dict[int, dict[str, Any]]:
        """By their place in history, as an entry would tell them. Most lie close together: then a range is faster."""
        least, most = min(rows), max(rows)
        close = most - least < 2 * len(rows)
        wanted = {"history_id__range": (least, most)} if close else {"history_id__in": rows}
        found = {row["history_id"]: row for row in self.kinds[kind]._base_manager.filter(**wanted).values()}
        for row in found.values():
            row.update({name: plain(row[name]) for name in self.converted[kind]})
        return found

    def _belong(self, kind: str, stored: dict[int, dict[str, Any]]) -> belonging.Known:
        return belonging.records_of(self.kinds[kind].instance_type, list(stored.values()))

    def _is_told(self, entry: Any, said: dict[str, Any]) -> bool:
        kind, row = entry["kind"], said.get("row", {})
        if (said.get("t"), row.get("history_id")) != (kind, entry["row"]):
            self.report.tell(Check.HISTORY, place(entry), "It speaks of another row than it is entered for.")
            return False
        if self.columns is not None and list(row) != self.columns.get(kind):
            self.report.tell(Check.COLUMNS, place(entry), "It has other columns than the ledger says that there were.")
        if kind not in self.kinds and not self._is_gone(kind):
            self.report.tell(Check.COLUMNS, place(entry), "There is no such kind of history.")
        return kind in self.kinds

    def _is_gone(self, kind: str) -> bool:
        """A kind that a migration took: the columns as they are now no longer name it."""
        return kind not in schema.columns() and self.columns is not None and kind in self.columns

    def _version(self, entry: Any, row: dict[str, Any]) -> None:
        known = self.versions[entry["kind"]]
        before, version, kind = known.get(row["id"], 0), row["version"], row["history_type"]
        begins = kind == "+"
        if version != before + 1 or begins != (version == 1):
            told = f"Version {version} of row {row['id']} follows version {abs(before)}."
            self.report.tell(Check.VERSIONS, place(entry), told)
        known[row["id"]] = -version if kind == "-" else version

    def _compare(self, entry: Any, said: dict[str, Any], stored: dict[str, Any] | None) -> None:
        if stored is None:
            self.report.tell(Check.HISTORY, place(entry), "Its history row is missing.")
        elif said != stored:
            self._compare_columns(entry, said, stored)

    def _compare_name(self, entry: Any, said: dict[str, Any]) -> None:
        """Who renames an account, acts and puts its name back past the application, acts in a name it never had."""
        person = said["history_user_id"]
        if person is not None and said["actor"] not in self.names.get(person, ()):
            self.report.tell(Check.HISTORY, place(entry), "It names somebody whom the account that acted never was.")

    def _compare_record(self, entry: Any, belongs: tuple[str, int] | None) -> None:
        """Nothing is known of a part whose own record was taken out since; older grants name themselves."""
        named = (entry["of_kind"], entry["of"])
        if belongs not in {None, named} and named[0] != "people.grant":
            self.report.tell(Check.HISTORY, place(entry), "It is found with another record than it belongs to.")

    def _compare_columns(self, entry: Any, said: dict[str, Any], stored: dict[str, Any]) -> None:
        for name, value in stored.items():
            if name not in said:
                self._compare_new_column(entry, name, value)
            elif said[name] != plain(value):
                self.report.tell(Check.HISTORY, place(entry), f"The history row says otherwise in “{name}”.")

    def _compare_new_column(self, entry: Any, name: str, value: Any) -> None:
        """A migration filled it for rows that were there: with its default, which nobody else may change."""
        field = self.kinds[entry["kind"]]._meta.get_field(name)
        default = field.get_default()
        if plain(value) not in (None, plain(default), plain(field.get_prep_value(default))):
            told = f"The column “{name}” came later and holds more than its default."
            self.report.tell(Check.COLUMNS, place(entry), told)

    def end(self) -> None:
        for kind, history in self.kinds.items():
            self._compare_besides(kind, history)
            self._find_surplus(kind, history)

    def _compare_besides(self, kind: str, history: Any) -> None:
        """By the database, which is faster than to read them: entries that no history row is like."""
        beside = Entry.objects.filter(kind=kind).order_by().values_list(*BESIDES)
        told = history._base_manager.order_by().values_list(*BESIDES.values())
        for found in beside.difference(told)[:MOST]:
            self.report.tell(Check.HISTORY, f"{kind} {found[0]}", "Its entry is found under what it does not say.")

    def _find_surplus(self, kind: str, history: Any) -> None:
        """Rows that have no entry: as many entries as rows means one for each."""
        if history._base_manager.count() != self.counts[kind]:
            entered = Entry.objects.filter(kind=kind).values("row")
            extra = history._base_manager.exclude(history_id__in=entered).order_by("history_id").first()
            if extra is not None:
                told = f"{history._meta.label} {extra.history_id}"
                self.report.tell(Check.HISTORY, told, "This history row has no entry.")


def _converted(history: Any) -> list[str]:
    return [field.attname for field in history._meta.concrete_fields if not isinstance(field, AS_STORED)]


def _names() -> dict[int, set[str]]:
    """What each account was ever called, as it stands beside what it did."""
    found: dict[int, set[str]] = defaultdict(set)
    for key, *called in get_user_model().history.values_list("id", "name", "email").distinct():
        found[key] |= {text[:LONGEST] for text in called}
    return found


def place(entry: Any) -> str:
    known = entry["kind"] in {model._meta.label_lower for model in apps.get_models()}
    row = f"{entry['kind']} {entry['row']}" if known else entry["kind"]
    return f"entry {entry['number']} ({row})" if entry["number"] is not None else f"entry #{entry['id']} ({row})"


def read(entry: Any) -> dict[str, Any]:
    """What an entry says; nothing, if it is no JSON of ours."""
    try:
        said = json.loads(entry["payload"])
    except ValueError:
        return {}
    return said if isinstance(said, dict) and isinstance(said.get("row"), dict) else {}
