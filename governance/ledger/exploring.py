"""Finding changes: by who, what, which record, when and in which words, at the same cost however many there are."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps

from governance.core import story
from governance.core.records import tracked_types
from governance.core.story import Change

from .looking import Wanted
from .models import Entry

STEPS = 20
"""So many at the most for one page, as what fits may be rare, and what a person may not see is passed over."""


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


def find(wanted: Wanted, user, *, before: int | None = None, size: int = 25, steps: int = STEPS) -> Found:
    """A page of changes that this person may see, older than the entry `before`."""
    found = Found()
    for step, (chunk, rest) in enumerate(wanted.steps(before), start=1):
        for line in told(chunk, user):
            if len(found.lines) == size:
                found.next = found.lines[-1].entry.pk
                return _together(found)
            found.lines.append(line)
        if step == steps and rest is not None:
            found.next, found.stopped = rest, True
            break
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
        for row, change in zip(rows, story.told(rows, user), strict=True)
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
    except (LookupError, ValueError):
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
