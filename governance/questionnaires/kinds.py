"""The values that each kind of question stores: what is wrong with one, what it still lacks, what it says. Pure.

    single, yes_no_unsure   "key"
    multi                   ["key", ...]
    scale                   {"step": 0..4}; a planned step (2) also says "who" and "due_on" (ISO 8601)
    matrix                  [{"id": "r1", "name": "...", "option": "key", COLUMN: ...}, ...]
    repeat_group, risk_rows [{"id": "r1", COLUMN: ...}, ...]
    number                  a whole number
    date                    "2026-11-24"
    short_text, long_text   "..."
    relation                [{"id": 3, "text": "VEN-003 Mailwell", "points": 2}, ...], as the register said it then
    file, info, stop, computed: nothing

No value holds a fraction: history and snapshots are proven as canonical JSON.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .items import PLANNED, TOP, Item
from .vocabulary import ROWS, TEXTS, Kind

LONGEST = 20_000
"""Characters of one text in an answer."""


def is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


def wrong(item: Item, value: Any) -> list[str]:
    """What is wrong with a value of this question, in words; nothing if it may be stored."""
    if is_empty(value):
        return []
    if not item.is_asked:
        return [_("This question takes no answer of its own.")]
    return list(CHECKS[Kind(item.kind)](item, value))


def _one(item: Item, value: Any) -> Iterator[str]:
    if not isinstance(value, str) or item.option(value) is None:
        yield _not_offered(value)


def _several(item: Item, value: Any) -> Iterator[str]:
    if not isinstance(value, list):
        yield _("This should be a list of choices.")
        return
    unknown = [key for key in value if not isinstance(key, str) or item.option(key) is None]
    yield from map(_not_offered, unknown)
    if unknown:
        return
    yield from (_("“%(key)s” is chosen twice.") % {"key": key} for key, n in Counter(value).items() if n > 1)
    alone = [option for option in map(item.option, value) if option and option.exclusive]
    if alone and len(value) > 1:
        yield _("“%(text)s” goes with no other choice.") % {"text": alone[0].text}


def _step(item: Item, value: Any) -> Iterator[str]:
    if (
        not isinstance(value, dict)
        or set(value) - {"step", "who", "due_on"}
        or type(value.get("step")) is not int
        or not 0 <= value["step"] <= TOP
    ):
        yield _("This should be a step from 0 to 4.")
    elif value["step"] == PLANNED and not (_is_text(value.get("who")) and _is_day(value.get("due_on"))):
        yield _("Say who does it, and until which day.")


def _number(item: Item, value: Any) -> Iterator[str]:
    least, most = item.limits.get("least"), item.limits.get("most")
    if type(value) is not int or abs(value) > 2**53:
        yield _("This should be a whole number.")
    elif (least is not None and value < least) or (most is not None and value > most):
        yield _("This should be from %(least)s to %(most)s.") % {"least": _bound(least), "most": _bound(most)}


def _day(item: Item, value: Any) -> Iterator[str]:
    if not _is_day(value):
        yield _("This should be a day such as 2026-11-24.")


def _text(item: Item, value: Any) -> Iterator[str]:
    if not isinstance(value, str) or "\0" in value:
        yield _("This should be a text.")
    elif len(value) > LONGEST:
        yield _("This text is too long: at most %(n)d characters.") % {"n": LONGEST}


def _rows(item: Item, value: Any) -> Iterator[str]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        yield _("This should be a list of rows.")
        return
    numbers = [row.get("id") for row in value]
    if not all(_is_text(one) for one in numbers) or len(set(map(str, numbers))) < len(numbers):
        yield _("Each row needs an id of its own.")
    for number, row in enumerate(value, start=1):
        yield from (_("Row %(n)d: %(why)s") % {"n": number, "why": why} for why in _cells(item, row))


def _cells(item: Item, row: dict[str, Any]) -> Iterator[str]:
    is_matrix = item.kind == Kind.MATRIX
    known = {"id", *(column.key for column in item.columns), *(("name", "option") if is_matrix else ())}
    yield from (_("“%(name)s” is no column of this question.") % {"name": name} for name in row if name not in known)
    if is_matrix:
        yield from _one(item, row.get("option"))
        yield from _text(item, row.get("name", ""))
    for column in item.columns:
        cell = row.get(column.key, "")
        if column.options and cell and item.option(str(cell), column.key) is None:
            yield _not_offered(cell)
        elif not column.options or cell:
            yield from _text(item, cell)


def _records(item: Item, value: Any) -> Iterator[str]:
    whole = isinstance(value, list) and all(
        isinstance(row, dict) and set(row) <= {"id", "text", "points"} and type(row.get("id")) is int for row in value
    )
    if not whole:
        yield _("This should be a list of records.")
    elif any(row.get("points") not in {None, *range(TOP + 1)} for row in value):
        yield _("A record is worth 0 to 4 points, or nothing yet.")


CHECKS = {
    Kind.SINGLE: _one,
    Kind.YES_NO_UNSURE: _one,
    Kind.MULTI: _several,
    Kind.SCALE: _step,
    Kind.NUMBER: _number,
    Kind.DATE: _day,
    Kind.RELATION: _records,
    **dict.fromkeys(TEXTS, _text),
    **dict.fromkeys(ROWS, _rows),
}


def lacking(item: Item, value: Any) -> list[str]:
    """What a stored value still lacks to be complete, in words: too few words, rows or choices."""
    least, most, some = (item.limits.get(name) for name in ("least", "most", "some"))
    if item.kind in TEXTS:
        return _amount(len(value.split()), least, most, _words)
    if item.kind in {*ROWS, Kind.MULTI, Kind.RELATION}:
        found = _amount(len(value), least, most, _entries)
        lacks = [pair for pair in (some or {}).items() if all(row.get(pair[0]) != pair[1] for row in value)]
        return found + [_lacks_one(item, name, wanted) for name, wanted in lacks]
    return []


def _amount(count: int, least: int | None, most: int | None, told) -> list[str]:
    if least is not None and count < least:
        return [_("At least %(what)s; there are %(n)d.") % {"what": told(least), "n": count}]
    if most is not None and count > most:
        return [_("At most %(what)s; there are %(n)d.") % {"what": told(most), "n": count}]
    return []


def _words(count: int) -> str:
    return ngettext("%(n)d word", "%(n)d words", count) % {"n": count}


def _entries(count: int) -> str:
    return ngettext("%(n)d entry", "%(n)d entries", count) % {"n": count}


def _lacks_one(item: Item, column: str, wanted: str) -> str:
    option = item.option(wanted, column)
    return _("At least one entry is “%(text)s”.") % {"text": option.text if option else wanted}


def _not_offered(value: Any) -> str:
    if is_empty(value):
        return _("Choose an answer.")
    return _("“%(value)s” is not one of the choices.") % {"value": str(value)[:40]}


def _bound(value: int | None) -> str:
    return "…" if value is None else str(value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "\0" not in value


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
