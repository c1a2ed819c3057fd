"""A record follows a new edition of its source: in what the source changed and nobody here has changed since."""

import json
from collections import ChainMap
from dataclasses import dataclass
from typing import Any

from governance.core.canonical import canonical, plain
from governance.core.models import Record, Tracked
from governance.core.snapshots import stored_value

from . import rows
from .entries import Entry, Format, Link, part_key
from .rows import Links


def comparable(value: Any) -> Any:
    return {"link": value.key} if isinstance(value, Link) else plain(value)


def identity(value: Any) -> str:
    return f"link:{value.key}" if isinstance(value, Link) else str(value)


def taken(entry: Entry, before: str = "", *, waits: bool = False) -> str:
    """What is taken over from an entry, as canonical JSON: to be compared with the next edition.

    A value that this edition is silent on stays as it was taken over `before`. An ending that `waits`, as something
    here stands in its way, was not taken over: it is news each time.
    """
    had = json.loads(before) if before else {"values": {}, "ending": None}
    told: dict[str, Any] = {"values": had["values"]}
    told["values"] |= {name: comparable(value) for name, value in entry.values.items()}
    told |= {"ending": had["ending"], "waits": plain(entry.ending)} if waits else {"ending": plain(entry.ending)}
    told["parts"] = {
        model._meta.label: {
            identity(one): {name: comparable(value) for name, value in values.items()} for one, values in found.items()
        }
        for model, found in entry.parts.items()
    }
    return canonical(told)


def content(taken_before: str) -> tuple[Any, Any]:
    """Without the ending: that is a step of the record's life, and may be taken where content no longer changes."""
    told = json.loads(taken_before)
    return told["values"], told["parts"]


@dataclass
class Following:
    """What the edition before had, and what came of this one: rows `to_write`, fields `kept` as somebody made them."""

    format: Format
    entry: Entry
    row: Record
    before: dict[str, Any]
    links: Links

    def __post_init__(self) -> None:
        self.to_write: list[Tracked] = []
        self.kept: list[str] = []
        self.gone: list[str] = []

    @classmethod
    def of(cls, found: Format, entry: Entry, row: Record, taken_before: str, links: Links) -> "Following":
        made = cls(found, entry, row, json.loads(taken_before), links)
        made._follow(row, entry.values, made.before["values"])
        had = made.before["parts"]
        for model in (one for one in found.identities if one in entry.parts or one._meta.label in had):
            made._follow_parts(model, had.get(model._meta.label, {}))
        return made

    def _follow(self, row: Tracked, values: dict[str, Any], before: dict[str, Any]) -> None:
        news = {name: value for name, value in values.items() if before.get(name, ...) != comparable(value)}
        mine = {name for name in news if not self._is_the_sources(row, name, before)}
        for name, value in rows.resolved({name: news[name] for name in news.keys() - mine}, self.links).items():
            setattr(row, name, value)
        self.kept += [f"{row._meta.get_field(name).verbose_name}" for name in sorted(mine)]
        if news.keys() - mine:
            self.to_write.append(rows.checked(row, self.entry))

    def _is_the_sources(self, row: Tracked, name: str, before: dict[str, Any]) -> bool:
        """Whether a field still says what was taken over; one that never was, whether it says nothing."""
        field = row._meta.get_field(name)
        now, told = plain(stored_value(row, field)), before.get(name, plain(field.get_default()))
        return now == (self._pk(told["link"]) if isinstance(told, dict) else told)

    def _pk(self, key: str) -> int | None:
        return self.links[key].pk if key in self.links else None

    def _follow_parts(self, model: type[Tracked], before: dict[str, dict[str, Any]]) -> None:
        """A part that the source no longer has is told and stays; one that was renamed here is left alone."""
        field = model._meta.get_field(self.format.identities[model])
        parts = model._base_manager.select_for_update().filter(**{model.part_of: self.row})
        present = {getattr(part, field.attname): part for part in parts}
        self.links = ChainMap({part_key(model, one): part for one, part in present.items()}, self.links)
        told = self.entry.parts.get(model, {})
        for one, values in told.items():
            found = present.get(self._pk(one.key) if isinstance(one, Link) else one)
            if found is not None:
                self._follow(found, values, before.get(identity(one), {}))
            elif identity(one) not in before and (not isinstance(one, Link) or one.key in self.links):
                made = rows.part(self.row, model, self.format.part_values(self.entry, model, one), self.links)
                self.to_write.append(rows.checked(made, self.entry))
                self.links = ChainMap({part_key(model, one): made}, self.links)
        self.gone += [one.removeprefix("link:") for one in before.keys() - set(map(identity, told))]


def links_in(taken_before: str) -> set[str]:
    """The keys that values taken over before point at."""
    values = json.loads(taken_before)["values"].values()
    return {value["link"] for value in values if isinstance(value, dict)}
