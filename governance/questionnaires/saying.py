"""What an answer says: to rules, as the choices made and a number; to people, in words. Pure."""

from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from .items import Item, Option
from .points import points
from .vocabulary import ROWS, Kind


@dataclass(frozen=True)
class Said:
    """What rules ask about: `keys` that were chosen or written, whether one is "not sure", and a number to compare."""

    keys: frozenset[str]
    is_unsure: bool = False
    number: int | None = None


def said(item: Item, value: Any, column: str = "") -> Said:
    """`column` picks one column of rows; without it, the option of a matrix row counts."""
    keys = _keys(item, value, column)
    unsure = any(option.unsure for option in item.options_in(column) if option.key in keys)
    return Said(keys, unsure, None if column else _number(item, value))


def _keys(item: Item, value: Any, column: str) -> frozenset[str]:
    match item.kind:
        case Kind.SCALE:
            return frozenset([str(value["step"])])
        case Kind.MULTI:
            return frozenset(value)
        case Kind.RELATION:
            return frozenset(str(row["id"]) for row in value)
        case kind if kind in ROWS:
            return frozenset(filter(None, (row.get(column or "option") for row in value)))
    return frozenset([str(value)])


def _number(item: Item, value: Any) -> int | None:
    """A scale is compared by its step as it was chosen, whatever became of its evidence and its date."""
    if item.kind in {Kind.NUMBER, Kind.SCALE}:
        return value["step"] if item.kind == Kind.SCALE else value
    return points(item, value, today=ANY_DAY) if item.kind in COMPARED else None


ANY_DAY: Any = None
"""Only a scale counts days, and it is not asked here."""
COMPARED = {Kind.SINGLE, Kind.YES_NO_UNSURE, Kind.MULTI, Kind.MATRIX, Kind.RELATION}


def chosen(item: Item, value: Any) -> list[Option]:
    """The options chosen anywhere in an answer, columns included."""
    found = [item.option(key) for key in _keys(item, value, "")]
    for column in item.columns:
        found += [item.option(key, column.key) for key in _keys(item, value, column.key)]
    return [option for option in found if option]


def in_words(item: Item, value: Any) -> str:
    match item.kind:
        case Kind.SCALE:
            return _step(item, value)
        case Kind.MULTI:
            return "; ".join(_text(item, key) for key in value)
        case Kind.RELATION:
            return "; ".join(row.get("text", str(row["id"])) for row in value)
        case kind if kind in ROWS:
            return "\n".join(_row(item, row) for row in value)
        case Kind.NUMBER:
            return formats.number_format(value, use_l10n=True, force_grouping=True)
    return _text(item, str(value))


def _step(item: Item, value: dict[str, Any]) -> str:
    plan = get_text_list([value[name] for name in ("who", "due_on") if value.get(name)], _("until"))
    return _text(item, str(value["step"])) + (f" ({plan})" if plan else "")


def _row(item: Item, row: dict[str, Any]) -> str:
    told = [row.get("name", ""), _text(item, row["option"]) if "option" in row else ""]
    told += [_text(item, row.get(column.key, ""), column.key) for column in item.columns]
    return ", ".join(filter(None, told))


def _text(item: Item, key: str, column: str = "") -> str:
    option = item.option(key, column)
    return str(option.text or option.key) if option else key
