"""The screening: ten questions that decide how deep the assessment must go."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.core.pages import page
from governance.deia import scoring, screening
from governance.deia.models import Assessment

from .base import AssessmentPage


@page
class Screening(AssessmentPage):
    path = "assessments/<int:pk>/screening/"
    name = "screening"
    title = _("Screening")
    template_name = "governance/deia/screening.html"

    def post(self, request, *args: Any, **kwargs: Any):
        with transaction.atomic():
            self.assessment = Assessment._base_manager.select_for_update().get(pk=self.assessment.pk)
            self.require_change()
            found = screening.forms_for(self.assessment, request.POST)
            kept = screening.keep(found, request.user)
        if not kept:
            return self.render_to_response(self.get_context_data(forms=found))
        messages.success(request, _("Your answers are saved."))
        later = "later" in request.POST
        return HttpResponseRedirect(reverse("admin:index") if later else self.assessment.tasks_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        answered = self.assessment.answered()
        told = {
            "forms": screening.forms_for(self.assessment),
            "done": sum(bool(one.reply) for one in answered),
            "total": len(answered),
            "route": scoring.route(answered),
            "criteria": scoring.criteria(answered),
            "hits": scoring.hits(answered),
        }
        return super().get_context_data() | told | kwargs
