"""The evidence pack as a document to read: the same entries, in words, with the checkpoint that proves them."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from governance.core.printing import for_everybody, pdf
from governance.people.models import User
from governance.people.organisation import ours

TEMPLATE = Path(__file__).with_name("evidence.typ")
OF_HISTORY = {"history_id", "history_date", "history_change_reason", "history_type", "history_user_id", "actor",
              "source", "save_id", "id", "version"}  # fmt: skip
LONGEST = 600
"""Characters of one value on paper; the file beside it has them all."""


def printed(told: dict[str, Any]) -> bytes:
    """PDF/A of a pack as `evidence.pack` makes it."""
    return pdf(TEMPLATE, said(told), at=dt.datetime.fromisoformat(told["made_at"]))


def said(told: dict[str, Any]) -> dict[str, Any]:
    with for_everybody():
        made = localtime(dt.datetime.fromisoformat(told["made_at"]))
        us, title = ours(), _("Evidence: %s") % told["about"]
        head = [
            *us.facts(),
            [_("Made on"), date_format(made, "j F Y, H:i (e)")],
            [_("Entries"), str(len(told["entries"]))],
        ]
        head += [[_("From"), settings.SITE_URL], [_("Key of the log"), told["key"]]]
        found = {
            "title": title,
            "from": us.name,
            "footer": f"{us} · {title}",
            "head": head,
            "proof": _("Signed checkpoint"),
        }
        found |= {"language": settings.LANGUAGE_CODE.split("-")[0], "checkpoint": told["checkpoint"]}
        found["note"] = _("evidence.json holds each entry whole, with its proof. check_evidence.py checks it offline.")
        payloads = [json.loads(one["payload"]) for one in told["entries"]]
        names = people_in(payloads)
        numbers = [one["number"] for one in told["entries"]]
        return found | {"entries": [_entry(*one, names) for one in zip(numbers, payloads, strict=True)]}


def people_in(payloads: list[dict[str, Any]]) -> dict[int, str]:
    """The names of the colleagues whom any of these rows points at. Of other rows the number stands."""
    keys = {
        value
        for one in payloads
        for name, value in one["row"].items()
        if isinstance(field := field_of(one["t"], name), models.ForeignKey) and field.related_model is User
    }
    return {person.pk: str(person) for person in User.objects.filter(pk__in=keys - {None})}


def _entry(number: int, payload: dict[str, Any], names: dict[int, str]) -> dict[str, Any]:
    row = payload["row"]
    when = localtime(dt.datetime.fromisoformat(row["history_date"]))
    lines = [[_("When"), date_format(when, "j F Y, H:i:s (e)")], [_("Who"), row.get("actor") or "–"]]
    lines += [[_("Why"), row["history_change_reason"]]] if row.get("history_change_reason") else []
    title = "#{number} {kind}".format(number=number, kind=_kind(payload["t"], row))
    return {"title": title, "lines": lines + _values(payload["t"], row, names)}


def _kind(label: str, row: dict[str, Any]) -> str:
    """What was changed, as text: of a kind that is gone by now, its label."""
    model = _model(label)
    name = str(model._meta.verbose_name) if model else label
    told = row.get("reference") or f"{name} {row['id']}"
    return f"{told}, {_('version')} {row['version']}"


def _values(label: str, row: dict[str, Any], names: dict[int, str]) -> list[list[str]]:
    told = [(name, field_of(label, name), value) for name, value in row.items() if name not in OF_HISTORY]
    return [
        [str(capfirst(field.verbose_name)) if field else name, words(field, value, names)]
        for name, field, value in told
        if value not in (None, "", [], {})
    ]


def field_of(label: str, name: str) -> Any:
    """The field that a column is of; None for one that is no longer there."""
    model = _model(label)
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def words(field: Any, value: Any, names: dict[int, str]) -> str:  # noqa: PLR0911  one line a kind of field
    """As a person reads it; what stands in evidence.json is what was stored."""
    match field:
        case models.ForeignKey():
            return names.get(value, f"#{value}") if field.related_model is User else f"#{value}"
        case models.BooleanField():
            return _("yes") if value else _("no")
        case models.DateTimeField():
            return date_format(localtime(dt.datetime.fromisoformat(value)), "j F Y, H:i:s (e)")
        case models.DateField():
            return date_format(dt.date.fromisoformat(value), "j F Y")
        case _ if getattr(field, "is_sealed", False):
            return _("(encrypted)")
        case _ if hasattr(field, "labels") and isinstance(value, list):
            return ", ".join(field.labels(value))
    known = dict(field.flatchoices) if getattr(field, "choices", None) else {}
    return _cut(str(known.get(value, value)) if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _model(label: str) -> Any:
    """The kind of record, from the label of its history."""
    app, _dot, name = label.partition(".")
    history = apps.all_models.get(app, {}).get(name)
    return getattr(history, "instance_type", None)
