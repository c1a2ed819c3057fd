"""Any record and any register as it stood at a moment: to read, never to edit."""

import datetime as dt
import io
import json
import zipfile
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from governance.core import naming, policy
from governance.core.bounds import MomentField
from governance.core.canonical import plain
from governance.core.lookups import page_of
from governance.core.models import Record
from governance.core.pages import WorkPage, page
from governance.core.records import record_types
from governance.core.roles import Role
from governance.core.snapshots import stored_value
from governance.core.widgets import LabelledSplitDateTime
from governance.ledger import as_of, evidence

SIZE = 25
PACKED = (
    "inventory.processingactivity", "inventory.purpose", "inventory.recipient", "inventory.systemuse",
    "committee.decision", "vendors.vendor", "vendors.agreement", "vendors.clause",
)  # fmt: skip
NOTHING = _("Nothing was recorded then that you may see. Choose a later moment.")
MAY_PACK = {Role.PRIVACY_LEAD, Role.DIRECTOR, Role.AUDITOR}


class MomentForm(forms.Form):
    at = MomentField(label=_("As it stood on"), widget=LabelledSplitDateTime(_("As it stood on")))

    def clean_at(self) -> dt.datetime:
        if self.cleaned_data["at"] > timezone.now():
            raise ValidationError(_("This lies ahead. Choose a moment that has passed."))
        return self.cleaned_data["at"]


class Past(WorkPage):
    """`at` is asked for in the address; without it, the page asks for it."""

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        try:
            self.model = apps.get_model(kwargs["app"], kwargs["model"])
        except LookupError:
            self.model = None
        asked = request.GET if "at_0" in request.GET else None
        now = timezone.localtime().replace(second=0, microsecond=0)
        self.form = MomentForm(asked, initial={"at": now})
        self.at: dt.datetime = self.form.cleaned_data["at"] if asked and self.form.is_valid() else timezone.now()

    def dispatch(self, request, *args: Any, **kwargs: Any):
        is_record = self.model and issubclass(self.model, Record) and admin.site.is_registered(self.model)
        if not is_record or not policy.may(request.user, policy.VIEW, self.model):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"form": self.form, "at": self.at, "model": self.model, "is_past": "at_0" in self.request.GET}
        return super().get_context_data() | told | {"kind": self.model._meta} | kwargs


@page
class PastRecord(Past):
    path = "past/<slug:app>/<slug:model>/<int:pk>/"
    name = "past_record"
    template_name = "governance/ledger/past_record.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        record = self.model.objects.visible_to(self.request.user).filter(pk=self.kwargs["pk"]).first()
        if record is None:
            raise Http404
        row = as_of.rows(self.model, self.at, id=record.pk).first()
        found = list(as_of.parts(record, self.request.user, self.at)) if row else []
        names = naming.of([*filter(None, [row]), *(one for _part, rows in found for one in rows)], self.request.user)
        parts = [
            {"title": part._meta.verbose_name_plural, "rows": [as_of.fields(one, names) for one in rows]}
            for part, rows in found
        ]
        told = {"record": record, "row": row, "title": record.reference, "parts": parts}
        told["fields"] = as_of.fields(row, names) if row else []
        told["begun"] = None if row else record.history.order_by("history_id").first()
        return super().get_context_data(**told | kwargs)


@page
class PastRegister(Past):
    path = "past/<slug:app>/<slug:model>/"
    name = "past_register"
    template_name = "governance/ledger/past_register.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        number = page_of(self.request)
        rows = as_of.seen(self.model, self.request.user, self.at).order_by("-id")
        found = list(rows[(number - 1) * SIZE : number * SIZE + 1])
        for row in found:
            row.tone = self.model.workflow().tone(row.state)
        told = {"rows": found[:SIZE], "more": len(found) > SIZE, "page": number}
        moment = {name: value for name, value in self.request.GET.items() if name.startswith("at_")}
        told |= {"title": capfirst(self.model._meta.verbose_name_plural), "query": urlencode(moment)}
        others = [one._meta for one in record_types() if policy.may(self.request.user, policy.VIEW, one)]
        return super().get_context_data(**told | {"others": others} | kwargs)


@page
class RegulatorPack(WorkPage):
    """Register, decisions, vendors and agreements as at a moment, with proof, as one file. POST: it signs."""

    path = "past/pack/"
    name = "regulator_pack"
    title = _("Pack for the authority")
    section = "core"
    template_name = "governance/ledger/pack.html"

    @classmethod
    def may_open(cls, user) -> bool:
        return super().may_open(user) and bool(Role.of(user) & MAY_PACK)

    def post(self, request, *args: Any, **kwargs: Any):
        form = MomentForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            made = packed(request.user, form.cleaned_data["at"], timezone.now())
        except evidence.Missing as error:
            form.add_error("at", str(error) if isinstance(error, evidence.Unsound) else NOTHING)
            return self.render_to_response(self.get_context_data(form=form))
        headers = {"Content-Disposition": f'attachment; filename="as-of-{form.cleaned_data["at"]:%Y-%m-%d}.zip"'}
        return HttpResponse(made, content_type="application/zip", headers=headers)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.localtime().replace(second=0, microsecond=0)
        return super().get_context_data() | {"form": MomentForm(initial={"at": now})} | kwargs


def packed(user, at: dt.datetime, now: dt.datetime) -> bytes:
    """A file for each register, and the evidence of every version in them. Raises Missing where nothing was there."""
    kinds = [apps.get_model(label) for label in PACKED]
    found = {model: list(as_of.seen(model, user, at).order_by("id")) for model in kinds}
    about = _("registers as they stood on %s") % date_format(timezone.localtime(at), "j F Y, H:i (e)")
    proof = evidence.pack([row for rows in found.values() for row in rows], about=about, now=now)
    made = io.BytesIO(evidence.zipped(proof))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as file:
        for model, rows in found.items():
            told = {"register": str(model._meta.verbose_name_plural), "as_of": at.isoformat()}
            told["rows"] = [said(row) for row in rows]
            file.writestr(f"{model._meta.model_name}.json", json.dumps(told, ensure_ascii=False, indent=1))
    return made.getvalue()


def said(row: Any) -> dict[str, Any]:
    return {field.attname: plain(stored_value(row, field)) for field in row.tracked_fields}
