"""Motions: an outcome with its conditions, put to the vote word for word once the ballots are open."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core.acting import acting
from governance.core.canonical import canonical, sha256
from governance.core.roles import Role

from . import voting, weighing
from .duties import Wording
from .models import Ballot, Motion, MotionVote, Result, Review, Side
from .tally import Choice

OPEN_DAYS = 7


@transaction.atomic
def put(review: Review, wording: Wording, *, by, meeting=None, now: dt.datetime) -> Motion:
    """Puts an outcome to the vote, in a meeting or in writing. Its text is hashed: what is voted on does not change.

    Raises PermissionDenied unless `by` presides, ValidationError with everything that stands in the way.
    """
    review = voting.locked(review)
    if Role.CHAIR not in review.proposal.roles_of(by):
        raise PermissionDenied(_("The chair puts motions."))
    voting.check_interest(review, by)
    if told := weighing.why_no_motion(review, wording, meeting, now):
        raise ValidationError(told)
    closes_on = timezone.localdate(now) + dt.timedelta(days=OPEN_DAYS)
    made = Motion(review=review, meeting=meeting, put_by=by, put_at=now, closes_on=closes_on, **wording.said())
    made.sha256 = text_hash(review, wording)
    with acting(by):
        made.save()
    return made


def text_hash(review: Review, wording: Wording) -> str:
    """Of the outcome, its reasons and conditions, and the frozen content that they are about."""
    return sha256(canonical(wording.said() | {"snapshot": review.snapshot.sha256}))


@transaction.atomic
def vote(motion: Motion, side: str, *, by, reason: str = "", now: dt.datetime) -> MotionVote:
    """For, against or abstain, by who may vote in the review. The last vote closes the motion.

    Who votes otherwise than in their ballot says why.
    """
    review = voting.locked(motion.review)
    motion = Motion.objects.select_for_update().get(pk=motion.pk)
    voter = voting.voter_of(review, by)
    if told := voting.why_not_read(review, by):
        raise PermissionDenied(told)
    if motion.closed_at or review.closed_at:
        raise ValidationError(_("The vote on this motion is over."))
    if side not in Side.values:
        raise ValidationError({"side": _("Vote for, against, or abstain.")})
    if turns(motion, Ballot.objects.filter(voter=voter).first(), side) and not reason.strip():
        raise ValidationError({"reason": _("You voted otherwise in your ballot: say what has changed.")})
    with acting(by):
        found = MotionVote.objects.filter(motion=motion, voter=voter).first() or MotionVote(motion=motion, voter=voter)
        found.side, found.reason = side, reason.strip()
        found.save()
        if present(motion, now) == review.panel().people:
            _close(motion, review, now)
    return found


def turns(motion: Motion, ballot: Ballot | None, side: str) -> bool:
    if ballot is None or side == Side.ABSTAIN:
        return False
    wanted = {motion.outcome, Choice.APPROVE} if motion.outcome == Choice.CONDITIONAL else {motion.outcome}
    return (ballot.choice in wanted) != (side == Side.FOR)


@transaction.atomic
def close(motion: Motion, *, by, now: dt.datetime) -> Motion:
    """Ends the vote: at once in a meeting, for those who are in the room at this second; in writing, once time is up.

    Whoever did not vote is absent. Raises ValidationError in writing while there is time left.
    """
    review = voting.locked(motion.review)
    motion = Motion.objects.select_for_update().get(pk=motion.pk)
    if Role.CHAIR not in review.proposal.roles_of(by):
        raise PermissionDenied(_("The chair closes the vote."))
    if motion.closed_at:
        raise ValidationError(_("The vote on this motion is over."))
    if not motion.meeting_id and timezone.localdate(now) <= motion.closes_on:
        raise ValidationError(_("In writing, everybody has until the closing day."))
    with acting(by):
        return _close(motion, review, now)


def present(motion: Motion, at: dt.datetime) -> set[int]:
    """The voters who voted on it and whose vote counts; in a meeting, those who are in the room at that moment."""
    here = motion.review.panel().people & set(motion.votes.values_list("voter__person", flat=True))
    return set(here & motion.meeting.people_at(at) if motion.meeting else here)


def _close(motion: Motion, review: Review, now: dt.datetime) -> Motion:
    motion.closed_at = now
    return _count(motion, review)


def _count(motion: Motion, review: Review) -> Motion:
    here = present(motion, motion.closed_at)
    sides = list(motion.votes.filter(voter__person__in=here).values_list("side", flat=True))
    motion.votes_for, motion.votes_against = sides.count(Side.FOR), sides.count(Side.AGAINST)
    motion.abstentions, motion.lacking = sides.count(Side.ABSTAIN), review.panel().missing(here)
    carried = review.majority.is_reached(motion.votes_for, len(sides))
    motion.result = Result.NO_QUORUM if motion.lacking else Result.CARRIED if carried else Result.FAILED
    motion.save()
    return motion


def count_anew(review: Review) -> None:
    """After a vote was voided: what carried may no longer."""
    for motion in review.motions.filter(closed_at__isnull=False):
        _count(motion, review)
