"""Work pages: import a list, with a look before; and what a source said of a record."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from governance.core import policy
from governance.core.pages import WorkPage, page
from governance.core.reading import Source
from governance.core.refusals import Refused
from governance.inventory.models import ProcessingActivity

from . import uploads
from .entries import formats
from .forms import ImportForm, open_to
from .intake import take_in
from .models import Origin
from .record import leaving, workbook
from .reports import Report

NOTES_SHOWN = 50


@page
class Import(WorkPage):
    path = "import/"
    name = "import"
    title = _("Import a list")
    section = "exchange"
    template_name = "governance/exchange/import.html"

    @classmethod
    def may_open(cls, user) -> bool:
        return super().may_open(user) and bool(open_to(user))

    def post(self, request, *args: Any, **kwargs: Any):
        return self._import() if request.POST.get("do") == "import" else self._preview()

    def _preview(self):
        form = ImportForm(self.request.POST, self.request.FILES, user=self.request.user)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        code, files = form.cleaned_data["format"], form.cleaned_data["files"]
        try:
            report = self._take_in(code, files, dry_run=True)
        except Refused as refused:
            return self.render_to_response(self.get_context_data(form=form, problems=refused.problems, invalid=True))
        told = {"report": report, "format": formats[code], "token": uploads.keep(self.request.user, files)}
        told |= {"notes": report.notes[:NOTES_SHOWN], "more_notes": len(report.notes[NOTES_SHOWN:])}
        return self.render_to_response(self.get_context_data(form=form, **told))

    def _import(self):
        user, code = self.request.user, self.request.POST.get("format", "")
        files = uploads.kept(user, self.request.POST.get("token", ""))
        if code not in {one.code for one in open_to(user)} or not files:
            messages.warning(self.request, _("These files are no longer here. Choose them again."))
            return HttpResponseRedirect(self.request.path)
        try:
            report = self._take_in(code, files)
        except Refused as refused:
            return self.render_to_response(self.get_context_data(problems=refused.problems, invalid=True))
        uploads.drop(user)
        told = ngettext("%(n)d record is imported.", "%(n)d records are imported.", report.news)
        messages.success(self.request, told % {"n": report.news})
        opts = formats[code].models[0]._meta
        return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist"))

    def _take_in(self, code: str, files: list[Source], *, dry_run: bool = False) -> Report:
        user = self.request.user
        place = files[0].name if len(files) == 1 else ""
        return take_in(formats[code], files, by=user, owner=user, now=timezone.now(), place=place, dry_run=dry_run)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"form": ImportForm(user=self.request.user), "formats": open_to(self.request.user)}
        return super().get_context_data() | told | kwargs


@page
class Said(WorkPage):
    """All that the source said of a record that this person may see, as a file."""

    path = "origins/<int:pk>/"
    name = "origin"

    def get(self, request, *args: Any, pk: int, **kwargs: Any):
        origin = Origin.objects.filter(pk=pk).select_related("content_type").first()
        model = origin and origin.content_type.model_class()
        row = model and model.objects.visible_to(request.user).filter(pk=origin.object_id).first()
        if row is None or not policy.may(request.user, policy.VIEW, model, row):
            raise Http404
        told = {"Content-Disposition": f'attachment; filename="{row.reference}-{origin.format}.json"'}
        return HttpResponse(origin.said, content_type="application/json; charset=utf-8", headers=told)


@page
class ExportRecord(WorkPage):
    """The record of processing in each of its forms; a form that is not known is not there."""

    path = "record-of-processing/"
    name = "export_record"
    title = _("Export the record of processing")
    section = "inventory"
    template_name = "governance/exchange/record.html"

    @classmethod
    def may_open(cls, user) -> bool:
        return super().may_open(user) and policy.may(user, policy.VIEW, ProcessingActivity)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"forms": leaving.FORMS.values(), "notes": leaving.notes(self.request.user)}
        return super().get_context_data() | told | kwargs


@page
class RecordFile(ExportRecord):
    path = "record-of-processing/<str:ending>/"
    name = "record_file"
    section = ""

    def get(self, request, *args: Any, **kwargs: Any):
        if kwargs["ending"] == "template":
            return _file(workbook.template(), leaving.XLSX, "template.xlsx")
        form = leaving.FORMS.get(kwargs["ending"])
        if form is None:
            raise Http404
        made = leaving.made(form, request.user, timezone.now())
        return _file(made, form.kind, f"record-of-processing.{form.ending}")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
