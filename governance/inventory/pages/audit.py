"""One data audit: what this person is asked about, and how far all are."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core.links import KEY
from governance.core.lookups import page_of
from governance.core.pages import WorkPage, page
from governance.inventory import auditing
from governance.inventory.models import AuditAnswer, DataAudit, Said

SIZE = 25
CODES = ("subjects", "categories")
DONE = {
    Said.UNCHANGED: _("Recorded: nothing has changed."),
    Said.CHANGED: _("Recorded: looked at and corrected."),
    Said.OPEN: _("Taken back: it can be answered again."),
}


@page
class Audit(WorkPage):
    """`?of=` shows what somebody else is asked about, to who may answer for them too."""

    shown_under = "inventory.dataaudit"
    path = "data-audits/<int:pk>/"
    name = "data_audit"
    template_name = "governance/inventory/audit.html"

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.today = timezone.localdate()
        self.audit = DataAudit.objects.visible_to(request.user).filter(pk=kwargs["pk"]).first()

    def dispatch(self, request, *args: Any, **kwargs: Any):
        if self.audit is None:
            raise Http404
        self.title = self.audit.name
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args: Any, **kwargs: Any):
        said, found = request.POST.get("said"), self._asked_about(request.POST.get("answer", ""))
        if said not in DONE:
            raise Http404
        try:
            if said == Said.OPEN:
                auditing.take_back(found, by=request.user)
            else:
                auditing.answer(found, said, by=request.user, today=self.today)
            messages.success(request, DONE[said])
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(request.get_full_path())

    def _asked_about(self, key: str) -> AuditAnswer:
        rows = auditing.answers(self.audit, self.request.user)
        found = rows.filter(pk=key if KEY.fullmatch(key) else 0).first()
        if found is None:
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, number, of = self.request.user, page_of(self.request), self.request.GET.get("of", "")
        asked = int(of) if KEY.fullmatch(of) else user.pk
        found = list(auditing.asked(self.audit, user, asked)[(number - 1) * SIZE : number * SIZE + 1])
        people = list(auditing.progress(self.audit, user))
        told = {"record": self.audit, "today": self.today, "page": number, "more": len(found) > SIZE, "of": asked}
        told |= {"rows": [self._row(one) for one in found[:SIZE]], "people": people}
        told |= {name: sum(one[name] for one in people) for name in ("done", "total")}
        told |= {"name": next((one["asked__name"] for one in people if one["asked"] == asked != user.pk), "")}
        return super().get_context_data(**kwargs) | told

    def _row(self, answer: AuditAnswer) -> dict[str, Any]:
        activity = answer.activity
        said = {name: activity._meta.get_field(name).labels(getattr(activity, name)) for name in CODES}
        return {"answer": answer, "may": auditing.may_answer(answer, self.request.user)} | said
