"""What may follow a decision, each on a small page of its own: appeal, suspension, a new version, answers, dissent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.committee import answering, appealing, offers, succession, suspending
from governance.committee.models import Link, Proposal
from governance.core.pages import page

from .acts import Act, ActForm, Acts, lines
from .base import ProposalPage

after_acts = Acts()


class AppealForm(ActForm):
    ground = forms.ChoiceField(label=_("What was wrong"), choices=appealing.Ground.choices, widget=forms.RadioSelect)
    why = forms.CharField(label=_("In your words"), max_length=8000, widget=lines(5))

    @property
    def panel(self) -> list:
        """Who will decide, for the owner to know."""
        return appealing.panel_for(self.page.decision)


@after_acts.act("appeal", AppealForm, _("Your appeal is recorded. The decision holds until it is decided."))
def appeal(page, form: AppealForm) -> None:
    said = form.cleaned_data
    told = {"by": page.user, "why": said["why"], "now": page.now}
    appealing.appeal(page.decision, said["ground"], panel=form.panel, **told)


class SuspendForm(ActForm):
    reason = forms.CharField(label=_("Why"), max_length=4000, widget=lines())
    scope = forms.CharField(
        label=_("Which part"), required=False, max_length=250, help_text=_("Leave it empty for all of it.")
    )


@after_acts.act("suspend", SuspendForm, _("The approval is suspended, and the committee is asked."))
def suspend(page, form: SuspendForm) -> None:
    said = form.cleaned_data
    suspending.suspend(page.proposal, by=page.user, reason=said["reason"], scope=said["scope"], now=page.now)


class LookAgainForm(ActForm):
    reason = forms.CharField(label=_("Why now"), max_length=4000, widget=lines())


@after_acts.act("look_again", LookAgainForm, _("The committee is asked."))
def look_again(page, form: LookAgainForm) -> None:
    suspending.look_again(page.proposal, by=page.user, reason=form.cleaned_data["reason"], now=page.now)


class FollowForm(ActForm):
    """Nothing to fill in: what it becomes is written afterwards."""


def _follow(page, link: str) -> None:
    """An amendment is about a copy, where its subject can be copied, so that the approved text stays as it is."""
    about = page.proposal.about
    copied = about.copy_for(page.user) if link == Link.AMENDS and hasattr(about, "copy_for") else about
    page.made = succession.follow(page.proposal, link, by=page.user, about=copied)


@after_acts.act("amend", FollowForm, _("A draft of the new version is made. The approved text holds meanwhile."))
def amend(page, form: FollowForm) -> None:
    _follow(page, Link.AMENDS)


@after_acts.act("renew", FollowForm, _("A draft of the renewal is made. Submit it before the approval ends."))
def renew(page, form: FollowForm) -> None:
    _follow(page, Link.RENEWS)


@after_acts.act("replace", FollowForm, _("A new draft is made."))
def replace(page, form: FollowForm) -> None:
    _follow(page, Link.REPLACES)


class AnswerForm(ActForm):
    follows = forms.ChoiceField(
        label=_("Answer"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Follow the advice")), ("no", _("Depart from it"))],
    )
    reasons = forms.CharField(
        label=_("Reasons"), required=False, max_length=8000, widget=lines(4), help_text=_("Needed to depart from it.")
    )


@after_acts.act("answer", AnswerForm, _("The answer is recorded."))
def answer(page, form: AnswerForm) -> None:
    said = form.cleaned_data
    told = {"follows": said["follows"] == "yes", "reasons": said["reasons"]}
    answering.answer(page.decision, by=page.user, now=page.now, **told)


class DissentForm(ActForm):
    text = forms.CharField(
        label=_("Your view"), max_length=8000, widget=lines(8), help_text=_("600 words at the most.")
    )
    is_named = forms.BooleanField(label=_("With my name"), required=False, initial=True)
    owner_may_read = forms.BooleanField(label=_("The owner may read it"), required=False, initial=True)


@after_acts.act("dissent", DissentForm, _("Your view is kept with the decision."))
def dissent(page, form: DissentForm) -> None:
    answering.dissent(page.decision, by=page.user, now=page.now, **form.cleaned_data)


@page
class AfterDecision(ProposalPage):
    path = "proposals/<int:pk>/after/<slug:do>/"
    name = "after_decision"
    template_name = "governance/committee/after.html"
    acts = after_acts

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.made: Proposal | None = None
        found = offers.of(self.proposal, self.user, self.now) if self.proposal else []
        self.offer = next((one for one in found if one.name == kwargs["do"]), None)
        self.decision = offers.case(self.proposal, self.user, self.now).decision if self.offer else None

    def is_there(self) -> bool:
        return self.offer is not None and super().is_there()

    def act(self) -> Act:
        return self.acts[self.offer.name]

    def done_url(self) -> str:
        return self.made.get_absolute_url() if self.made else super().done_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"offer": self.offer, "title": self.offer.title, "form": self.form(self.offer.name)}
        return super().get_context_data(**kwargs) | told | {"decision": self.decision}
