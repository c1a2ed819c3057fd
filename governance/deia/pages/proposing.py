"""Work pages: start a proposal, publish the questionnaires that come with the product."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.committee.models import Proposal
from governance.core import policy
from governance.core.links import KEY
from governance.core.pages import WorkPage, page
from governance.core.roles import Role
from governance.deia import proposing
from governance.deia.forms import ProposeForm
from governance.questionnaires import packs
from governance.questionnaires.models import Questionnaire


@page
class Propose(WorkPage):
    path = "propose/"
    name = "propose"
    title = _("New proposal")
    section = "committee"
    template_name = "governance/deia/propose.html"

    @classmethod
    def may_open(cls, user) -> bool:
        return super().may_open(user) and policy.may(user, policy.ADD, Proposal)

    def post(self, request, *args: Any, **kwargs: Any):
        form = ProposeForm(request.POST, user=request.user)
        questionnaire = Questionnaire.objects.latest_of(proposing.SCREENING)
        if questionnaire is None or not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        told = form.cleaned_data | {"activities": list(form.cleaned_data["activities"])}
        proposal = proposing.propose(by=request.user, questionnaire=questionnaire, **told)
        messages.success(
            request, _("%(reference)s is started. Answer ten questions next.") % {"reference": proposal.reference}
        )
        return HttpResponseRedirect(reverse("admin:screening", args=[proposal.object_id]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {
            "form": ProposeForm(user=self.request.user),
            "ready": Questionnaire.objects.latest_of(proposing.SCREENING) is not None,
        }
        told["missing"] = self._missing(told["form"])
        told["may_install"] = Role.PRIVACY_LEAD in Role.of(self.request.user)
        return super().get_context_data() | told | kwargs

    @staticmethod
    def _missing(form: ProposeForm) -> list[str]:
        """What a proposal is made of, where none of it is there for this person."""
        told = {
            "activities": _("No processing activity is on record that you may see. Ask a steward to add it."),
            "committee": _("There is no committee yet. Ask the privacy lead to set one up."),
        }
        return [str(text) for name, text in told.items() if not form.fields[name].queryset.exists()]


@page
class InstallScreening(WorkPage):
    """Loads the questionnaires that come with the product; only by POST."""

    path = "questionnaires/starter/"
    name = "install_screening"

    @classmethod
    def may_open(cls, user) -> bool:
        return Role.PRIVACY_LEAD in Role.of(user)

    def get(self, request, *args: Any, **kwargs: Any):
        raise Http404

    def post(self, request, *args: Any, **kwargs: Any):
        for name in ("screening-1", "deia-1", "vendor-1"):
            found = packs.install(name, by=request.user)
            messages.success(request, _("%(it)s is published.") % {"it": found})
        return HttpResponseRedirect(self._back(request.POST.get("next", "")))

    @staticmethod
    def _back(told: str) -> str:
        """To the questions of an assessment, or to where a proposal begins."""
        return reverse("admin:assessment_tasks", args=[told]) if KEY.fullmatch(told) else reverse("admin:propose")
