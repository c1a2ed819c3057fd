"""Every round has a way out, also where no quorum can come about, and every suspension ends."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from governance.committee import appealing, declaring, ending, going_live, offers, suspending, voting
from governance.committee.models import Proposal, Seat, Suspension
from governance.core import workdays
from governance.core.roles import Role
from governance.core.workflow import advance
from governance.deia.models import Assessment
from tests.factories import NOW, TODAY, make, person

from .acts import all_cast, cast, decide, later, voters
from .test_scenarios import approved, submitted
from .visits import reads, sends


def without_quorum(review, *, but: int = 1, now=NOW) -> None:
    """All step aside but so many."""
    for voter in voters(review)[but:]:
        declaring.step_aside(review, by=voter.person, why="I sell it.", now=now)


def again(proposal) -> Proposal:
    return Proposal.objects.get(pk=proposal.pk)


def test_what_few_were_to_decide_urgently_and_cannot_is_reviewed_as_usual(world):
    proposal = submitted(world, urgency="Customers are being overcharged today.")
    review = proposal.open_review
    for name in ("lisa", "mark", "ivan"):
        if getattr(world, name).pk in review.panel().people:
            declaring.step_aside(review, by=getattr(world, name), why="I sell it.", now=NOW)
    with pytest.raises(ValidationError, match="Choose “Not urgent: review as usual”"):
        decide(review, "approve", by=world.cleo)
    with pytest.raises(ValidationError, match="can still come about"):
        ending.end_without_decision(review, by=world.cleo, why="Too few.", now=NOW)
    decide(review, "not_urgent", by=world.cleo)
    assert (again(proposal).state, again(proposal).open_review.kind) == ("in_review", "initial")


def test_advice_that_cannot_come_about_gives_the_proposal_back_and_it_is_submitted_anew(world):
    proposal = submitted(world, starts_on=TODAY - dt.timedelta(days=1))
    without_quorum(proposal.open_review)
    ending.end_without_decision(proposal.open_review, by=world.cleo, why="Too few are left.", now=NOW)
    proposal = again(proposal)
    assert (proposal.state, proposal.open_review) == ("changes_asked", None)
    assert proposal.history.first().history_change_reason == "Too few are left."
    make_seats(world, "finance", "product", "hr")
    proposal = advance(proposal, "submit", by=world.owner, now=NOW)
    assert proposal.open_review.kind == "posthoc"


def make_seats(world, *functions: str) -> None:
    for function in functions:
        told = {"person": person(name=function), "function": function, "starts_on": TODAY.replace(year=2025)}
        make(Seat, committee=world.proposal.committee, **told)


def test_the_room_offers_the_chair_the_way_out_and_says_where_it_leads(today_world):
    world = today_world
    about = make(Assessment, owner=world.owner, state="complete", route="full", tier=3)
    told = {"about": about, "committee": world.proposal.committee, "starts_on": timezone.localdate() - dt.timedelta(1)}
    proposal = advance(make(Proposal, owner=world.owner, **told), "submit", by=world.owner)
    review = proposal.open_review
    declaring.declare(review, "none", by=world.cleo, now=timezone.now())
    without_quorum(review, now=timezone.now())
    assert "It goes back to its owner, undecided." in reads(world.cleo, proposal)
    assert "ended without a decision" in sends(world.cleo, review, "end", why="Too few.")
    assert again(proposal).state == "changes_asked"


def test_a_proposal_is_not_given_back_while_the_committee_can_decide(world):
    with pytest.raises(ValidationError, match="still decide on it"):
        advance(world.proposal, "give_back", by=world.cleo, note="So.")


def test_an_urgent_approval_that_nobody_can_confirm_ends_by_itself(world):
    proposal = submitted(world, urgency="Customers are being overcharged today.")
    all_cast(proposal.open_review)
    decide(proposal.open_review, "approve", by=world.cleo)
    without_quorum(again(proposal).open_review)
    ending.end_without_decision(again(proposal).open_review, by=world.cleo, why="Too few.", now=later(days=2))
    assert again(proposal).state == "approved"
    assert not going_live.may_go_live(again(proposal), TODAY + dt.timedelta(days=31))[0]


def test_an_appeal_whose_panel_loses_its_quorum_was_not_heard_and_may_be_made_again(world):
    all_cast(world.review, "reject")
    decision, others = decide(world.review, "reject", by=world.cleo), [person(name=f"Other {n}") for n in range(4)]
    told = {"by": world.owner, "why": "Nobody asked us."}
    review = appealing.appeal(decision, "procedure", panel=others[:3], now=later(days=29), **told)
    declaring.step_aside(review, by=others[2], why="She is my cousin.", now=later(days=30))
    ending.end_without_decision(review, by=others[0], why="One stepped aside.", now=later(days=31))
    assert again(world.proposal).state == "rejected"
    assert appealing.last_day(decision) == TODAY + dt.timedelta(days=30)
    with pytest.raises(ValidationError, match="ended on 24 Jan 2027"):
        appealing.appeal(decision, "procedure", panel=[*others[:2], others[3]], now=later(days=62), **told)
    anew = appealing.appeal(decision, "procedure", panel=[*others[:2], others[3]], now=later(days=40), **told)
    cast(anew, *[(one, "uphold") for one in (*others[:2], others[3])], now=later(days=41))
    decide(anew, "uphold", by=others[0], now=later(days=41))
    with pytest.raises(ValidationError, match="Once is all"):
        appealing.appeal(decision, "procedure", panel=others[:3], now=later(days=42), **told)


def test_a_suspension_that_ran_out_without_a_vote_may_be_asked_about_and_made_anew(world):
    proposal = approved(world)
    first = suspending.suspend(proposal, by=world.cleo, reason="Complaints.", now=NOW)
    review = again(proposal).open_review
    without_quorum(review)
    ending.end_without_decision(review, by=world.cleo, why="Too few.", now=later(days=1))
    day = workdays.after(first.interim_until, 1)
    after = NOW.replace(month=day.month, day=day.day)
    assert {one.name for one in offers.of(again(proposal), world.cleo, after)} >= {"suspend", "look_again"}
    again_ = suspending.suspend(again(proposal), by=world.cleo, reason="More complaints.", now=after)
    assert not going_live.may_go_live(again(proposal), day)[0]
    first.refresh_from_db()
    assert (first.lifted_at, Suspension.objects.get(lifted_at=None)) == (after, again_)
    assert again(proposal).open_review.kind == "event"


def test_a_suspension_that_holds_is_not_made_twice(world):
    proposal = approved(world)
    suspending.suspend(proposal, by=world.cleo, reason="Complaints.", now=NOW)
    all_cast(again(proposal).open_review, "confirm")
    decide(again(proposal).open_review, "confirm", by=world.cleo)
    assert "suspend" not in {one.name for one in offers.of(again(proposal), world.cleo, later(days=90))}
    with pytest.raises(ValidationError, match="suspended already"):
        suspending.suspend(again(proposal), by=world.cleo, reason="Again.", now=later(days=90))


def test_what_a_reviewer_who_stepped_aside_was_to_decide_alone_goes_back(world):
    review = submitted(world, tier=1).open_review
    without_quorum(review, but=0)
    chair = next(
        one for one in (world.cleo, world.mark, world.lisa) if Role.CHAIR in again(review.proposal).roles_of(one)
    )
    assert decide(review, "changes", by=chair).outcome == "changes"


def test_what_few_who_stepped_aside_were_to_decide_is_called_in_by_another(world):
    review = submitted(world, tier=2).open_review
    without_quorum(review, but=0)
    others = (world.cleo, world.mark, world.lisa, world.ivan)
    caller = next(one for one in others if not again(review.proposal).has_stepped_aside(one))
    assert voting.call_in(review, by=caller, why="Nobody is left.", now=NOW).route == "full"


def test_nobody_but_who_presides_ends_a_round(world):
    review = submitted(world, starts_on=TODAY - dt.timedelta(days=1)).open_review
    without_quorum(review, but=2)
    with pytest.raises(PermissionDenied):
        ending.end_without_decision(review, by=world.owner, why="Too few.", now=NOW)


def test_the_risk_that_remained_at_submission_is_taken_over_when_few_pass_it_on(world):
    """An acceptance may have expired between the two rounds."""
    about = make(Assessment, owner=world.owner, state="complete", route="full", tier=2, residual_tier=1, target_tier=1)
    proposal = make(Proposal, owner=world.owner, committee=world.proposal.committee, about=about)
    proposal = advance(proposal, "submit", by=world.owner, now=NOW)
    about.refresh_from_db()
    about.residual_tier = 2
    about.save()
    first, second = (voter.person for voter in proposal.open_review.voters.all())
    cast(proposal.open_review, (first, "approve"), (second, "changes"))
    all_cast(again(proposal).open_review)
    assert decide(again(proposal).open_review, "approve", by=world.cleo).expires_on == dt.date(2029, 11, 24)
