"""Taking and reading snapshots: the exact text that votes, approvals and letters are bound to."""

import datetime as dt
import json
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import formats, timezone, translation
from django.utils.translation import gettext

from .canonical import canonical, plain, sha256
from .fields import PartialDate
from .models import About, Record, Snapshot, Tracked

LIVING = {"id", "version", "state", "confidential", "owner"}
"""Fields that may change without changing what a record says."""


def content(record: Tracked) -> dict[str, Any]:
    """What a record says: its own fields, the parts that it names in `contents`, and what it is about.

    In the language of the installation and in UTC, whoever asks: the hash may not depend on who looks.
    """
    with translation.override(settings.LANGUAGE_CODE), timezone.override(dt.UTC):
        return _said(record)


def _said(record: Tracked) -> dict[str, Any]:
    told = {"kind": record._meta.label_lower, "title": str(record._meta.verbose_name)}
    told |= {"fields": [_field(record, field) for field in _fields(record)]}
    told["parts"] = {name: [_said(part) for part in _rows(record, name)] for name in _parts(record)}
    if isinstance(record, About) and isinstance(record.about, Record):
        told["about"] = _said(record.about)
    return told


def _fields(record: Tracked) -> list[models.Field]:
    skipped = LIVING | {record.part_of} | set(getattr(record, "not_content", ()))
    return [field for field in record._meta.concrete_fields if field.name not in skipped]


def _parts(record: Tracked | type[Tracked]) -> tuple[str, ...]:
    return getattr(record, "contents", ())


def _rows(record: Tracked, name: str) -> list[Tracked]:
    """The parts in order; what they name and their own parts are fetched at once, with the outermost."""
    rows = getattr(record, name).all()
    is_here = name in getattr(record, "_prefetched_objects_cache", {})
    return sorted(rows if is_here else _fetched(rows), key=lambda row: row.pk)


def _fetched(rows: models.QuerySet) -> models.QuerySet:
    links = [field.name for field in _fields(rows.model()) if isinstance(field, models.ForeignKey)]
    inner = {name: rows.model._meta.get_field(name).related_model._base_manager.all() for name in _parts(rows.model)}
    parts = [models.Prefetch(name, _fetched(inside)) for name, inside in inner.items()]
    return rows.select_related(*links).prefetch_related(*parts)


def _field(record: Tracked, field: models.Field) -> dict[str, Any]:
    told = {"name": field.name, "label": str(field.verbose_name), "value": plain(stored_value(record, field))}
    return told | {"text": display(record, field)}


def stored_value(record: models.Model, field: models.Field) -> Any:
    value = field.value_from_object(record)
    return str(value) if isinstance(field, models.FileField) else value


def display(record: models.Model, field: models.Field) -> str:
    """The value of a field as a person reads it."""
    if isinstance(field, models.ForeignKey):
        return str(getattr(record, field.name) or "")
    if field.choices:
        return str(getattr(record, f"get_{field.name}_display")() or "")
    in_words = getattr(getattr(record, "instance_type", type(record)), f"get_{field.name}_display", None)
    if in_words:
        return str(in_words(record))
    value = stored_value(record, field)
    return ", ".join(field.labels(value)) if hasattr(field, "labels") else _words(value)


def _words(value: Any) -> str:  # noqa: PLR0911  one line a type
    match value:
        case None | "":
            return ""
        case bool():
            return gettext("yes") if value else gettext("no")
        case int():
            return formats.number_format(value, use_l10n=True, force_grouping=True)
        case dt.datetime():
            return formats.date_format(timezone.localtime(value), "j F Y, H:i (e)")
        case dt.date():
            return formats.date_format(value, "j F Y")
        case dict() | list():
            return json.dumps(value, ensure_ascii=False) if value else ""
    return value.spoken if isinstance(value, PartialDate) else str(value)


def take(record: Record) -> Snapshot:
    """The snapshot of the record as it stands: a new row, or the one that already says the same."""
    text = canonical(content(record))
    found = Snapshot.objects.about(record).filter(sha256=sha256(text)).first()
    if found is None:
        found = Snapshot(about=record, text=text, sha256=sha256(text))
        found.save()
    return found


def read(snapshot: Snapshot) -> dict[str, Any]:
    """The content. Raises ValueError if the text no longer has its hash."""
    if sha256(snapshot.text) != snapshot.sha256:
        message = f"Snapshot {snapshot} does not match its SHA-256."
        raise ValueError(message)
    return json.loads(snapshot.text)


def differs(record: Record, snapshot: Snapshot) -> bool:
    """Whether the record says something else today. Words around the values, such as a label, do not count."""
    return essence(content(record)) != essence(read(snapshot))


def essence(said: dict[str, Any]) -> dict[str, Any]:
    """The values alone, by name."""
    told: dict[str, Any] = {"kind": said["kind"], "fields": {field["name"]: field["value"] for field in said["fields"]}}
    told["parts"] = {name: [essence(part) for part in parts] for name, parts in said["parts"].items()}
    return told | ({"about": essence(said["about"])} if "about" in said else {})
