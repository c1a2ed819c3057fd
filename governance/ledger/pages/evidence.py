"""Evidence of a record, to download: for those who answer for it or watch over it, and receipts for who acted."""

import re
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core.models import Record
from governance.core.pages import WorkPage, page
from governance.core.panels import panel
from governance.core.roles import Role
from governance.ledger import evidence
from governance.ledger.forms import SeenLast

NOTHING = _("You have done nothing on this record yet, so there is no receipt.")
MAY_TAKE = {Role.OWNER, Role.PRIVACY_LEAD, Role.DIRECTOR, Role.AUDITOR}


@page
class Evidence(WorkPage):
    """POST makes the pack: making it signs a checkpoint."""

    path = "evidence/<slug:app>/<slug:model>/<int:pk>/"
    name = "evidence"
    title = _("Evidence")
    template_name = "governance/ledger/evidence.html"

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.record = self._record(request.user, **kwargs)

    @staticmethod
    def _record(user, app: str, model: str, pk: int) -> Record | None:
        try:
            found = apps.get_model(app, model)
        except LookupError:
            return None
        return found.objects.visible_to(user).filter(pk=pk).first() if issubclass(found, Record) else None

    def dispatch(self, request, *args: Any, **kwargs: Any):
        if self.record is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def may_take_all(self) -> bool:
        return bool(self.record.roles_of(self.request.user) & MAY_TAKE)

    def rows(self) -> list[Any]:
        rows = evidence.of_record(self.record, self.request.user)
        if self.request.POST.get("only") == "mine":
            return [row for row in rows if row.history_user_id == self.request.user.pk]
        if not self.may_take_all():
            raise PermissionDenied
        return rows

    def post(self, request, *args: Any, **kwargs: Any):
        rows, form = self.rows(), SeenLast(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            told = evidence.pack(rows, about=str(self.record), now=timezone.now(), since=form.cleaned_data["since"])
        except evidence.Missing as error:
            form.add_error(None, str(error) if isinstance(error, evidence.Unsound) else NOTHING)
            return self.render_to_response(self.get_context_data(form=form))
        name = re.sub(r"[^A-Za-z0-9-]", "-", self.record.reference)
        headers = {"Content-Disposition": f'attachment; filename="evidence-{name}.zip"'}
        return HttpResponse(evidence.zipped(told), content_type="application/zip", headers=headers)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"record": self.record, "may_take_all": self.may_take_all(), "form": SeenLast()}
        return super().get_context_data() | told | kwargs


@panel
def proof(user, record: Record) -> dict[str, Any]:
    """Where the evidence of a record is to be had."""
    told = [record._meta.app_label, record._meta.model_name, record.pk]
    urls = {"url": reverse("admin:evidence", args=told), "past": reverse("admin:past_record", args=told)}
    return {"template": "governance/ledger/panel.html"} | urls
