"""Recording a decision: for the text that was voted on, with its conditions, by the chair; and what follows."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core import policy
from governance.core.acting import acting
from governance.core.roles import Role
from governance.core.workflow import Move, advance

from . import duties, facets, motions, opening, precedents, voting, weighing
from .duties import Duty, Wording
from .models import Condition, Decision, End, Motion, Proposal, Review
from .models.proposals import IN_FORCE
from .presets import EXPIRY_MONTHS, URGENT_DAYS
from .tally import Choice, Kind, in_favour
from .triage import Route

C = Choice
STEP_OF = {
    C.APPROVE: "approve",
    C.CONDITIONAL: "approve_conditionally",
    C.CHANGES: "ask_for_changes",
    C.REJECT: "reject",
    C.ADVISE_FOR: "advise",
    C.ADVISE_AGAINST: "advise",
    C.ADVISE_STOP: "advise",
    C.REMIT: "remit",
    C.TERMINATE: "terminate",
}
"""What is not here moves nothing: the approval stays as it was."""
CONFIRMING = {C.APPROVE: "confirm", C.CONDITIONAL: "confirm_conditionally"}


@transaction.atomic
def decide(review: Review, wording: Wording, *, by, now: dt.datetime) -> Decision:
    """Records what the ballots carry, with its conditions, and moves the proposal; all or nothing.

    Raises PermissionDenied unless `by` presides, ValidationError with every reason why not yet.
    """
    review = voting.locked(review)
    check_chair(review, by)
    if told := weighing.why_not(review, wording, now):
        raise ValidationError(told)
    return _record(review, wording, by, now, **_ballots(review, wording.outcome))


@transaction.atomic
def decide_motion(motion: Motion, *, by, now: dt.datetime) -> Decision:
    """Records a motion that carried as the decision, word for word."""
    review = voting.locked(motion.review)
    motion = Motion.objects.select_for_update().get(pk=motion.pk)
    check_chair(review, by)
    if told := weighing.why_not_carried(motion, now):
        raise ValidationError(told)
    counts = {name: getattr(motion, name) for name in ("votes_for", "votes_against", "abstentions")}
    wording = Wording(motion.outcome, motion.reasons, duties.read(motion.conditions))
    return _record(review, wording, by, now, motion=motion, **counts)


def check_chair(review: Review, by) -> None:
    """Raises PermissionDenied unless `by` presides over a review that is still open and has no interest in it."""
    if review.closed_at:
        raise ValidationError(_("This is decided."))
    voting.check_interest(review, by)
    roles = review.proposal.roles_of(by)
    if Role.CHAIR not in roles or Role.OWNER in roles or not policy.sees(by, review.proposal):
        raise PermissionDenied(_("Only the chair of this committee records its decision."))


def _ballots(review: Review, outcome: str) -> dict[str, int]:
    """Counts are told of votes that were opened: where a proposal goes back before that, they stay sealed."""
    cast = [] if review.is_sealed else list(voting.counted(review).values_list("choice", flat=True))
    wanted, abstained = in_favour(cast, outcome), cast.count(Choice.ABSTAIN)
    return {"votes_for": wanted, "votes_against": len(cast) - wanted - abstained, "abstentions": abstained}


def _record(review: Review, wording: Wording, by, now: dt.datetime, **told: Any) -> Decision:
    """An appeal that sends a proposal back is closed by that step: until then its panel presides."""
    outcome = Choice(wording.outcome)
    told |= {"kind": review.kind, "route": review.route, "outcome": outcome, "reasons": wording.reasons}
    told |= {"expires_on": expires_on(review, outcome, now), "gap_days": gap(review, outcome, now)}
    told |= {"terms": wording.said()["conditions"], "facets": [one.code for one in facets.of(review.proposal)]}
    told |= _by_whom(review, told.get("motion"), now)
    with acting(by, reason=wording.reasons):
        decision = Decision(proposal=review.proposal, review=review, decided_by=by, decided_at=now, **told)
        decision.save()
        precedents.index(decision)
        for duty in wording.duties:
            _condition(decision, duty).save()
        if outcome != C.REMIT:
            review.closed_at, review.ended = now, End.DECIDED
            review.save()
        _carry_out(decision, by, now)
    return decision


def _by_whom(review: Review, motion: Motion | None, now: dt.datetime) -> dict[str, list[str]]:
    """The functions of those who voted, and of those who had to step aside."""
    here = motions.present(motion, motion.closed_at) if motion else voting.voted(review)
    today, apart = timezone.localdate(now), review.proposal.people_aside()
    seated = [one for one in review.proposal.committee.seats.all() if one.votes and one.is_held_on(today)]
    return {
        "voted": [one.function for one in review.voters.all() if one.person_id in here],
        "aside": [one.function for one in seated if one.person_id in apart],
    }


def _condition(decision: Decision, duty: Duty) -> Condition:
    told = {"sort": duty.sort, "how": duty.how, "every_months": duty.every_months, "due_on": duty.due_on}
    proposal = decision.proposal
    told |= {"confidential": proposal.confidential, "owner": duty.owner, "name": duty.text}
    return Condition(proposal=proposal, decision=decision, **told)


def expires_on(review: Review, outcome: Choice, now: dt.datetime) -> dt.date | None:
    """Until when it holds: by the risk that remains, an urgent one 30 days, an amendment no longer than before."""
    if outcome not in {C.APPROVE, C.CONDITIONAL}:
        return None
    today, proposal = timezone.localdate(now), review.proposal
    if review.kind == Kind.URGENT:
        return today + dt.timedelta(days=URGENT_DAYS)
    if review.kind == Kind.AMENDMENT and proposal.follows.expires_on:
        return proposal.follows.expires_on
    start = proposal.follows.expires_on if review.kind == Kind.RENEWAL and proposal.follows.expires_on else today
    remains = review.residual_tier or review.tier or opening.TIER_OF_ROUTE[review.route]
    months = EXPIRY_MONTHS[4] if review.route == Route.ENHANCED else EXPIRY_MONTHS[remains]
    return opening.months_after(max(start, today - dt.timedelta(days=31)), months)


def gap(review: Review, outcome: Choice, now: dt.datetime) -> int:
    """For how many days it ran, or could have, without an approval before a late renewal."""
    ended = review.proposal.follows.expires_on if review.kind == Kind.RENEWAL else None
    is_late = ended and outcome in {C.APPROVE, C.CONDITIONAL}
    return max((timezone.localdate(now) - ended).days, 0) if is_late else 0


def _carry_out(decision: Decision, by, now: dt.datetime) -> None:
    """Moves the proposal, and what else follows from the decision."""
    proposal, review, outcome = decision.proposal, decision.review, Choice(decision.outcome)
    proposal = Proposal._base_manager.select_for_update().get(pk=proposal.pk)
    if decision.expires_on:
        proposal.expires_on = decision.expires_on
        proposal.save()
    steps = CONFIRMING if review.kind == Kind.RATIFICATION and outcome in CONFIRMING else STEP_OF
    if outcome in steps:
        advance(proposal, steps[outcome], by=by, note=decision.reasons, now=now)
    _close_the_old_version(proposal, decision, by, now)
    _settle_suspension(decision, now)
    _look_again(decision, proposal, by, now)


def _close_the_old_version(proposal: Proposal, decision: Decision, by, now: dt.datetime) -> None:
    replaces = decision.kind in {Kind.AMENDMENT, Kind.RENEWAL} and decision.outcome in {C.APPROVE, C.CONDITIONAL}
    if replaces and proposal.follows.state in IN_FORCE:
        note = str(_("Replaced by %s.") % proposal.reference)
        advance(proposal.follows, "supersede", by=by, note=note, now=now)


def _settle_suspension(decision: Decision, now: dt.datetime) -> None:
    suspension = decision.proposal.suspensions.filter(lifted_at=None).first()
    if suspension is None or decision.kind != Kind.EVENT:
        return
    if decision.outcome == C.CONFIRM:
        suspension.confirmed = decision
    else:
        suspension.lifted_at = now
    suspension.save()


def _look_again(decision: Decision, proposal: Proposal, by, now: dt.datetime) -> None:
    """An urgent approval goes before the whole committee at once; what was not urgent is reviewed as usual."""
    if decision.kind != Kind.URGENT:
        return
    kind = Kind.INITIAL if decision.outcome == C.NOT_URGENT else Kind.RATIFICATION
    move = Move(by, now)
    planned = opening.plan(proposal, move, kind=kind, at_least=Route.FULL)
    opening.open_review(proposal, move, planned=planned, residual_tier=decision.review.residual_tier)
