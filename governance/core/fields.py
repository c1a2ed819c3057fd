"""Fields of our own: lists of codes, and dates that may be known only to the month or year."""

import calendar
import datetime as dt
import re
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.lookups import Contains
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from .forms import CodesFormField, PartialDateFormField

MARK = "|"


class CodesField(models.TextField):
    """A list of codes in one column (`|a|b|`), so that history tells its changes; `field__has="a"` finds rows.

    `codes` is a TextChoices, or a function that gives some of its members: suggestions when `open` is true
    (a vocabulary that may be extended), else the only codes allowed.
    """

    def __init__(self, *args: Any, codes: Any = (), open: bool = False, **options: Any) -> None:  # noqa: A002
        self.codes, self.open = codes, open
        super().__init__(*args, **{"default": list, "blank": True} | options)

    def from_db_value(self, value, expression, connection):
        """A text without its marks is no list of codes, as `has` finds none in it: what is read is what is found."""
        is_marked = not value or value[0] == value[-1] == MARK
        return self.to_python(value) if is_marked else [repr(value)]

    def to_python(self, value) -> list[str]:
        if isinstance(value, str):
            return [code for code in value.split(MARK) if code]
        return list(value or [])

    def get_prep_value(self, value) -> str:
        codes = [value] if isinstance(value, str) else [str(code) for code in value or []]
        return f"{MARK}{MARK.join(codes)}{MARK}" if codes else ""

    def value_to_string(self, obj) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value, model_instance) -> None:
        if not value and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")
        known = {str(code) for code, _label in self.options}
        wrong = [code for code in value if set(code) & {MARK, "\0"} or (not self.open and code not in known)]
        if wrong:
            told = ", ".join(code.replace("\0", "�") for code in wrong)
            raise ValidationError(_("Not on the list: %(codes)s."), params={"codes": told})

    @property
    def options(self) -> list[tuple[str, str]]:
        is_type = isinstance(self.codes, type)
        codes = self.codes() if callable(self.codes) and not is_type else self.codes
        return [(code.value, code.label) for code in codes]

    def labels(self, value: list[str]) -> list[str]:
        known = dict(self.options)
        return [str(known.get(code, code)) for code in value]

    def formfield(self, **kwargs):
        kwargs.pop("widget", None)
        told = {"label": self.verbose_name, "help_text": self.help_text, "required": not self.blank}
        return CodesFormField(options=self.options, open=self.open, **told | kwargs)


@CodesField.register_lookup
class Has(Contains):
    """Whether the list has this code."""

    lookup_name = "has"
    prepare_rhs = False

    def get_prep_lookup(self):
        return f"{MARK}{self.rhs}{MARK}"

    def get_rhs_op(self, connection, rhs):
        return connection.operators["contains"] % rhs


class PartialDate(str):
    """A date as far as it is known: `2014`, `2014-05` or `2014-05-17` (ISO 8601). Sorts as text."""

    __slots__ = ()
    SHAPE = re.compile("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

    def __new__(cls, text: str) -> Self:
        found = cls.SHAPE.fullmatch(text)
        try:
            dt.date(*(int(part or 1) for part in found.groups()))
        except (AttributeError, ValueError):
            message = _("“%(text)s” is not a date. Write 2014, 2014-05 or 2014-05-17.")
            raise ValidationError(message, params={"text": text}, code="invalid") from None
        return super().__new__(cls, text)

    @property
    def precision(self) -> str:
        return {4: "year", 7: "month", 10: "day"}[len(self)]

    @property
    def earliest(self) -> dt.date:
        return dt.date.fromisoformat((self + "-01-01")[:10])

    @property
    def latest(self) -> dt.date:
        year, month = (int(part) for part in (self + "-12")[:7].split("-"))
        last = calendar.monthrange(year, month)[1]
        return dt.date.fromisoformat(self) if self.precision == "day" else dt.date(year, month, last)

    def __format__(self, spec: str) -> str:
        return self.spoken if spec == "spoken" else super().__format__(spec)

    @property
    def spoken(self) -> str:
        shape = {"year": "Y", "month": "F Y", "day": "j F Y"}[self.precision]
        return formats.date_format(self.earliest, shape)


class PartialDateField(models.CharField):
    """A date known to the day, the month or the year; never made more exact than it is."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_length": 10, "blank": True, "default": ""} | options)

    def from_db_value(self, value, expression, connection):
        return PartialDate(value) if value else ""

    def to_python(self, value):
        text = super().to_python(value)
        return PartialDate(text.strip()) if text and text.strip() else ""

    def formfield(self, **kwargs):
        kwargs.pop("widget", None)
        kwargs.pop("max_length", None)
        return super().formfield(form_class=PartialDateFormField, **kwargs)
