"""Shows findings in registers: as a filter of each list, as badges on its rows, and beside a record."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from . import findings
from .accepted import AcceptedFinding, may_accept, open_rows
from .findings import Finding
from .models import Record
from .panels import panel


@dataclass(frozen=True)
class Line:
    """A finding on a record, and its acceptance if there is one."""

    finding: Finding
    accepted: AcceptedFinding | None


class WrongFilter(admin.SimpleListFilter):
    """One choice for each finding that concerns the records of this register."""

    title = _("what is wrong")
    parameter_name = "wrong"

    def lookups(self, request, model_admin):
        return [(found.id, found.says) for found in findings.about(model_admin.model)]

    def queryset(self, request, queryset):
        found = findings.registry.get(self.value() or "")
        return queryset.filter(pk__in=open_rows(found, timezone.localdate()).values("pk")) if found else queryset


def badges(model: type[Record], rows: list[Record], today: dt.date) -> None:
    """Puts on each row of a page of a list what is wrong with it, as `row.wrong`."""
    keys = [row.pk for row in rows]
    wrong = findings.concerning(model, keys, today) if keys else {}
    held = _held(model, keys, today) if wrong else {}
    for row in rows:
        row.wrong = [found for found in wrong.get(row.pk, []) if (row.pk, found.id) not in held]


def badge(record: Record) -> str:
    """How many findings concern a row of a list, in the tone of the gravest."""
    found = getattr(record, "wrong", [])
    if not found:
        return ""
    told = ngettext("%(n)d finding", "%(n)d findings", len(found)) % {"n": len(found)}
    says = " ".join(str(one.says) for one in found)
    return format_html('<span class="pill pill-{}" title="{}">{}</span>', found[0].tone, says, told)


def _held(model: type[Record], keys: list[int], today: dt.date) -> dict[tuple[int, str], AcceptedFinding]:
    rows = AcceptedFinding.objects.holding(today).select_related("accepted_by")
    rows = rows.filter(content_type__app_label=model._meta.app_label, content_type__model=model._meta.model_name)
    return {(row.object_id, row.finding): row for row in rows.filter(object_id__in=keys)}


@panel
def what_is_wrong(user, record: Record) -> dict[str, Any] | None:
    """What is wrong with it, and what of that is accepted: two queries, and none where nothing can be."""
    today = timezone.localdate()
    found = findings.concerning(type(record), [record.pk], today).get(record.pk, [])
    if not found:
        return None
    held = _held(type(record), [record.pk], today)
    lines = [Line(one, held.get((record.pk, one.id))) for one in found]
    told = {"lines": sorted(lines, key=lambda line: line.accepted is not None), "may_accept": may_accept(user)}
    return {"template": "governance/findings/panel.html", **told}
