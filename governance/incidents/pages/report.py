"""Log an incident from five answers. Whoever has no account reports without a name."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core import policy
from governance.core.fields import PartialDate
from governance.core.forms import PartialDateFormField
from governance.core.pages import WorkPage, page
from governance.incidents import fiveanswers
from governance.incidents.models import Incident
from governance.incidents.vocabulary import GoesOn, concerned
from governance.inventory.vocabulary import Subject

from .concerns import AnonymousMixin

BOXES = forms.CheckboxSelectMultiple


class ReportForm(forms.Form):
    """Five questions; one can be unsure about all but the first."""

    what = forms.CharField(
        label=_("What happened?"), max_length=8000, help_text=_("In a sentence or two. No names of customers, please."),
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
    )  # fmt: skip
    found = PartialDateFormField(
        label=_("When was it found?"), help_text=_("As far as you know: 2026, 2026-11 or 2026-11-24.")
    )
    kind = forms.ChoiceField(label=_("What is it?"), choices=fiveanswers.What.choices, widget=forms.RadioSelect)
    people = forms.MultipleChoiceField(label=_("Whose data, or whom does it touch?"), widget=BOXES, required=False)
    where = forms.MultipleChoiceField(
        label=_("Where do they live?"), widget=BOXES, required=False,
        help_text=_("Not sure? Leave it empty: the European clock runs."),
    )  # fmt: skip
    goes_on = forms.ChoiceField(
        label=_("Is it still going on?"), choices=[one for one in GoesOn.choices if one[0]], widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = Subject.choices
        self.fields["where"].choices = [(one.value, one.label) for one in concerned()]

    def clean_found(self) -> PartialDate:
        found = PartialDate(self.cleaned_data["found"].strip())
        if found.earliest > timezone.localdate():
            raise forms.ValidationError(_("This day is yet to come."))
        return found


@page
class Report(AnonymousMixin):
    path = "report/"
    name = "report"
    title = _("Log an incident")
    section = "incidents"

    def dispatch(self, request, *args: Any, **kwargs: Any):
        self.is_known = policy.may(request.user, policy.ADD, Incident)
        return super().dispatch(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        return ["governance/incidents/report.html" if self.is_known else "governance/incidents/anonymous.html"]

    def post(self, request, *args: Any, **kwargs: Any):
        if not self.is_known:
            return super().post(request, *args, **kwargs)
        form = ReportForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        made = fiveanswers.log(fiveanswers.Answers(**form.cleaned_data), by=request.user, now=timezone.now())
        messages.success(request, _("%s is logged.") % made.reference)
        return HttpResponseRedirect(made.page)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not self.is_known:
            return super().get_context_data(**kwargs)
        fresh = ReportForm(initial={"found": f"{timezone.localdate():%Y-%m-%d}"})
        return WorkPage.get_context_data(self, **kwargs) | {"form": kwargs.get("form") or fresh}
