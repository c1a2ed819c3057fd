"""The sheets of the workbook: which model, which columns, and how a field becomes a cell and a cell a value.

A code is written as its label, and read as either. What a program could run as a formula is neutralised, and had back.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateparse import parse_date
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from governance.core import cells
from governance.core.fields import CodesField
from governance.core.models import Tracked
from governance.inventory.models import (
    Controller,
    Measure,
    ProcessingActivity,
    Purpose,
    Recipient,
    Segment,
    SystemUse,
    Transfer,
)

YES, NO = "yes", "no"
Find = Callable[[type, str], Any]
"""Gives the row that a reference or an address names, or None."""


@dataclass(frozen=True)
class Sheet:
    """`fields` are the columns after the first, which names the activity."""

    title: str
    model: type[Tracked]
    fields: tuple[str, ...]

    def columns(self) -> list[models.Field]:
        return [self.model._meta.get_field(name) for name in self.fields]

    def heads(self) -> list[str]:
        return ["Activity", *(str(capfirst(field.verbose_name)) for field in self.columns())]


ACTIVITIES = Sheet(
    "Activities",
    ProcessingActivity,
    (
        "name", "description", "owner", "capacity", "arrangement", "department", "subjects", "subjects_count", "minors",
        "categories", "obtained_from", "automated", "retention_number", "retention_unit", "retention_event",
        "review_on",
    ),
)  # fmt: skip
PARTS = (
    Sheet("Purposes", Purpose, ("name", "legal_basis", "condition", "interest", "weighed_on", "note")),
    Sheet("Recipients", Recipient, ("vendor", "name")),
    Sheet("Systems", SystemUse, ("system", "access")),
    Sheet(
        "Transfers",
        Transfer,
        ("country", "recipient", "mechanism", "safeguards", "outcome", "assessed_on", "recheck_on"),
    ),
    Sheet("Measures", Measure, ("kind", "note")),
    Sheet("Controllers", Controller, ("name", "contact", "officer", "work")),
    Sheet("Segments", Segment, ("name", "attributes", "is_sensitive", "why")),
)
SHEETS = (ACTIVITIES, *PARTS)


def cell(row: Tracked, field: models.Field) -> Any:
    """What stands in the workbook for a field of a row."""
    value = field.value_from_object(row)
    if value is None:
        return None
    match field:
        case models.ForeignKey():
            found = getattr(row, field.name)
            return getattr(found, "reference", None) or getattr(found, "email", str(found))
        case CodesField():
            return cells.neutral("; ".join(field.labels(value))) if value else None
        case models.BooleanField():
            return YES if value else NO
        case models.DateField() | models.IntegerField():
            return value
    text = str(dict(field.flatchoices).get(value, value)) if field.choices and value else str(value)
    return cells.neutral(text) or None


def value(field: models.Field, told: Any, find: Find) -> Any:  # noqa: PLR0911  one line a kind of field
    """What a cell says for a field. Raises ValidationError in words."""
    if told is None or told == "":
        return _nothing(field)
    match field:
        case models.ForeignKey():
            return _linked(field, str(told).strip(), find)
        case CodesField():
            return _codes(field, str(told))
        case models.BooleanField():
            return _truth(str(told))
        case models.DateField():
            return _day(told)
        case models.IntegerField():
            return _whole(told)
    return _choice(field, told) if field.choices else cells.plain(_text(told))


def _nothing(field: models.Field) -> Any:
    if field.null:
        return None
    if isinstance(field, models.ForeignKey):
        raise ValidationError(_("This is missing."))
    return field.get_default()


def _linked(field: models.ForeignKey, told: str, find: Find) -> Any:
    found = find(field.related_model, told)
    if found is None:
        kind = field.related_model._meta.verbose_name
        raise ValidationError(_("There is no %(kind)s “%(what)s”."), params={"kind": kind, "what": told})
    return found


def _codes(field: CodesField, told: str) -> list[str]:
    known = {str(label).casefold(): code for code, label in field.options}
    named = [one.strip() for one in cells.plain(told).split(";") if one.strip()]
    return list(dict.fromkeys(known.get(one.casefold(), one) for one in named))


def _truth(told: str) -> bool:
    if told.strip().casefold() not in {YES, NO}:
        raise ValidationError(_("Write yes or no."))
    return told.strip().casefold() == YES


def _day(told: Any) -> dt.date:
    if isinstance(told, dt.datetime):
        return told.date()
    try:
        found = told if isinstance(told, dt.date) else parse_date(str(told).strip())
    except ValueError:
        found = None
    if found is None:
        raise ValidationError(_("Write a date as 2026-12-31."))
    return found


def _whole(told: Any) -> int:
    try:
        number = float(str(told).strip())
    except ValueError:
        number = 0.5
    if number != int(number):
        raise ValidationError(_("Write a whole number."))
    return int(told) if isinstance(told, int) else int(number)


def _choice(field: models.Field, told: Any) -> str:
    text = cells.plain(_text(told)).strip()
    known = {str(label).casefold(): code for code, label in field.flatchoices} | {
        str(code).casefold(): code for code, _label in field.flatchoices
    }
    if text.casefold() not in known:
        wanted = ", ".join(str(label) for code, label in field.flatchoices if code)
        raise ValidationError(_("“%(what)s” is none of these: %(known)s."), params={"what": text, "known": wanted})
    return known[text.casefold()]


def _text(told: Any) -> str:
    """A number that a program made of a text is a text again."""
    return str(int(told)) if isinstance(told, float) and told.is_integer() else str(told)
