"""What is wrong today, as pages: all findings, the records of one, and accepting one for a while."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import accepted, findings, home, policy
from .bounds import DayField
from .findings import Finding
from .lookups import page_of
from .models import AcceptedFinding
from .pages import WorkPage, page
from .widgets import DateInput

COUNTED = 1000
"""Records of one finding counted at the most; a longer list says “1000 or more”."""
SHOWN = 25


@page
class Findings(WorkPage):
    path = "findings/"
    name = "findings"
    title = _("What is wrong")
    section = "core"
    template_name = "governance/findings/all.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today, asked = timezone.localdate(), findings.declared()
        counts = [(one, home.shown(self.request.user, one, today).order_by()[:COUNTED].count()) for one in asked]
        wrong = [{"finding": one, "count": count, "or_more": count == COUNTED} for one, count in counts if count]
        right = [one for one, count in counts if not count]
        return super().get_context_data() | {"wrong": wrong, "right": right, "today": today} | kwargs


class OfOne(WorkPage):
    """Pages of one finding, named in the address."""

    finding: Finding

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.today = timezone.localdate()

    def dispatch(self, request, *args: Any, **kwargs: Any):
        if kwargs["which"] not in findings.registry:
            raise Http404
        self.finding = findings.registry[kwargs["which"]]
        return super().dispatch(request, *args, **kwargs)

    def rows(self):
        """Those that count, the newest first."""
        return home.shown(self.request.user, self.finding, self.today).select_related("owner").order_by("-pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"finding": self.finding, "title": self.finding.says}
        return super().get_context_data() | told | {"may_accept": accepted.may_accept(self.request.user)} | kwargs


@page
class OneFinding(OfOne):
    path = "findings/<str:which>/"
    name = "finding"
    template_name = "governance/findings/one.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        number = page_of(self.request)
        found = list(self.rows()[(number - 1) * SHOWN : number * SHOWN + 1])
        told = {"records": found[:SHOWN], "page": number, "more": len(found) > SHOWN, "accepted": self.accepted()}
        return super().get_context_data(**told | kwargs)

    def accepted(self) -> list[AcceptedFinding]:
        """The newest acceptances on records that this person sees, each with its record."""
        model = self.finding.model
        if not policy.may(self.request.user, policy.VIEW, model):
            return []
        seen = model.objects.visible_to(self.request.user)
        held = AcceptedFinding.objects.of(self.finding.id, model, self.today).select_related("accepted_by")
        return list(held.filter(object_id__in=seen.values("pk")).prefetch_related("about").order_by("-pk")[:SHOWN])

    def post(self, request, *args: Any, **kwargs: Any):
        """Takes an acceptance back."""
        key = request.POST.get("accepted", "")
        row = next((one for one in self.accepted() if str(one.pk) == key), None)
        if row is None:
            raise Http404
        accepted.take_back(row, by=request.user, today=self.today)
        messages.success(request, _("It counts again."))
        return HttpResponseRedirect(reverse("admin:finding", args=[self.finding.id]))


class AcceptForm(forms.Form):
    reason = forms.CharField(label=_("Why this can wait"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    until = DayField(
        label=_("Until"), widget=DateInput(), help_text=_("At most one year. After this day it counts again.")
    )


@page
class Accept(OfOne):
    path = "findings/<str:which>/<int:pk>/accept/"
    name = "accept_finding"
    template_name = "governance/findings/accept.html"

    @classmethod
    def may_open(cls, user) -> bool:
        return super().may_open(user) and accepted.may_accept(user)

    def record(self):
        found = self.rows().filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"form": AcceptForm(), "record": self.record()} | kwargs)

    def post(self, request, *args: Any, **kwargs: Any):
        record, form = self.record(), AcceptForm(request.POST)
        if form.is_valid():
            try:
                accepted.accept(self.finding, record, by=request.user, today=self.today, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("Accepted. It is shown as such until then."))
                return HttpResponseRedirect(reverse("admin:finding", args=[self.finding.id]))
        return self.render_to_response(self.get_context_data(form=form, record=record))
