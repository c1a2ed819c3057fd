"""Whether any answers let a question be shown: tried out on the questions that its rules depend on. Pure."""

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Any

from .items import TOP, Item, Part
from .sheets import Entry, Sheet
from .visibility import COMPARE, Outside, Rule, atoms, keys
from .vocabulary import ROWS, Kind

DAY = dt.date(2000, 1, 1)
TRIED = 20_000
"""Combinations tried; a question whose rules allow for more is taken to be reachable."""


def can_be_shown(key: str, parts: tuple[Part, ...], items: tuple[Item, ...]) -> bool:
    whole = Sheet(parts, items, {}, DAY)
    if not whole.is_gated(key):
        return True
    gates = _gates(whole, key)
    rules = [rule for name in [*gates, key] for rule in whole.rules(whole.by_key[name]) if rule]
    asked = tuple(whole.by_key[name] for name in [*gates, key])
    tried = [[None, *_values(whole.by_key[name], rules)] for name in gates]
    for count, values in enumerate(itertools.product(*tried)):
        entries = {gate: Entry(value) for gate, value in zip(gates, values, strict=True)}
        sheets = (Sheet(parts, asked, entries, DAY, outside) for outside in _outside(rules))
        if count >= TRIED or any(key in sheet.visible for sheet in sheets):
            return True
    return False


def _gates(sheet: Sheet, key: str) -> list[str]:
    """The questions on which it depends, directly or not."""
    found: list[str] = []
    waiting = [key]
    while waiting:
        named = keys(*sheet.rules(sheet.by_key[waiting.pop()])) - {*found, key}
        found += sorted(named)
        waiting += named
    return found


def _outside(rules: list[Rule]) -> Iterator[Outside]:
    outer = [atom for rule in rules for atom in atoms(rule)]
    flags = frozenset(atom["flag"] for atom in outer if "flag" in atom)
    tiers = [atom["tier"] for atom in outer if "tier" in atom]
    yield Outside()
    if flags or tiers:
        yield Outside(flags, max(tiers, default=None))
        yield Outside(flags)
        yield Outside(tier=max(tiers, default=None))


def _values(item: Item, rules: list[Rule]) -> Iterator[Any]:
    """One answer of each sort that the rules tell apart."""
    about = [atom for rule in rules for atom in atoms(rule) if atom.get("q") == item.key]
    named = {one for atom in about for one in _wanted(atom)}
    match item.kind:
        case Kind.SCALE:
            yield from ({"step": step, "who": "-", "due_on": "2000-01-02"} for step in range(TOP + 1))
        case Kind.NUMBER:
            bounds = {atom["v"] for atom in about if atom["op"] in COMPARE}
            yield from sorted({n + more for n in bounds for more in (-1, 0, 1)} or {0})
        case Kind.MULTI:
            yield from _sets(item, named)
        case kind if kind in ROWS:
            yield from _rows(item, named)
        case Kind.RELATION:
            yield from ([{"id": 1, "points": points}] for points in range(TOP + 1))
        case _ if item.options:
            yield from _told_apart(item, named)
        case _:
            yield from sorted(named | {"-"})


def _wanted(atom: Rule) -> list[str]:
    value = atom.get("v")
    return value if isinstance(value, list) else [value] if isinstance(value, str) else []


def _told_apart(item: Item, named: set[str], column: str = "") -> list[str]:
    """The choices that rules name, and one for each number of points."""
    options = item.options_in(column)
    by_points = {option.points: option.key for option in options}
    picked = (named & {option.key for option in options}) | set(by_points.values())
    return sorted(picked | {option.key for option in options if option.unsure})


def _sets(item: Item, named: set[str]) -> Iterator[list[str]]:
    alone = {option.key for option in item.options if option.exclusive}
    picked = _told_apart(item, named)
    yield from ([key] for key in picked)
    together = [key for key in picked if key not in alone]
    for count in range(2, len(together) + 1):
        yield from map(list, itertools.combinations(together, count))


def _rows(item: Item, named: set[str]) -> Iterator[list[dict[str, str]]]:
    cells = {column.key: _told_apart(item, named, column.key) or sorted(named | {"-"}) for column in item.columns}
    if item.options:
        cells["option"] = _told_apart(item, named)
    for values in itertools.product(*cells.values()):
        yield [{"id": "1", **dict(zip(cells, values, strict=True))}]
