"""Check answers and complete: everything that was said, and everything that is missing, with the way to it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core.links import KEY
from governance.core.pages import page
from governance.core.workflow import Move, advance
from governance.deia import filling
from governance.questionnaires.sheets import Sheet

from .base import AssessmentPage


@dataclass(frozen=True)
class Missing:
    told: Any
    url: str = ""


@page
class CheckAnswers(AssessmentPage):
    path = "assessments/<int:pk>/check/"
    name = "assessment_check"
    title = _("Check answers and complete")
    template_name = "governance/deia/check.html"

    def post(self, request, *args: Any, **kwargs: Any):
        self.require_change()
        seen = request.POST.get("seen_version", "")
        self.assessment.version = int(seen) if KEY.fullmatch(seen) else -1
        try:
            advance(self.assessment, "complete", by=request.user)
        except ValidationError as error:
            self.assessment.refresh_from_db()
            return self.render_to_response(self.get_context_data(refused=error.messages))
        messages.success(request, _("%(it)s is complete. This is its rating.") % {"it": self.assessment})
        return HttpResponseRedirect(reverse("admin:assessment_result", args=[self.assessment.pk]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"missing": [], "parts": [], "may_complete": False}
        step = self.assessment.workflow().step("complete")
        if self.assessment.state in step.sources:
            move = Move(self.request.user, timezone.now())
            told["missing"] = self._missing(step.unmet(self.assessment, move))
            told["may_complete"] = step.is_open_to(self.assessment, self.request.user)
        if self.assessment.template:
            told["parts"] = self._parts()
        told["screening"] = list(self.assessment.answers.to(self.assessment.questionnaire))
        told["changes"] = self.out_of_date()
        return super().get_context_data() | told | kwargs

    def _missing(self, unmet: list[str]) -> list[Missing]:
        """What the rules of the step say, each with the way to where it can be put right."""
        sheet, questions = self._sheet(), {}
        for item in sheet.items if sheet else ():
            questions[item.text] = self._url(item)
        return [Missing(told, self._way(str(told), questions)) for told in unmet]

    def _way(self, told: str, questions: dict[str, str]) -> str:
        found = [url for text, url in questions.items() if text in told]
        if found:
            return found[0]
        unscreened = self.assessment.answers.to(self.assessment.questionnaire).filter(value__isnull=True).exists()
        if unscreened:
            return reverse("admin:screening", args=[self.assessment.pk])
        return self.assessment.get_absolute_url() if self.assessment.template else self.assessment.tasks_url

    def _sheet(self) -> Sheet | None:
        template = self.assessment.template
        return filling.sheet_of(self.assessment, template, self.today) if template else None

    def _url(self, item) -> str:
        return reverse("admin:assessment_section", args=[self.assessment.pk, item.section])

    def _parts(self) -> list[dict[str, Any]]:
        sheet = self._sheet()
        rows = list(self.assessment.answers.to(self.assessment.template))
        found = [
            {
                "section": section,
                "answers": [
                    row for row in rows if row.question.section_id == section.pk and row.question.key in sheet.visible
                ],
            }
            for section in self.assessment.template.sections.all()
        ]
        return [one for one in found if one["answers"]]
