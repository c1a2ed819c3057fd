"""Carrying a draft over to a newer edition of its questionnaire: what would change, and one button."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from governance.core.pages import page
from governance.deia import editions
from governance.questionnaires.models import Questionnaire

from .base import AssessmentPage


def newer(assessment) -> Questionnaire | None:
    """The newest edition of what is asked here, if that is another one."""
    for old in filter(None, (assessment.template, assessment.questionnaire)):
        found = Questionnaire.objects.latest_of(old.key)
        if found is not None and found.edition > old.edition:
            return found
    return None


@page
class Carrying(AssessmentPage):
    path = "assessments/<int:pk>/edition/"
    name = "assessment_edition"
    title = _("Carry over to the new edition")
    template_name = "governance/deia/edition.html"

    @cached_property
    def edition(self) -> Questionnaire:
        found = newer(self.assessment)
        if found is None:
            raise Http404
        return found

    def post(self, request, *args: Any, **kwargs: Any):
        self.require_change()
        try:
            told = editions.carry_over(self.assessment, self.edition, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            kept = _("Carried over: %(same)d answers kept, %(reworded)d to be confirmed, %(new)d new questions.")
            counts = {"same": len(told.same), "reworded": len(told.reworded), "new": len(told.new)}
            messages.success(request, kept % counts)
        return HttpResponseRedirect(self.assessment.tasks_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        carried = editions.compare(self.assessment, self.edition)
        asked = dict(self.edition.questions.values_list("key", "text"))
        gone = self.assessment.answers.filter(question__key__in=carried.dropped)
        texts = {key: [asked[one] for one in getattr(carried, key)] for key in ("same", "reworded", "new")}
        told = {"edition": self.edition, "dropped": list(gone.values_list("question__text", flat=True))} | texts
        return super().get_context_data() | told | kwargs
