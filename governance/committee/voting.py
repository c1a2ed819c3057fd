"""Voting: declare an interest, cast a sealed ballot, unseal when all have voted or time is up."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from governance.core import policy, workdays
from governance.core.acting import acting
from governance.core.roles import Role
from governance.core.workflow import Move

from . import opening
from .models import Ballot, End, Post, PostKind, Proposal, Review, Voter
from .presets import CALL_IN_DAYS
from .tally import AGREEING, Choice, Kind, choices
from .triage import Route


def voter_of(review: Review, user) -> Voter:
    """As whom this person votes. Raises PermissionDenied with the reason if they may not."""
    proposal = review.proposal
    if proposal.owner_id == user.pk:
        raise PermissionDenied(_("You proposed this, so you cannot vote on it."))
    if proposal.has_stepped_aside(user):
        raise PermissionDenied(_("You stepped aside from this proposal."))
    voter = review.voters.filter(person=user.pk).first()
    if voter is None and review.is_small:
        raise PermissionDenied(_("Few reviewers were asked about this, and you are not one of them."))
    if voter is None or not policy.sees(user, proposal):
        raise PermissionDenied(_("Only members who had a seat on this committee when the vote opened may vote."))
    if voter.void_reason:
        raise PermissionDenied(_("Your vote here was voided: %s") % voter.void_reason)
    return voter


def why_not_read(review: Review, user) -> str:
    """Why a voter may not open the dossier yet; empty where they may, and for everybody who does not vote."""
    if user.pk not in {one.person_id for one in review.voters.all()}:
        return ""
    said = next((one for one in review.proposal.declarations.all() if one.person_id == user.pk), None)
    if said is None or said.review_id != review.pk or not said.says:
        return str(_("Say first whether you have an interest of your own in this."))
    return str(_("The chair has yet to rule on your interest.")) if said.waits_for_ruling else ""


def check_interest(review: Review, user) -> None:
    """Raises PermissionDenied for whoever waits for a ruling on their own interest: until then they lead nothing."""
    said = next((one for one in review.proposal.declarations.all() if one.person_id == user.pk), None)
    if said and said.waits_for_ruling:
        raise PermissionDenied(_("Your own interest waits for a ruling."))


@transaction.atomic
def cast(review: Review, choice: str, *, by, reason: str = "", now: dt.datetime) -> Ballot:
    """Records a ballot, or changes one's own while the vote is sealed. The last one unseals.

    Raises PermissionDenied for who may not vote, ValidationError for a closed vote, a choice that is not on this
    ballot, or a missing reason.
    """
    review = locked(review)
    voter = voter_of(review, by)
    if told := why_not_read(review, by):
        raise PermissionDenied(told)
    if review.unsealed_at or review.closed_at:
        raise ValidationError(_("The vote is over, so your ballot can no longer change."))
    if choice not in choices(review.kind, is_small=review.is_small):
        raise ValidationError({"choice": _("This is not on the ballot here.")})
    if choice not in AGREEING and not reason.strip():
        raise ValidationError({"reason": _("Give a reason, so that the others can follow your view.")})
    with acting(by):
        ballot = Ballot.objects.filter(voter=voter).first() or Ballot(voter=voter)
        ballot.choice, ballot.reason = choice, reason.strip()
        ballot.save()
        settle(review, by=by, now=now)
    return ballot


@transaction.atomic
def close(review: Review, *, by, now: dt.datetime) -> None:
    """Unseals a vote whose time is up. Nobody can unseal it earlier.

    Raises ValidationError while there is time left or no quorum has voted.
    """
    review = locked(review)
    if timezone.localdate(now) <= review.closes_on:
        raise ValidationError(_("The vote runs until %(day)s."), params={"day": date_format(review.closes_on)})
    if lacking := review.panel().missing(voted(review)):
        raise ValidationError([_("Too few have voted for a quorum. Ask the others to vote."), *lacking])
    with acting(by):
        unseal(review, by=by, now=now)


@transaction.atomic
def lengthen(review: Review, until: dt.date, *, by, now: dt.datetime) -> None:
    """Gives the voters more time. A vote is never shortened: it ends early once everybody has voted."""
    review = locked(review)
    if timezone.localdate(now) > review.closes_on or review.unsealed_at:
        raise ValidationError(_("The closing day has passed."))
    if until <= review.closes_on:
        raise ValidationError(_("A vote that is open can be lengthened, not shortened."))
    review.closes_on = until
    with acting(by):
        review.save()
        for voter in review.voters.all():
            voter.due_on = until
            voter.save()


def settle(review: Review, *, by, now: dt.datetime) -> None:
    """Unseals once everybody who may vote has voted."""
    panel, here = review.panel(), voted(review)
    if here == panel.people and panel.has_quorum(here):
        unseal(review, by=by, now=now)


def unseal(review: Review, *, by, now: dt.datetime) -> None:
    if review.unsealed_at is None:
        review.unsealed_at = now
        review.save()
        if review.is_small and disagree(review):
            escalate(review, by=by, now=now)


def disagree(review: Review) -> bool:
    """Whether a small panel is not of one mind, or one of it wants the whole committee."""
    cast = set(counted(review).values_list("choice", flat=True))
    return len(cast) > 1 or Choice.ESCALATE in cast


@transaction.atomic
def call_in(review: Review, *, by, why: str, now: dt.datetime) -> Review:
    """Any member of the committee lets the whole of it decide what few reviewers were asked (specification 2.2).

    Why is said to the panel, in its discussion: the history of the proposal is read by its owner too.
    """
    review = locked(review)
    roles = review.proposal.roles_of(by)
    if Role.MEMBER not in roles or Role.OWNER in roles:
        raise PermissionDenied(_("Members of the committee call in what few reviewers were asked."))
    if not review.is_small or review.kind == Kind.URGENT or review.closed_at:
        raise ValidationError(_("This is not before a small panel."))
    if call_in_ends(review) < timezone.localdate(now):
        raise ValidationError(_("The days for calling it in have passed."))
    if not why.strip():
        raise ValidationError({"why": _("Say in a sentence why all should decide.")})
    with acting(by):
        whole = escalate(review, by=by, now=now)
        told = {"kind": PostKind.CALL_IN, "text": why.strip(), "posted_at": now}
        Post(proposal=review.proposal, review=whole, author=by, **told).save()
    return whole


def call_in_ends(review: Review) -> dt.date:
    return workdays.after(timezone.localdate(review.opened_at), CALL_IN_DAYS)


def escalate(review: Review, *, by, now: dt.datetime) -> Review:
    """The whole committee decides instead. What the few have voted is sealed again until it has."""
    review.closed_at, review.ended = now, End.ESCALATED
    review.save()
    proposal, move = review.proposal, Move(by, now)
    planned = opening.plan(proposal, move, kind=_kind_after(review), at_least=Route.FULL)
    kept = {"snapshot": review.snapshot, "residual_tier": review.residual_tier}
    return opening.open_review(proposal, move, planned=planned, prior=review, **kept)


def _kind_after(review: Review) -> Kind:
    return Kind.INITIAL if review.kind == Kind.URGENT else Kind(review.kind)


def voted(review: Review) -> set[int]:
    """The people whose ballot counts."""
    return set(review.panel().people & set(Ballot.objects.of(review).values_list("voter__person", flat=True)))


def counted(review: Review):
    """The ballots that count: of those who may vote here."""
    return Ballot.objects.of(review).filter(voter__person__in=review.panel().people)


def locked(review: Review) -> Review:
    """The vote as it stands, held until the transaction ends: two last ballots cannot pass each other."""
    Proposal._base_manager.select_for_update().get(pk=review.proposal_id)
    return Review.objects.select_for_update().get(pk=review.pk)
