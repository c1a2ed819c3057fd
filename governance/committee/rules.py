"""What must be true before a proposal or a condition moves, and what follows."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from governance.core import snapshots

from . import opening, submitting

MORE_DAYS = dt.timedelta(days=14)


def nothing_is_in_review(committee, move) -> None:
    if committee.proposals.in_review().exists():
        raise ValidationError(_("Decide the proposals in review first."))


def is_not_for_practice(proposal, move) -> None:
    if proposal.practice:
        raise ValidationError(_("This is for practice: copy it, and submit the copy."))


def committee_is_the_same(proposal, move) -> None:
    """Who approved the old version decides on the new one, and takes the old one back."""
    if proposal.link in {"amends", "renews"} and proposal.committee_id != proposal.follows.committee_id:
        told = _("%(it)s was approved by %(committee)s: it decides on the new version too.")
        raise ValidationError(told, params={"it": proposal.follows, "committee": proposal.follows.committee})


def committee_is_active(proposal, move) -> None:
    if not proposal.committee.workflow().steps_from(proposal.committee.state):
        raise ValidationError(_("This committee no longer sits. Choose another."))


def subject_is_complete(proposal, move) -> None:
    about = proposal.about
    if about is None:
        return
    if about.is_editable:
        told = _("Complete %(it)s first: the committee decides on a finished text.")
        raise ValidationError(told, params={"it": about})
    if not about.workflow().steps_from(about.state):
        told = _("%(it)s is “%(state)s”: propose anew.")
        raise ValidationError(told, params={"it": about, "state": about.get_state_display()})


def secrets_stay_secret(proposal, move) -> None:
    if getattr(proposal.about, "confidential", False) and not proposal.confidential:
        raise ValidationError(_("It is about a confidential record. Mark the proposal as confidential too."))


def nothing_forbids_it(proposal, move) -> None:
    if told := submitting.why_not(proposal, move.today):
        raise ValidationError(told)


def quorum_is_possible(proposal, move) -> None:
    lacking = opening.plan(proposal, move).lacking
    if lacking:
        told = _("Too few members could vote on this for a quorum. Ask the privacy lead to fill a seat.")
        raise ValidationError([told, *lacking])


def votes_are_sealed(proposal, move) -> None:
    if proposal.reviews.open().filter(unsealed_at__isnull=False).exists():
        raise ValidationError(_("The votes are open: wait for the decision."))


def nobody_has_voted(proposal, move) -> None:
    votes_are_sealed(proposal, move)
    if proposal.reviews.open().filter(voters__ballot__isnull=False).exists():
        raise ValidationError(_("Somebody has voted on it: decide it, or ask its owner."))


def round_ended_without_quorum(proposal, move) -> None:
    newest = proposal.reviews.order_by("-pk").first()
    if newest is None or newest.ended != "no_quorum":
        raise ValidationError(_("The committee can still decide on it."))


def nothing_is_before_the_committee(proposal, move) -> None:
    if proposal.reviews.open().exists():
        raise ValidationError(_("Something about it is before the committee. Wait for the decision."))


def freeze_content(proposal, move) -> None:
    proposal.snapshot = snapshots.take(proposal)


def open_the_review(proposal, move) -> None:
    opening.open_review(proposal, move)


def withdraw_the_review(proposal, move) -> None:
    _end(proposal, move, "withdrawn")


def return_the_review(proposal, move) -> None:
    _end(proposal, move, "returned")


def close_the_appeal(proposal, move) -> None:
    _end(proposal, move, "decided")


def _end(proposal, move, how: str) -> None:
    review = proposal.open_review
    if review:
        review.closed_at, review.ended = move.now, how
        review.save()


def decision_is_recorded(proposal, move) -> None:
    review = proposal.reviews.order_by("-pk").first()
    if review is None or not proposal.decisions.filter(review=review).exists():
        raise ValidationError(_("Record the decision in the review room."))


def follower_is_approved(proposal, move) -> None:
    if not proposal.followers.filter(link__in=["amends", "renews"], state__in=["approved", "conditional"]).exists():
        raise ValidationError(_("No new version of it is approved."))


def evidence_is_given(condition, move) -> None:
    if not condition.evidence.strip() and not condition.file:
        raise ValidationError(_("Say how the condition was met, in “Evidence”."))


def verifier_is_independent(condition, move) -> None:
    owner = condition.owner
    if move.by.pk == owner.manager_id or move.by.manager_id == owner.pk:
        told = _("%(owner)s and you answer to one another, so somebody else verifies this.")
        raise ValidationError(told, params={"owner": owner})


def count_the_return(condition, move) -> None:
    condition.returned += 1


def ask_again_later(condition, move) -> None:
    """A condition that goes on comes again as a row of its own, so that each round keeps its evidence."""
    later = condition.decision.conditions.filter(name=condition.name, due_on__gt=condition.due_on)
    if condition.every_months and not later.exists():
        told = {name: getattr(condition, name) for name in ("proposal", "decision", "sort", "how", "name", "owner")}
        due = opening.months_after(condition.due_on, condition.every_months)
        again = {"every_months": condition.every_months, "confidential": condition.confidential}
        type(condition)(due_on=due, **again, **told).save()


def is_overdue(condition, move) -> None:
    if condition.due_on >= move.today:
        raise ValidationError(_("It is not overdue."))


def date_was_not_moved_before(condition, move) -> None:
    if condition.moved:
        raise ValidationError(_("Its date was moved once. A second time is for the committee."))


def move_the_date(condition, move) -> None:
    condition.due_on, condition.moved = condition.due_on + MORE_DAYS, True


def committee_voted_for_it(condition, move) -> None:
    later = condition.proposal.decisions.filter(pk__gt=condition.decision_id, outcome__in=["vary", "approve"])
    if not later.exists():
        raise ValidationError(_("Only the committee waives what it asked for: put it to the vote."))


def somebody_came(meeting, move) -> None:
    if not meeting.attendances.exists():
        raise ValidationError(_("Record who came, or cancel the meeting."))


def motions_are_closed(meeting, move) -> None:
    if meeting.motions.filter(closed_at=None).exists():
        raise ValidationError(_("A motion is being voted on: close the vote first."))


def minutes_are_written(meeting, move) -> None:
    if not meeting.minutes.strip():
        raise ValidationError(_("Draft the minutes first."))


def empty_the_room(meeting, move) -> None:
    meeting.ended_at = move.now
    for stay in meeting.attendances.filter(left_at=None):
        stay.left_at = move.now
        stay.save()
