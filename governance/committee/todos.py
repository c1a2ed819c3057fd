"""What waits for members: votes, motions, rulings, answers. Sealed: never says how anybody has voted."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core.roles import Role
from governance.core.todos import MOST, Todo, todo

from . import weighing
from .models import Declaration, InfoRequest, Motion, MotionVote, Proposal, Review, Seat, Voter


@todo
def votes(user, now: dt.datetime) -> Iterable[Todo]:
    mine = Voter.objects.filter(review=OuterRef("pk"), person=user, ballot=None, void_reason="")
    for review in _open(user).filter(Exists(mine), unsealed_at=None)[:MOST]:
        if Role.MEMBER in review.proposal.roles_of(user):
            yield _todo(review, _("Your vote is needed"), _("You are on the committee"), _("Read and vote"))


@todo
def motions(user, now: dt.datetime) -> Iterable[Todo]:
    voted = MotionVote.objects.filter(motion=OuterRef("pk"), voter__person=user)
    mine = Voter.objects.filter(review=OuterRef("review"), person=user, void_reason="")
    waiting = Motion.objects.filter(Exists(mine), ~Exists(voted), closed_at=None, review__in=_open(user))
    for motion in waiting.select_related("review__proposal").order_by("closes_on")[:MOST]:
        told = {"due": motion.closes_on, "action": _("Read and vote")}
        proposal = motion.review.proposal
        yield Todo(proposal, _("A motion needs your vote"), _("You are on the committee"), proposal.room_url, **told)


@todo
def presiding(user, now: dt.datetime) -> Iterable[Todo]:
    """What the chair does next: at most a few rows, since each is asked how it stands."""
    today = timezone.localdate(now)
    seated = Seat.objects.on(today).filter(committee=OuterRef("proposal__committee"), person=user)
    panel = Voter.objects.filter(review=OuterRef("pk"), person=user)
    for review in _open(user).filter(Exists(seated) | Exists(panel))[:MOST]:
        if Role.CHAIR in review.proposal.roles_of(user) and (told := _next_for_chair(review, today)):
            yield _todo(review, told, _("You chair the committee"), _("Go on"))


def _next_for_chair(review: Review, today: dt.date):
    """Asks nothing more of the database: who has voted, and on which motions, was fetched with the list."""
    if not review.is_sealed:
        return _next_after_ballots(list(review.motions.all()), today)
    here = {one.person_id for one in review.voters.all() if hasattr(one, "ballot")}
    if weighing.no_quorum_can_come(review.panel(), here, is_late=review.closes_on < today):
        return _("No quorum can come about: send it back")
    return _("Time is up: open the ballots") if review.closes_on < today else None


def _next_after_ballots(motions: list[Motion], today: dt.date):
    waiting = next((one for one in motions if one.closed_at is None), None)
    if waiting:
        is_late = waiting.meeting_id is None and waiting.closes_on < today
        return _("Time is up: close the vote on the motion") if is_late else None
    if any(one.result == "carried" for one in motions):
        return _("A motion carried: record the decision")
    return _("The ballots are open: decide, or put a motion")


@todo
def rulings(user, now: dt.datetime) -> Iterable[Todo]:
    waiting = Declaration.objects.filter(says="possible", ruling="", steps_aside=False, review__in=_open(user))
    for one in waiting.select_related("proposal").exclude(person=user)[:MOST]:
        if Role.CHAIR in one.proposal.roles_of(user):
            told = _("Rule on a member's interest")
            yield Todo(one.proposal, told, _("You chair the committee"), one.proposal.room_url, action=_("Rule on it"))


@todo
def questions(user, now: dt.datetime) -> Iterable[Todo]:
    waiting = InfoRequest.objects.filter(answered_at=None, review__closed_at=None, review__proposal__owner=user)
    for request in waiting.select_related("review__proposal")[:MOST]:
        proposal = request.review.proposal
        told = {"due": request.due_on, "action": _("Answer")}
        yield Todo(proposal, _("The committee asks you something"), _("You proposed it"), proposal.room_url, **told)


def _todo(review: Review, what, why, action) -> Todo:
    return Todo(review.proposal, what, why, review.proposal.room_url, review.closes_on, action)


def _open(user):
    """With all that tells who decides, in a number of queries that does not grow."""
    needed = [f"proposal__{name}" for name in Proposal.roles_need]
    shown = Proposal.objects.visible_to(user).exclude(owner=user)
    rows = Review.objects.open().filter(proposal__in=shown)
    return rows.select_related("proposal").prefetch_related("voters__ballot", "motions", *needed).order_by("closes_on")
