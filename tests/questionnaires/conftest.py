"""Small questionnaires, as plain values."""

import datetime as dt
from typing import Any

from governance.core.reading import Source
from governance.questionnaires import packs
from governance.questionnaires.items import Item, Part, options_of
from governance.questionnaires.sheets import Entry, Sheet

DAY = dt.date(2026, 11, 24)
CHOICES = options_of([{"key": "no", "points": 0}, {"key": "some", "points": 2}, {"key": "all", "points": 4}])


def item(key: str, kind: str = "single", **told: Any) -> Item:
    """A scored exposure question with three choices, unless told otherwise."""
    plain = {"text": f"{key}?", "polarity": "exposure", "weight": 1, "own_options": CHOICES}
    return Item(key, kind, **plain | told)


def sheet(items: list[Item], answers: dict[str, Any], *parts: Part, **told: Any) -> Sheet:
    entries = {key: value if isinstance(value, Entry) else Entry(value) for key, value in answers.items()}
    return Sheet(parts, tuple(items), entries, DAY, **told)


def when(key: str, op: str, *value: Any, **more: Any) -> dict[str, Any]:
    return {"q": key, "op": op} | ({"v": value[0]} if value else {}) | more


def pack(name: str) -> Source:
    path = packs.FOLDER / f"{name}.yaml"
    return Source(path.name, path.read_bytes())


def items_of(name: str) -> tuple[tuple[Part, ...], tuple[Item, ...]]:
    """The sections and questions of a pack. Reads the database for earlier editions."""
    rows = packs.read(pack(name))
    sections = [row for row in rows[1:] if hasattr(row, "code")]
    return tuple(row.part for row in sections), tuple(row.item for row in rows[1:] if hasattr(row, "kind"))
