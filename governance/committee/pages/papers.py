"""The letter of a decision, as a page and as a paper; and earlier decisions like a case."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.committee import letters, precedents
from governance.committee.letters import decision as paper
from governance.committee.models import Decision, Dissent, Proposal
from governance.core.pages import WorkPage, page
from governance.core.roles import Role

from .meetings import as_pdf


class WhyForm(forms.Form):
    why = forms.CharField(label=_("What is different here?"), max_length=500, help_text=_("One sentence."))


class LetterMixin(WorkPage):
    """Finds the decision: its letter is for everybody who may see the proposal, its owner included."""

    shown_under = "committee.proposal"

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        needed = ("proposal__committee", "proposal__owner", "review__snapshot", "motion", "decided_by")
        shown = Decision.objects.visible_to(request.user).select_related(*needed)
        roles = [f"proposal__{name}" for name in Proposal.roles_need]
        self.decision = shown.prefetch_related(*roles).filter(pk=kwargs["pk"]).first()

    def dispatch(self, request, *args: Any, **kwargs: Any):
        if self.decision is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)


@page
class Letter(LetterMixin):
    path = "decisions/<int:pk>/letter/"
    name = "letter"
    template_name = "governance/committee/letter.html"
    form: forms.Form | None = None

    def post(self, request, *args: Any, **kwargs: Any):
        self.form = form = WhyForm(request.POST)
        if form.is_valid():
            try:
                precedents.distinguish(self.decision, form.cleaned_data["why"], by=request.user)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("Recorded."))
                return HttpResponseRedirect(letters.url(self.decision))
        return self.render_to_response(self.get_context_data(**kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, decision = self.request.user, self.decision
        said = paper.said(decision)
        told = {"title": said["title"], "said": said, "decision": decision, "proposal": decision.proposal}
        told["dissents"] = self._dissents()
        if Role.CHAIR in decision.proposal.roles_of(user) and Role.OWNER not in decision.proposal.roles_of(user):
            told |= {"otherwise": precedents.otherwise(decision, user, timezone.now())}
            told |= {"why_form": None if decision.distinguished else self.form or WhyForm()}
        return super().get_context_data(**kwargs) | told | {"form": self.form}

    def _dissents(self) -> list[Dissent]:
        rows = Dissent.objects.visible_to(self.request.user).filter(decision=self.decision)
        is_owner = self.decision.proposal.owner_id == self.request.user.pk
        return list((rows.filter(owner_may_read=True) if is_owner else rows).select_related("voter__person"))


@page
class LetterPaper(LetterMixin):
    path = "decisions/<int:pk>/letter.pdf"
    name = "letter_pdf"

    def get(self, request, *args: Any, **kwargs: Any):
        name = f"{self.decision.proposal.reference}-decision-{self.decision.pk}.pdf"
        return as_pdf(paper.printed(self.decision), name)


@page
class Precedents(WorkPage):
    """For who is drafting: the conditions of cases like theirs. Who votes sees more, in the review room."""

    shown_under = "committee.proposal"
    path = "proposals/<int:pk>/precedents/"
    name = "precedents"
    template_name = "governance/committee/asked_before.html"

    def get(self, request, *args: Any, **kwargs: Any):
        shown = Proposal.objects.visible_to(request.user).filter(owner=request.user.pk)
        self.proposal = shown.prefetch_related("reviews").filter(pk=kwargs["pk"]).first()
        if self.proposal is None:
            raise Http404
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = precedents.conditions(self.proposal, self.request.user, timezone.now())
        told = {"title": _("What was asked of proposals like this"), "proposal": self.proposal, "found": found}
        return super().get_context_data(**kwargs) | told
