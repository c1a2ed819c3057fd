"""Text that is kept encrypted: the same ciphertext in the row, in its history and in the ledger."""

from typing import Any

from django import forms
from django.core import checks
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from . import opening

LONGEST = 250
COLUMN = "_sealed"


class Sealed(str):
    """A ciphertext, as stored. What is printed of it tells nothing."""

    __slots__ = ()


class Draft:
    """A text that was set and is not sealed yet: it is when its row is saved, and never leaves by accident."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return "<Draft>"


class Opened(property):
    """The text itself, under the name of the field; the column is beside it, as with foreign keys.

    Setting what it says already changes nothing, so that a ciphertext changes with its text only.
    """

    def __init__(self, field: "EncryptedField") -> None:
        self.field = field
        super().__init__(self._get, self._set)

    def _get(self, row) -> str:
        held = getattr(row, self.field.attname)
        if isinstance(held, Draft):
            return held.text
        return opening.opened(row, held, self.field.bare) if held else ""

    def _set(self, row, told: Any) -> None:
        if isinstance(told, Sealed):
            setattr(row, self.field.attname, told)
        elif self._get(row) != (told or ""):
            setattr(row, self.field.attname, Draft(told) if told else "")


class EncryptedField(models.TextField):
    """A text of a `Personal` row. It reads as “erased” once its person's key is destroyed.

    It is bound to the label of its model, its own name, its person and its row: to rename one is to lose what is there.
    `is_found` says whether its person can be found by exactly this text.
    """

    is_sealed = True

    def __init__(self, *args: Any, is_found: bool = False, **options: Any) -> None:
        self.is_found = is_found
        super().__init__(*args, **options)

    @property
    def bare(self) -> str:
        """The name under which the text is had. In a history row the field itself is called as its column."""
        return self.name.removesuffix(COLUMN)

    def get_attname(self) -> str:
        return self.bare + COLUMN

    def contribute_to_class(self, cls, name: str, **options: Any) -> None:
        super().contribute_to_class(cls, name, **options)
        setattr(cls, self.bare, Opened(self))
        setattr(cls, f"get_{self.bare}_display", lambda row: _("protected") if getattr(row, self.attname) else "")

    def check(self, **options: Any) -> list[checks.CheckMessage]:
        """What a row is called stands in sentences, mails and messages."""
        wrong = [checks.Error("An encrypted field is not called “name”.", obj=self)] if self.name == "name" else []
        return [*super().check(**options), *wrong]

    def from_db_value(self, value, expression, connection):
        return Sealed(value) if value else value

    def to_python(self, value):
        return value if isinstance(value, Sealed | Draft) else super().to_python(value)

    def get_prep_value(self, value):
        """Refuses whatever is not sealed: no plain text reaches the database, nor is one looked for in it."""
        if value and not isinstance(value, Sealed):
            message = f"{self.name}: only sealed text is written. Find people by persons.finding."
            raise TypeError(message)
        return value

    def clean(self, value, model_instance):
        if isinstance(value, Draft):
            super().clean(value.text, model_instance)
        elif not value and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")
        return value

    def seal(self, row) -> str:
        """Seals what was set since the row was read, and gives it once more to whoever indexes it; else nothing."""
        held = getattr(row, self.attname)
        if not isinstance(held, Draft):
            return ""
        setattr(row, self.attname, Sealed(opening.sealed(row, held.text, self.bare)))
        return held.text

    def formfield(self, **kwargs):
        """One line, of whatever the admin would make a field of text."""
        line = forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"})
        return super().formfield(**{"max_length": LONGEST, **kwargs, "widget": line})
