"""The vote: what a quorum still lacks, one's own ballot, the ballots once they are open, and motions."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from governance.committee import motions, voting
from governance.committee.models import Ballot, Motion, MotionVote, Side
from governance.committee.tally import AGREEING, Choice, choices
from governance.committee.triage import Route
from governance.core.links import KEY
from governance.core.roles import Role

from .acts import ActForm, lines, room_acts


class VoteForm(ActForm):
    choice = forms.ChoiceField(label=_("Your vote"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason, or conditions"), required=False, max_length=4000, widget=lines(4),
        help_text=_("Needed unless you agree."),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = choices(self.page.review.kind, is_small=self.page.review.is_small)
        self.fields["choice"].choices = [(one.value, one.label) for one in offered]


@room_acts.act("vote", VoteForm, _("Your vote is recorded."))
def vote(page, form: VoteForm) -> None:
    said = form.cleaned_data
    voting.cast(page.review, said["choice"], by=page.user, reason=said["reason"], now=page.now)


class CallInForm(ActForm):
    why = forms.CharField(label=_("Why all should decide"), max_length=500, widget=lines(2))


@room_acts.act("call_in", CallInForm, _("The whole committee decides now."))
def call_in(page, form: CallInForm) -> None:
    voting.call_in(page.review, by=page.user, why=form.cleaned_data["why"], now=page.now)


class SideForm(ActForm):
    side = forms.ChoiceField(label=_("Your vote on the motion"), choices=Side.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=2000, widget=lines(2),
        help_text=_("Needed where you vote otherwise than in your ballot."),
    )  # fmt: skip


@room_acts.act("side", SideForm, _("Your vote on the motion is recorded."))
def side(page, form: SideForm) -> None:
    said = form.cleaned_data
    motions.vote(motion_of(page, form.target), said["side"], by=page.user, reason=said["reason"], now=page.now)


def motion_of(page, key: str) -> Motion:
    found = page.review.motions.filter(pk=key).first() if KEY.fullmatch(key) else None
    if found is None:
        raise Http404
    found.review = page.review
    return found


def why_not_vote(page) -> str:
    try:
        voting.voter_of(page.review, page.user)
    except PermissionDenied as error:
        return str(error)
    return ""


def context(page) -> dict[str, Any]:
    """Sealed: how many have voted, never how."""
    review = page.review
    panel, voted = review.panel(), voting.voted(review)
    shown = [] if page.is_owner else _ballots(page)
    mine = next((one for one in shown if one.voter.person_id == page.user.pk), None)
    told = {"panel": panel, "voted": len(voted), "eligible": len(panel.voices), "lacking": panel.missing(voted)}
    told |= {"aside": [one for one in page.proposal.declarations.all() if one.steps_aside], "mine": mine}
    told |= {"void": [one for one in review.voters.all() if one.void_reason]}
    told |= {"ballots": [] if review.is_sealed else shown, "counted": panel.people}
    told |= {"is_open": review.is_sealed and not review.closed_at, "why_not": why_not_vote(page)}
    return told | _mine(page, mine) | _call_in(page)


def _ballots(page) -> list[Ballot]:
    rows = Ballot.objects.visible_to(page.user).filter(voter__review=page.review)
    return list(rows.select_related("voter__person").order_by("pk"))


def _mine(page, mine: Ballot | None) -> dict[str, Any]:
    """One button for whoever simply agrees, with the other choices unfolded; none where the risk is critical."""
    first = choices(page.review.kind, is_small=page.review.is_small)[0]
    is_quick = first in AGREEING and page.review.route != Route.ENHANCED
    initial = {"choice": mine.choice, "reason": mine.reason} if mine else {}
    return {"quick": first if is_quick else None, "form": page.form("vote", initial=initial)}


def _call_in(page) -> dict[str, Any]:
    """For members of the committee who were not asked."""
    review, until = page.review, voting.call_in_ends(page.review)
    may = Role.MEMBER in page.roles and not page.is_owner and page.user.pk not in review.panel().people
    is_offered = may and review.may_be_called_in and not review.closed_at and page.today <= until
    return {"call_in": page.form("call_in") if is_offered else None, "call_in_until": until}


def motions_of(page) -> list[dict[str, Any]]:
    """The motions of this round. One query for their votes, however many."""
    rows = list(page.review.motions.select_related("put_by", "meeting"))
    votes = MotionVote.objects.visible_to(page.user).filter(motion__in=rows).select_related("voter__person")
    shown = [] if page.is_owner else list(votes.order_by("pk"))
    return [_motion(page, row, [one for one in shown if one.motion_id == row.pk]) for row in rows]


def _motion(page, motion: Motion, shown: list[MotionVote]) -> dict[str, Any]:
    mine = next((one for one in shown if one.voter.person_id == page.user.pk), None)
    told = {"motion": motion, "votes": shown if motion.closed_at else [], "mine": mine}
    if motion.closed_at or why_not_vote(page):
        return told
    ballot = Ballot.objects.filter(voter__review=page.review, voter__person=page.user.pk).first()
    told["turns"] = motions.turns(motion, ballot, Side.FOR)
    initial = {"side": mine.side, "reason": mine.reason} if mine else {}
    return told | {"form": page.form("side", motion.pk, initial=initial), "agreed": Choice(motion.outcome).label}
