"""The audit explorer: every change that a person may see, found by who, what, which record and when."""

import csv
import io
import json
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core import witness
from governance.core.cells import neutral
from governance.core.links import KEY
from governance.core.pages import WorkPage, page
from governance.core.roles import Role
from governance.ledger import exploring
from governance.ledger.forms import LookFor
from governance.ledger.models import Entry
from governance.ledger.standing import standing

MAY_EXPLORE = {Role.PRIVACY_LEAD, Role.DIRECTOR, Role.AUDITOR, Role.STEWARD}
EXPORTED, LONG = 5_000, 200
"""Changes in a file, and the steps in which they are looked for."""
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
HEAD = ["when", "who", "from", "what", "in", "why", "entry", "hash"]


class Exploring(WorkPage):
    @classmethod
    def may_open(cls, user) -> bool:
        return super().may_open(user) and bool(Role.of(user) & MAY_EXPLORE)

    def form(self) -> LookFor:
        return LookFor(self.request.GET or {}, user=self.request.user)


@page
class Explorer(Exploring):
    path = "history/"
    name = "explorer"
    title = _("Audit history")
    section = "core"
    template_name = "governance/ledger/explorer.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, before = self.form(), self.request.GET.get("before", "")
        told: dict[str, Any] = {"form": form, "standing": standing(timezone.now()), "invalid": not form.is_valid()}
        if form.is_valid():
            older_than = int(before) if KEY.fullmatch(before) else None
            told["found"] = exploring.find(form.wanted, self.request.user, before=older_than)
            asked = {name: value for name, value in self.request.GET.items() if name != "before" and value}
            told |= {"asked": urlencode(asked), "filters": len(asked), "before": older_than}
        return super().get_context_data() | told | kwargs


@page
class ExportHistory(Exploring):
    """What was found, as CSV or JSON: the newest 5,000 changes, with the checkpoint that proves them.

    Whether older ones were left out stands at the end.
    """

    path = "history/export/<str:form>/"
    name = "export_history"

    def get(self, request, *args: Any, **kwargs: Any):
        form, write = self.form(), {"csv": as_csv, "json": as_json}.get(kwargs["form"])
        if write is None or not form.is_valid():
            raise Http404
        found = exploring.find(form.wanted, request.user, size=EXPORTED, steps=LONG)
        headers = {"Content-Disposition": f'attachment; filename="history.{kwargs["form"]}"'}
        return HttpResponse(write(found), content_type=TYPES[kwargs["form"]], headers=headers)


def cells(line: exploring.Line) -> list[str]:
    row, entry = line.change.row, line.entry
    number = "" if entry.number is None else str(entry.number)
    told = [row.history_date.isoformat(), row.actor, row.source, line.change.sentence, str(line.record or "")]
    return [*told, row.history_change_reason, number, entry.hash]


def as_csv(found: exploring.Found) -> str:
    """The last rows say what a table has no other place for, in the column that says what happened."""
    made = io.StringIO()
    rows = csv.writer(made)
    rows.writerow(HEAD)
    rows.writerows([[neutral(cell) for cell in cells(line)] for line in found.lines])
    cut = _("Older changes were left out: look for a shorter period.") if found.next else ""
    for told in filter(None, (str(cut), witness.line())):
        rows.writerow([told if column == "what" else "" for column in HEAD])
    return made.getvalue()


def as_json(found: exploring.Found) -> str:
    changes = [dict(zip(HEAD, cells(line), strict=True)) | {"fields": line.change.fields} for line in found.lines]
    told = {"checkpoint": witness.line(), "older_left_out": found.next is not None, "changes": changes}
    return json.dumps(told, ensure_ascii=False, indent=1, default=str)


@page
class OneEntry(Exploring):
    path = "history/entry/<int:pk>/"
    name = "history_entry"
    title = _("One change")
    template_name = "governance/ledger/entry.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry = Entry.objects.filter(pk=self.kwargs["pk"]).first()
        line = next(exploring.told([entry], self.request.user), None) if entry else None
        if line is None:
            raise Http404
        same = Entry.objects.filter(kind=entry.kind, of_kind=entry.of_kind, of=entry.of)
        told = {"line": line, "entry": entry, "title": line.change.sentence}
        told |= {"older": self._seen(same.filter(id__lt=entry.pk).order_by("-id"))}
        told |= {"newer": self._seen(same.filter(id__gt=entry.pk).order_by("id"))}
        return super().get_context_data() | told | kwargs

    def _seen(self, rows) -> Entry | None:
        line = next(exploring.told(list(rows[:10]), self.request.user), None)
        return line.entry if line else None


__all__ = ["Explorer", "ExportHistory", "OneEntry"]
