"""Where else somebody is named: in free texts of records, which no key erases."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

from governance.core.records import tracked_types

from . import finding
from .sealing import alike

SHORTEST, MOST = 4, 50
"""A text of three signs is found everywhere, and a page that lists more is read by nobody."""
FREE = {models.CharField, models.TextField, models.URLField}


def of(subject: Any, user: Any) -> list[tuple[Any, str]]:
    """(row, label of the field), of rows that this person may see, as they are now; history keeps what it has."""
    found = []
    for row, label in _named(_texts(subject, user), user):
        found.append((row, label))
        if len(found) == MOST:
            break
    return found


def _texts(subject: Any, user: Any) -> set[str]:
    rows = finding.held([subject], user)
    texts = {alike(getattr(row, field.name)) for row in rows for field in row.sealed_fields() if field.is_found}
    return {text for text in texts if len(text) >= SHORTEST}


def _named(texts: set[str], user: Any) -> Iterator[tuple[Any, str]]:
    """Compared here and not by the database, which may keep a log of what it is asked for."""
    for model in tracked_types() if texts else []:
        fields = [field for field in model._meta.concrete_fields if type(field) in FREE and not field.choices]
        if fields and not model.untold:
            yield from _in_rows(model, fields, texts, user)


def _in_rows(model: Any, fields: list[models.Field], texts: set[str], user: Any) -> Iterator[tuple[Any, str]]:
    rows = model.objects.visible_to(user).order_by("pk").values_list("pk", *[field.name for field in fields])
    for key, *values in rows.iterator(chunk_size=500):
        if label := _first(zip(fields, values, strict=True), texts):
            yield model._base_manager.get(pk=key), label


def _first(pairs: Iterable[tuple[models.Field, str]], texts: set[str]) -> str:
    for field, value in pairs:
        said = alike(value or "")
        if any(text in said for text in texts):
            return str(field.verbose_name)
    return ""
