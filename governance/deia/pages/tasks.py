"""The task list of an assessment: what is done, what is not, and what to do next."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core.acting import acting
from governance.core.pages import page
from governance.core.roles import Role
from governance.deia import facts, filling, scoring, stories, tasklist
from governance.questionnaires.models import Questionnaire
from governance.questionnaires.sheets import Sheet

from .base import AssessmentPage
from .carrying import newer

FULL = "fairhold.deia"
DEEP = {scoring.Route.FULL, scoring.Route.STOP}


@page
class Tasks(AssessmentPage):
    path = "assessments/<int:pk>/"
    name = "assessment_tasks"
    title = _("Questions and risks")
    template_name = "governance/deia/tasks.html"

    def post(self, request, *args: Any, **kwargs: Any):
        self.require_change()
        doing = {"begin": self._begin, "in_full": self._begin_in_full, "seen": self._seen}
        act = doing.get(request.POST.get("do", ""))
        if act is None:
            raise Http404
        try:
            act()
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(self.assessment.tasks_url)

    def _begin(self, *, in_full: bool = False) -> None:
        questionnaire = self.full
        if questionnaire is None:
            raise ValidationError(_("There are no questions in full yet. Ask the privacy lead to publish them."))
        filling.begin(self.assessment, questionnaire, by=self.request.user, in_full=in_full)
        messages.success(self.request, _("The questions are laid out. Begin wherever you like."))

    def _begin_in_full(self) -> None:
        self._begin(in_full=True)

    @transaction.atomic
    def _seen(self) -> None:
        stored = filling.locked(self.assessment.pk, self.request.user)
        with acting(self.request.user, reason=_("the changes in the registers were looked at")):
            facts.note(stored, timezone.now())
        messages.success(self.request, _("Noted: the answers hold for what the registers say today."))

    @cached_property
    def full(self) -> Questionnaire | None:
        """The edition in use here, or the newest."""
        return self.assessment.template or Questionnaire.objects.latest_of(FULL)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        answered = self.assessment.answered()
        route = scoring.route(answered)
        done = sum(bool(one.reply) for one in answered)
        told = {
            "screened": done == len(answered),
            "screening_done": done,
            "screening_total": len(answered),
            "route": route,
            "hits": scoring.hits(answered),
            "deep": route in DEEP,
            "full": self.full,
            "may_install": Role.PRIVACY_LEAD in Role.of(self.request.user),
            "risks": self.assessment.risks.count(),
            "untold": len(stories.untaken(self.assessment)) if self.assessment.template else 0,
            "edition": newer(self.assessment) if self.may_change else None,
            "changes": self.out_of_date(),
            "proposal": self.proposal(),
        }
        return super().get_context_data() | told | self._questions() | kwargs

    def _questions(self) -> dict[str, Any]:
        if self.assessment.template is None:
            return {"tasks": []}
        sheet = filling.sheet_of(self.assessment, self.assessment.template, self.today)
        found = tasklist.tasks(sheet)
        return {
            "tasks": found,
            "done": sum(one.done for one in found),
            "total": sum(one.total for one in found),
            "minutes": tasklist.minutes_left(sheet),
            "amber": named(sheet, sheet.amber),
            "dormant": named(sheet, sheet.dormant),
            "is_light": len(sheet.items) < self.assessment.template.questions.count(),
        }


def named(sheet: Sheet, keys: list[str]) -> list[Any]:
    return [sheet.by_key[key] for key in keys]
