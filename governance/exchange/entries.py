"""What a format makes of its files: entries, one for each record that they speak of."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from governance.core.models import Record, Tracked
from governance.core.nodes import Node
from governance.core.reading import Source

from .models import LONGEST_KEY


@dataclass(frozen=True)
class Link:
    """Stands for the record that another entry becomes, or with a `part_key` for another part of the same entry."""

    key: str


def part_key(model: type[Tracked], identity: Any) -> str:
    return f"{model._meta.model_name} {identity}"


@dataclass(frozen=True)
class Entry:
    """One record of the source.

    `key` stays the same through all editions of the source. `values` holds what the register has a field for,
    by field; `parts` likewise for the rows that belong to the record: `{model: {identity: values}}`, where the
    identity is the value of the field that the format names for that model. What other parts point at comes first.
    `said` is kept with the record as it is. `as_of` says how old the statement is, where the source tells. `ending` is
    the step of the record's life that the source says was taken, such as `("retire", moment)`.
    """

    node: Node
    key: str
    model: type[Record]
    values: dict[str, Any]
    said: Any = None
    parts: dict[type[Tracked], dict[Any, dict[str, Any]]] = field(default_factory=dict)
    as_of: dt.datetime | None = None
    ending: tuple[str, dt.datetime] | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.key) > LONGEST_KEY:
            raise self.node.refuse(_("The key of this has more than %(n)d characters.") % {"n": LONGEST_KEY})


def apart(entries: list[Entry]) -> None:
    """Each entry stands by itself."""


@dataclass(frozen=True)
class Format:
    """`read` gives the entries of one file and adds to `found`, which counts what the file holds in its own words.

    `models` are in the order in which their records are written: what a link points at comes first. `identities` names
    for each kind of part the field that tells one from another. `join` may tie entries of several files together.
    `takes` is for a format that names our own records: it takes files in by itself.
    """

    code: str
    label: str | Promise
    endings: tuple[str, ...]
    models: tuple[type[Record], ...]
    read: Callable[[Source, Counter], Iterable[Entry]]
    help: str | Promise = ""
    identities: dict[type[Tracked], str] = field(default_factory=dict)
    join: Callable[[list[Entry]], None] = apart
    takes: Callable[..., Any] | None = None

    def part_values(self, entry: Entry, model: type[Tracked], one: Any) -> dict[str, Any]:
        return {self.identities[model]: one, **entry.parts[model][one]}


formats: dict[str, Format] = {}


def known(found: Format) -> Format:
    formats[found.code] = found
    return found


def distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def shortened(text: str, most: int = 250) -> str:
    """Names in the register have an end; the whole text is kept beside the record."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
