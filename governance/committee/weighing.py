"""What stands in the way of an outcome: every reason at once, for motions and decisions alike."""

import datetime as dt
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from governance.core import policy, snapshots
from governance.core.roles import Role

from . import voting
from .duties import Wording
from .functions import OUTSIDE
from .models import PostKind, Result, Review
from .presets import MOST_MOTIONS, Outside
from .quorum import Panel
from .tally import WITH_DUTIES, Choice, carries, is_split, outcomes
from .triage import Route

GOING_BACK = {Choice.CHANGES, Choice.NOT_URGENT}
"""Outcomes that authorise nothing."""
STAYS = {Choice.UPHOLD, Choice.CONFIRM}


def why_not(review: Review, wording: Wording, now: dt.datetime) -> list[str]:
    """Everything that stands in the way of deciding this by the ballots alone."""
    today = timezone.localdate(now)
    told = [*_not_on_offer(review, wording.outcome), *_against(review, wording.outcome, today)]
    told += _text(review, wording, today)
    if wording.duties and not review.is_small and not told:
        told.append(_("Put the conditions to the vote: each member agrees to the exact words."))
    if review.may_be_called_in and voting.call_in_ends(review) >= today:
        told.append(_("Any member may still call this in, until %s.") % date_format(voting.call_in_ends(review)))
    return [str(one) for one in [*told, *_advice(review, wording.outcome)]]


def why_no_motion(review: Review, wording: Wording, meeting: Any, now: dt.datetime) -> list[str]:
    """Everything that stands in the way of putting this to the vote."""
    told = [*_not_on_offer(review, wording.outcome), *_not_yet(review)]
    told += _text(review, wording, timezone.localdate(now))
    if review.closed_at:
        told.append(_("This is decided."))
    if review.motions.filter(closed_at=None).exists():
        told.append(_("A motion is being voted on."))
    if review.motions.count() >= MOST_MOTIONS:
        told.append(_("%d motions have been voted on. Ask for changes, and submit it anew.") % MOST_MOTIONS)
    if review.proposal.committee.meets and not review.is_small and meeting is None:
        told.append(_("This committee votes on motions in a meeting. Choose the meeting."))
    return [str(one) for one in [*told, *_advice(review, wording.outcome)]]


def why_not_carried(motion, now: dt.datetime) -> list[str]:
    """What stands in the way of recording a motion as the decision."""
    if motion.closed_at is None:
        return [str(_("The motion is still being voted on."))]
    if motion.result != Result.CARRIED:
        return [str(_("The motion did not carry: %s.") % motion.get_result_display().lower()), *motion.lacking]
    if motion.outcome not in GOING_BACK and snapshots.differs(motion.review.proposal, motion.review.snapshot):
        return [str(CHANGED)]
    return []


CHANGED = _("The content has changed since it was submitted. Ask for changes, so that it is voted on anew.")


def has_no_way_but_back(review: Review, today: dt.date) -> bool:
    """Whether no quorum can come about: too many stepped aside, or time is up and too few have voted."""
    is_late = today > review.closes_on or not review.is_sealed
    return no_quorum_can_come(review.panel(), voting.voted(review), is_late=is_late)


def ends_without_decision(review: Review, today: dt.date) -> bool:
    """Whether nothing can come of it: no quorum can, and it offers nothing like sending the proposal back."""
    offers_a_way_back = bool(GOING_BACK & set(outcomes(review.kind, is_small=review.is_small)))
    return not review.closed_at and not offers_a_way_back and has_no_way_but_back(review, today)


def no_quorum_can_come(panel: Panel, voted: AbstractSet[int], *, is_late: bool) -> bool:
    return not panel.can_reach_quorum or (is_late and not panel.has_quorum(voted))


def _not_on_offer(review: Review, outcome: str) -> Iterable[Any]:
    if outcome not in outcomes(review.kind, is_small=review.is_small):
        yield _("“%s” cannot come out of this review.") % Choice(outcome).label


def _not_yet(review: Review) -> Iterable[Any]:
    if review.is_sealed:
        yield _("The ballots are still sealed.")
    elif not (panel := review.panel()).can_reach_quorum:
        yield from [_("There is no quorum any more."), *panel.missing(panel.people)]
    advocate = review.voters.filter(makes_counter_case=True, void_reason="").first()
    aside = review.proposal.people_aside()
    if advocate and advocate.person_id not in aside and not review.posts.filter(kind=PostKind.COUNTER_CASE).exists():
        yield _("%s has yet to write the strongest case against it.") % advocate.person


def _against(review: Review, outcome: str, today: dt.date) -> Iterable[Any]:
    panel, back = review.panel(), outcome in GOING_BACK
    if has_no_way_but_back(review, today):
        told = _("There is no quorum, and none can come about: it can only go back. Choose “%s”.")
        ways = [one for one in outcomes(review.kind, is_small=review.is_small) if one in GOING_BACK]
        return [] if back else [told % one.label for one in ways]
    lacking = panel.missing(voting.voted(review))
    if review.is_sealed or lacking:
        return [_("The quorum is not reached: more members must vote."), *(lacking if not review.is_sealed else [])]
    cast = list(voting.counted(review).values_list("choice", flat=True))
    if carries(cast, outcome, review.majority) or (back and (is_split(cast, review.majority) or _is_exhausted(review))):
        return []
    told = _("“%s” has not more than half of the votes. Put a motion to the vote; where nothing has, ask for changes.")
    other = _("“%s” has not the votes that this needs. Put a motion to the vote; where nothing has, ask for changes.")
    return [(told if review.majority == "half" else other) % Choice(outcome).label]


def _is_exhausted(review: Review) -> bool:
    return review.motions.count() >= MOST_MOTIONS and not review.motions.filter(result=Result.CARRIED).exists()


def _text(review: Review, wording: Wording, today: dt.date) -> Iterable[Any]:
    if wording.outcome not in GOING_BACK | STAYS and snapshots.differs(review.proposal, review.snapshot):
        yield CHANGED
    if not wording.reasons.strip():
        yield _("Give the reasons: they go into the record.")
    if (wording.outcome in WITH_DUTIES) != bool(wording.duties):
        yield _("Conditions belong to “approve with conditions”, which needs at least one.")
    if any(duty.due_on < today for duty in wording.duties):
        yield _("A condition cannot be due in the past.")
    for duty in wording.duties:
        if not policy.sees(duty.owner, review.proposal):
            yield _("%s may not see this proposal, so cannot own a condition on it.") % duty.owner


def _advice(review: Review, outcome: str) -> Iterable[Any]:
    """Critical risk wants the privacy lead's opinion, and an independent voice (specification 2.2, R4)."""
    if review.route != Route.ENHANCED or outcome in GOING_BACK:
        return
    opinions = review.posts.filter(kind=PostKind.OPINION)
    if not opinions.filter(author__roles__has=Role.PRIVACY_LEAD.value).exists():
        yield _("The risk is critical: the privacy lead's opinion must be on file.")
    if review.proposal.committee.outside == Outside.OPINION and not _outside_was_heard(review, opinions):
        yield _("The risk is critical: an outside member votes, or an outside opinion is on file.")


def _outside_was_heard(review: Review, opinions) -> bool:
    votes = {voice.person for voice in review.panel().voices if voice.function in OUTSIDE}
    outside = review.proposal.committee.seats.filter(function__in=OUTSIDE).values("person")
    return bool(votes & voting.voted(review)) or opinions.filter(author__in=outside).exists()
