"""Finding changes: by who, what, which record, when and in which words, at the same cost however many there are."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from governance.core import story
from governance.core.records import tracked_types
from governance.core.story import Change

from .models import Entry
from .schema import KIND as SCHEMA

CHUNK, MOST = 100, 2_000
"""Entries are read in chunks, and so many at the most for one page: what a person may not see is passed over."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for; what is not said does not narrow it. `record` is (kind, key) as entries name it."""

    person: int | None = None
    record: tuple[str, int] | None = None
    kind: str = ""
    action: str = ""
    first: dt.datetime | None = None
    past: dt.datetime | None = None
    words: str = ""

    def rows(self) -> QuerySet:
        """The newest first. By number of insertion, which rises with time."""
        rows = Entry.objects.exclude(kind=SCHEMA).order_by("-id")
        told: dict[str, Any] = {"person": self.person, "kind": self.kind, "action": self.action}
        told |= {"at__gte": self.first, "at__lt": self.past, "payload__icontains": self.words}
        rows = rows.filter(**{name: value for name, value in told.items() if value not in (None, "")})
        return rows.filter(of_kind=self.record[0], of=self.record[1]) if self.record else rows


@dataclass
class Line:
    """One change, told, with its entry, and the record that the row is a part of; `together` counts within a save."""

    entry: Entry
    change: Change
    record: Any = None
    together: tuple[int, int] = (1, 1)


@dataclass
class Found:
    """`next` is where the next page begins; None where nothing older is left. `stopped` says that reading was cut."""

    lines: list[Line] = field(default_factory=list)
    next: int | None = None
    stopped: bool = False


def find(wanted: Wanted, user, *, before: int | None = None, size: int = 25) -> Found:
    """A page of changes that this person may see, older than the entry `before`."""
    found, read = Found(), 0
    while read < MOST:
        rows = wanted.rows()
        chunk = list((rows.filter(id__lt=before) if before else rows)[:CHUNK])
        for line in told(chunk, user):
            if len(found.lines) == size:
                found.next = found.lines[-1].entry.pk
                return _together(found)
            found.lines.append(line)
        if len(chunk) < CHUNK:
            return _together(found)
        before, read = chunk[-1].pk, read + CHUNK
    found.next, found.stopped = before, True
    return _together(found)


def told(entries: list[Entry], user) -> Iterator[Line]:
    """In their order; a few queries a kind."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for entry in entries:
        by_kind[entry.kind].append(entry.row)
    rows = [
        row
        for kind, numbers in by_kind.items()
        if (model := model_of(kind))
        for row in story.shown(model, user, numbers)
    ]
    changes = {
        (type(row)._meta.label_lower, row.history_id): change
        for row, change in zip(rows, story.told(rows), strict=True)
    }
    shown = [entry for entry in entries if (entry.kind, entry.row) in changes]
    records = _records(shown, user)
    for entry in shown:
        record = records.get((entry.of_kind, entry.of)) if _is_part(entry) else None
        yield Line(entry, changes[entry.kind, entry.row], record)


def _is_part(entry: Entry) -> bool:
    return entry.of is not None and model_of(entry.kind)._meta.label_lower != entry.of_kind


def _records(entries: list[Entry], user) -> dict[tuple[str, int | None], Any]:
    """By kind and key, what parts belong to: “recorded timeline entry” says little by itself. One query a kind."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        if _is_part(entry):
            wanted[entry.of_kind].add(entry.of)
    kinds = {model._meta.label_lower: model for model in tracked_types()}
    return {
        (kind, row.pk): row
        for kind, keys in wanted.items()
        if kind in kinds
        for row in kinds[kind]._default_manager.visible_to(user).filter(pk__in=keys)
    }


def model_of(kind: str) -> Any:
    """The model whose history a kind of entry is of; None for one that is no longer there."""
    try:
        return apps.get_model(kind).instance_type
    except LookupError:
        return None


def _together(found: Found) -> Found:
    """Says of changes next to each other that they were one save."""
    saves: dict[Any, list[Line]] = defaultdict(list)
    for line in found.lines:
        saves[line.entry.save_id].append(line)
    for lines in saves.values():
        for number, line in enumerate(reversed(lines), start=1):
            line.together = (number, len(lines))
    return found
