"""The record of processing on paper: PDF/A, to hand over to an authority (GDPR Art. 30(4))."""

import datetime as dt
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from governance.core import witness
from governance.core.printing import for_everybody, pdf
from governance.core.snapshots import display
from governance.inventory.models import ProcessingActivity
from governance.people.organisation import ours

from .sheets import ACTIVITIES, PARTS

TEMPLATE = Path(__file__).with_name("paper.typ")
NOT_PRINTED = {"name", "owner", "retention_number", "retention_unit", "retention_event"}
"""What stands elsewhere, or together on one line."""


def printed(activities: list[ProcessingActivity], notes: list[str], now: dt.datetime) -> bytes:
    return pdf(TEMPLATE, said(activities, notes=notes, now=now), at=now)


def said(activities: list[ProcessingActivity], *, notes: list[str], now: dt.datetime) -> dict[str, Any]:
    with for_everybody():
        us = ours()
        told: dict[str, Any] = {"title": _("Record of processing activities"), "from": us.name}
        told |= {"language": settings.LANGUAGE_CODE.split("-")[0], "contents": _("Contents"), "proof": _("Proof")}
        told["head"] = [[_("As of"), date_format(now, "j F Y, H:i (e)")], [_("Law"), _("GDPR Art. 30")]]
        told["head"] += [*us.facts(), [_("Kept at"), settings.SITE_URL], *[[_("Note"), note] for note in notes]]
        told |= {"footer": f"{us} · {told['title']} · {date_format(now, 'j F Y')}", "witness": witness.line()}
        return told | {"activities": [_activity(one) for one in activities]}


def _activity(one: ProcessingActivity) -> dict[str, Any]:
    lines = [[_("State"), one.get_state_display()], [_("Accountable"), str(one.owner)]]
    lines += _lines(one, [field for field in ACTIVITIES.fields if field not in NOT_PRINTED])
    lines += [[_("Kept for"), str(one.retention)]] if one.retention else []
    if one.special_categories:
        labels = one._meta.get_field("categories").labels(one.special_categories)
        lines.append([_("Special categories"), ", ".join(labels)])
    for sheet in PARTS:
        name = sheet.model._meta.get_field(sheet.model.part_of).remote_field.get_accessor_name()
        for part in sorted(getattr(one, name).all(), key=lambda row: row.pk):
            lines.append([str(capfirst(sheet.model._meta.verbose_name)), _on_one_line(part, sheet.fields)])
    return {"title": f"{one.reference} {one.name}", "lines": lines}


def _on_one_line(part: Any, names: Any) -> str:
    """What it is first, which the name of the part announces already; the rest with its labels."""
    (_label, first), *rest = _lines(part, names) or [["", ""]]
    return "; ".join([first, *(f"{label}: {text}" for label, text in rest)])


def _lines(row: Any, names: Any) -> list[list[str]]:
    fields = [row._meta.get_field(name) for name in names]
    told = [(str(capfirst(field.verbose_name)), display(row, field)) for field in fields]
    return [[label, text] for label, text in told if text]
