"""The risks of an assessment: what is in the register, and the stories that wait to be rated."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.core.pages import page
from governance.deia import stories
from governance.deia.models import Impact, Likelihood

from .base import AssessmentPage

NOTHING = [("", "---------")]


class RateForm(forms.Form):
    likelihood = forms.TypedChoiceField(
        label=_("Likelihood"), choices=[*NOTHING, *Likelihood.choices], coerce=int, empty_value=None
    )
    impact = forms.TypedChoiceField(
        label=_("Impact on people"), choices=[*NOTHING, *Impact.choices], coerce=int, empty_value=None
    )


@page
class Risks(AssessmentPage):
    path = "assessments/<int:pk>/risks/"
    name = "assessment_risks"
    title = _("Risks and measures")
    template_name = "governance/deia/risks.html"

    def post(self, request, *args: Any, **kwargs: Any):
        self.require_change()
        waiting = stories.untaken(self.assessment)
        story = next((one for one in waiting if one.key == request.POST.get("story")), None)
        if story is None:
            raise Http404
        form = RateForm(request.POST)
        if form.is_valid():
            try:
                stories.take(self.assessment, story, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("It is in the risk register now."))
                return HttpResponseRedirect(reverse("admin:assessment_risks", args=[self.assessment.pk]))
        return self.render_to_response(self.get_context_data(sent=(story, form)))

    def get_context_data(self, *, sent: tuple[stories.Story, forms.Form] | None = None, **kwargs: Any):
        waiting = [
            {"story": one, "form": sent[1] if sent and sent[0] == one else RateForm()}
            for one in stories.untaken(self.assessment)
        ]
        told = {"waiting": waiting, "risks": self.assessment.risks.all(), "form": sent and sent[1]}
        return super().get_context_data() | told | kwargs
