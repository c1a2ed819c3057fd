"""The clauses of an agreement, one after another."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from governance.core import policy
from governance.core.acting import acting
from governance.core.pages import WorkPage, page
from governance.vendors import checklist
from governance.vendors.forms import ClauseForm
from governance.vendors.models import Agreement


@page
class Clauses(WorkPage):
    shown_under = "vendors.agreement"
    path = "agreements/<int:pk>/clauses/"
    name = "clauses"
    title = _("Clauses")
    template_name = "governance/vendors/clauses.html"

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        shown = Agreement.objects.visible_to(request.user).select_related("vendor", "owner")
        self.agreement = shown.filter(pk=kwargs["pk"], kind="processing").first()
        self.today = timezone.localdate()

    def dispatch(self, request, *args: Any, **kwargs: Any):
        if self.agreement is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def may_change(self) -> bool:
        may = policy.may(self.request.user, policy.CHANGE, Agreement, self.agreement)
        return may and self.agreement.is_editable

    def forms(self, data: Any = None) -> list[ClauseForm]:
        told = {"agreement": self.agreement, "today": self.today}
        return [ClauseForm(data, item=item, **told) for item in checklist.items(self.agreement, self.today)]

    def post(self, request, *args: Any, **kwargs: Any):
        if not self.may_change:
            raise PermissionDenied
        found = self.forms(request.POST)
        with transaction.atomic(), acting(request.user, reason=_("the clauses were looked through")):
            kept = [form for form in found if form.has_changed() and form.is_valid()]
            for form in kept:
                form.keep(request.user)
        if any(form.errors for form in found if form.has_changed()):
            return self.render_to_response(self.get_context_data(forms=found))
        told = ngettext("%(n)d clause is saved.", "%(n)d clauses are saved.", len(kept))
        messages.success(request, told % {"n": len(kept)})
        return HttpResponseRedirect(reverse("admin:vendor", args=[self.agreement.vendor_id]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        forms = kwargs.get("forms") or self.forms()
        told = {"agreement": self.agreement, "forms": forms, "may_change": self.may_change, "today": self.today}
        told |= {"done": sum(form.item.settled(self.today) for form in forms), "total": len(forms)}
        told["invalid"] = any(form.errors for form in forms if form.is_bound)
        return super().get_context_data() | told | kwargs
