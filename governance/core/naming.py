"""What the links of history rows are called: by name for whoever may see where they lead, else by reference alone."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models

from .models import Record, Tracked

Names = dict[tuple[type[models.Model], int], str]


def of(rows: Iterable[Any], user) -> Names:
    """By kind and key, for all that these rows point at: history knows numbers only. Two queries a kind."""
    wanted: dict[type[models.Model], set[int]] = defaultdict(set)
    for row in rows:
        for field in links_of(row):
            wanted[field.related_model].add(getattr(row, field.attname))
    found: Names = {}
    for model, keys in wanted.items():
        found |= {(model, key): text for key, text in _named(model, keys - {None}, user).items()}
    return found


def links_of(row: Any) -> list[models.ForeignKey]:
    return [field for field in row.tracked_fields if isinstance(field, models.ForeignKey)]


def _named(model: type[models.Model], keys: set[int], user) -> dict[int, str]:
    rows = _rows(model).in_bulk(keys)
    seen = _seen(model, keys, user) if keys and _has_secrets(model) else keys
    return {key: str(row) if key in seen else getattr(row, "reference", f"#{key}") for key, row in rows.items()}


def _has_secrets(model: type[models.Model]) -> bool:
    """Records, and what is part of one; who works here is no secret to who reads a history."""
    return issubclass(model, Record) or (issubclass(model, Tracked) and bool(model.part_of))


def _seen(model: Any, keys: set[int], user) -> set[int]:
    return set(model._default_manager.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))


def _rows(model: type[models.Model]) -> models.QuerySet:
    """With what a name of such a row may be made of."""
    return model._base_manager.select_related(*[field.name for field in model._meta.fields if field.many_to_one])
