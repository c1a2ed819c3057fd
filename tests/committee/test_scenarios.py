"""The committee's rules as stories, from the domain's acceptance scenarios."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from governance.committee import (
    answering,
    appealing,
    asking,
    breaking,
    deciding,
    declaring,
    discussing,
    ending,
    going_live,
    meeting,
    motions,
    succession,
    suspending,
    todos,
    voting,
)
from governance.committee.asking import Ask
from governance.committee.duties import Duty
from governance.committee.models import (
    Ballot,
    BreakGlass,
    Committee,
    Condition,
    Decision,
    Declaration,
    Meeting,
    MotionVote,
    Post,
    Proposal,
    Result,
    Review,
    Seat,
)
from governance.core import story, workdays
from governance.core.findings import declared
from governance.core.roles import Role
from governance.core.workflow import advance
from governance.deia.models import AssessedActivity, Assessment
from governance.inventory.models import Recipient
from governance.vendors.models import Vendor
from tests.factories import NOW, TODAY, make, person

from .acts import all_cast, all_for, cast, decide, later, opened, put, side
from .conftest import OWN, in_review


def submitted(world, *, tier: int = 3, by=None, **told) -> Proposal:
    """Another proposal of the same owner, before the same committee."""
    by = by or world.owner
    about = make(Assessment, owner=by, state="complete", route="full", tier=tier)
    proposal = make(Proposal, owner=by, committee=world.proposal.committee, about=about, **told)
    return advance(proposal, "submit", by=by, now=NOW)


def approved(world, *, now=NOW, **told) -> Proposal:
    proposal = submitted(world, **told)
    all_cast(proposal.open_review, now=now)
    decide(proposal.open_review, "approve", by=world.cleo, now=now)
    return Proposal.objects.get(pk=proposal.pk)


def test_an_owner_who_sits_on_the_committee_takes_no_part_not_even_as_superuser(world):
    """Scenario 1."""
    for is_superuser in (False, True):
        world.lisa.is_superuser = is_superuser
        world.lisa.save()
        proposal = submitted(world, by=world.lisa)
        review = proposal.open_review
        assert Proposal.objects.visible_to(world.lisa).filter(pk=proposal.pk).exists()
        assert world.lisa.pk not in review.panel().people
        with pytest.raises(PermissionDenied, match="You proposed this"):
            voting.cast(review, "approve", by=world.lisa, now=NOW)
        all_cast(review)
        discussing.post(review, "What about the logs?", by=world.mark, now=NOW)
        side(put(review, "approve", by=world.cleo), (world.mark, "for"))
        for rows in (Ballot, Post, MotionVote):
            assert not rows.objects.visible_to(world.lisa).exists()
        assert Role.MEMBER not in proposal.roles_of(world.lisa)


def test_emergency_access_leaves_a_row_and_needs_a_reason(world):
    """Scenario 1, its last part."""
    with pytest.raises(PermissionDenied):
        breaking.break_glass(world.proposal, by=world.mark, why="Curious.", now=NOW)
    with pytest.raises(ValidationError, match="emergency"):
        breaking.break_glass(world.proposal, by=world.lead, why=" ", now=NOW)
    breaking.break_glass(world.proposal, by=world.lead, why="The regulator is at the door.", now=NOW)
    assert BreakGlass.objects.get().history.get().actor == "Lena Lead"


def test_two_of_five_recused_and_two_of_three_from_the_owners_department_leave_no_quorum(db):
    """Scenario 2."""
    world = in_review(voting_seats=4)
    world.owner.department = "Shop"
    world.owner.save()
    for name, department in (("cleo", "Shop"), ("mark", "Shop"), ("lisa", "Law"), ("ivan", "IT")):
        member = getattr(world, name)
        member.department = department
        member.save()
    proposal = submitted(world)
    declaring.step_aside(proposal.open_review, by=world.ivan, why="I sell it.", now=NOW)
    lacking = proposal.open_review.panel().missing({world.cleo.pk, world.mark.pk, world.lisa.pk})
    assert lacking == ["No more than half of them work outside Shop."]


def test_a_sealed_vote_tells_nobody_more_than_that_it_was_cast(world):
    """Scenario 5: each version is kept; what is listed, told or exported of it is that it was cast, and no more."""
    cast(world.review, (world.lisa, "reject"), (world.lisa, "approve"))
    ballot = Ballot.objects.get()
    assert [one.choice for one in ballot.history.order_by("history_id")] == ["reject", "approve"]
    for other in (world.cleo, world.lead, world.owner, person(Role.AUDITOR)):
        assert not Ballot.objects.visible_to(other).exists()
        assert not [row for row in story.rows_of(world.proposal, other) if row.instance_type is Ballot]
        assert not story.of_kind(Ballot, other).exists()
    assert voting.voted(world.review) == {world.lisa.pk}


def test_a_vote_whose_time_is_up_without_a_quorum_stays_sealed_and_the_chair_is_alerted(world):
    """Scenario 6."""
    cast(world.review, (world.lisa, "approve"), (world.mark, "approve"))
    with pytest.raises(ValidationError) as refused:
        voting.close(world.review, by=world.cleo, now=later(days=8))
    assert "2 members are here, 3 are needed." in refused.value.messages
    assert not Ballot.objects.visible_to(world.cleo).exists()
    told = [str(one.what) for one in todos.presiding(world.cleo, later(days=8))]
    assert told == ["No quorum can come about: send it back"]


def test_few_reviewers_who_disagree_pass_it_on_and_their_votes_are_sealed_again(world):
    """Scenario 7."""
    proposal = submitted(world, tier=2)
    few = proposal.open_review
    assert (few.route, few.voters.count()) == ("fast", 2)
    first, second = (voter.person for voter in few.voters.all())
    cast(few, (first, "approve"))
    cast(few, (second, "changes"))
    few.refresh_from_db()
    whole = proposal.open_review
    assert (few.ended, whole.prior, whole.route, whole.voters.count()) == ("escalated", few, "full", 4)
    other = next(one for one in (world.cleo, world.mark, world.lisa, world.ivan) if one not in {first, second})
    assert not Ballot.objects.visible_to(other).exists()
    all_cast(whole)
    assert Ballot.objects.visible_to(other).count() == 6


def test_one_reviewer_who_wants_the_whole_committee_gets_it(world):
    proposal = submitted(world, tier=1)
    few = proposal.open_review
    assert (few.route, few.voters.count()) == ("light", 1)
    cast(few, (few.voters.get().person, "escalate"))
    assert proposal.open_review.route == "full"


def test_any_member_may_call_in_what_few_decide_for_two_working_days(world):
    proposal = submitted(world, tier=2)
    few = proposal.open_review
    all_cast(few)
    with pytest.raises(ValidationError, match="may still call this in, until 26 Nov 2026"):
        decide(few, "approve", by=world.cleo)
    decision = decide(few, "approve", by=world.cleo, now=later(days=3))
    assert decision.route == "fast"
    other = submitted(world, tier=2)
    outsider = next(
        one
        for one in (world.cleo, world.mark, world.lisa, world.ivan)
        if one.pk not in other.open_review.panel().people
    )
    voting.call_in(other.open_review, by=outsider, why="It touches children.", now=NOW)
    assert other.open_review.route == "full"


def test_nobody_but_a_member_calls_in(world):
    proposal = submitted(world, tier=2)
    for other in (world.owner, world.lead, person()):
        with pytest.raises(PermissionDenied):
            voting.call_in(proposal.open_review, by=other, why="No.", now=NOW)


def test_few_reviewers_can_refuse_nothing_not_even_in_the_database(world):
    """Scenario 8."""
    proposal = submitted(world, tier=1)
    few = proposal.open_review
    opened(few, few.voters.get().person)
    with pytest.raises(ValidationError, match="not on the ballot"):
        voting.cast(few, "reject", by=few.voters.get().person, reason="No.", now=NOW)
    told = {"proposal": proposal, "review": few, "kind": few.kind, "decided_by": world.cleo, "outcome": "reject"}
    with pytest.raises(IntegrityError, match="refuse_nothing"), transaction.atomic():
        make(Decision, route="light", **told)


def test_questions_to_the_owner_stop_the_clock_until_all_are_answered(world):
    """Scenario 9."""
    review, monday = world.review, later(days=6)
    request = asking.ask(review, [Ask("How many people?"), Ask("Which vendor?")], by=world.cleo, now=later(days=2))
    first, second = request.questions.all()
    asking.reply(request, {first.pk: "4,180"}, by=world.owner, now=later(days=3))
    assert asking.net_days(review, monday.date()) == 2
    with pytest.raises(ValidationError, match="yet to answer"):
        asking.ask(review, [Ask("Why?")], by=world.cleo, now=later(days=3))
    asking.reply(request, {second.pk: "Mailwell"}, by=world.owner, now=monday)
    assert asking.net_days(review, later(days=8).date()) == 4
    assert asking.due_on(review, later(days=8).date()) == workdays.after(TODAY, 22)


def test_a_second_request_may_repeat_and_not_add_unless_the_committee_votes_for_it(world):
    """Scenario 9, its last part."""
    request = asking.ask(world.review, [Ask("How many people?")], by=world.cleo, now=NOW)
    question = request.questions.get()
    asking.reply(request, {question.pk: "Some."}, by=world.owner, now=NOW)
    with pytest.raises(ValidationError, match="For new ones the committee votes"):
        asking.ask(world.review, [Ask("Which vendor?")], by=world.cleo, now=NOW)
    asking.ask(world.review, [Ask("How many exactly?", repeats=question)], by=world.cleo, now=NOW)
    assert world.review.requests.count() == 2


def test_what_runs_already_is_only_advised_on(world):
    """Scenario 10."""
    proposal = submitted(world, starts_on=TODAY - dt.timedelta(days=1))
    review = proposal.open_review
    assert review.kind == "posthoc"
    opened(review, world.lisa)
    with pytest.raises(ValidationError, match="not on the ballot"):
        voting.cast(review, "approve", by=world.lisa, now=NOW)
    all_cast(review, "advise_against")
    decide(review, "advise_against", by=world.cleo)
    proposal.refresh_from_db()
    assert proposal.state == "advised"
    assert going_live.may_go_live(proposal, TODAY)[0] is False
    told = {"proposal": proposal, "kind": "posthoc", "route": "full", "decided_by": world.cleo, "outcome": "approve"}
    with pytest.raises(IntegrityError, match="not_approved"), transaction.atomic():
        make(Decision, review=make(Review, proposal=world.proposal, closed_at=NOW, ended="decided"), **told)


def conditional(world, **told) -> Condition:
    review = world.review
    cast(review, *[(one, "conditional") for one in (world.cleo, world.mark, world.lisa, world.ivan)])
    motion = put(review, "conditional", Duty("Leave out health", world.ivan, TODAY, **told), by=world.cleo)
    all_for(motion)
    deciding.decide_motion(motion, by=world.cleo, now=NOW)
    return Condition.objects.get()


def test_an_approval_with_an_open_condition_is_no_yes_and_nobody_verifies_their_own(world):
    """Scenario 11."""
    condition = conditional(world)
    proposal = Proposal.objects.get(pk=world.proposal.pk)
    assert going_live.may_go_live(proposal, TODAY) == (False, [f"The condition {condition.reference} is not verified."])
    condition.evidence = "Release 2."
    condition.save()
    advance(condition, "report_done", by=world.ivan)
    with pytest.raises(PermissionDenied):
        advance(condition, "verify", by=world.ivan)
    world.ivan.manager = world.lead
    world.ivan.save()
    with pytest.raises(ValidationError, match="answer to one another"):
        advance(Condition.objects.get(), "verify", by=world.lead)
    advance(Condition.objects.get(), "verify", by=world.cleo)
    assert going_live.may_go_live(proposal, TODAY) == (True, [])


def test_a_condition_that_goes_on_comes_again_with_its_own_evidence(world):
    condition = conditional(world, sort="ongoing", every_months=3)
    condition.evidence = "Sample of March."
    condition.save()
    advance(condition, "report_done", by=world.ivan)
    advance(condition, "verify", by=world.lead)
    again = Condition.objects.exclude(pk=condition.pk).get()
    assert (again.state, again.due_on, again.evidence) == ("open", dt.date(2027, 2, 24), "")
    proposal = Proposal.objects.get(pk=world.proposal.pk)
    assert going_live.may_go_live(proposal, TODAY)[0]
    assert not going_live.may_go_live(proposal, dt.date(2027, 2, 25))[0]


def test_evidence_that_was_given_back_is_counted_and_a_date_moves_once(world):
    condition = conditional(world)
    condition.evidence = "Done."
    condition.save()
    advance(condition, "report_done", by=world.ivan)
    advance(condition, "give_back", by=world.cleo, note="Where can it be seen?")
    advance(condition, "move_date", by=world.cleo, note="The release is late.", now=NOW)
    assert (condition.returned, condition.due_on) == (1, TODAY + dt.timedelta(days=14))
    with pytest.raises(ValidationError, match="once"):
        advance(condition, "move_date", by=world.cleo, note="Again.")
    with pytest.raises(ValidationError, match="not overdue"):
        advance(condition, "call_broken", by=world.cleo, note="Late.", now=NOW)
    advance(condition, "call_broken", by=world.cleo, note="Late.", now=later(days=15))
    assert going_live.may_go_live(Proposal.objects.get(pk=world.proposal.pk), TODAY)[0] is False


def test_an_amendment_leaves_the_old_version_in_force_and_never_lengthens_it(world):
    """Scenario 12."""
    proposal = approved(world)
    end = proposal.expires_on
    about = make(Assessment, owner=world.owner, state="complete", route="full", tier=3, name="With a vendor in the US")
    amended = succession.follow(proposal, "amends", by=world.owner, about=about)
    amended.what = "The same, with a vendor in the US."
    amended.save()
    advance(amended, "submit", by=world.owner, now=later(days=90))
    review = amended.open_review
    assert review.kind == "amendment"
    assert going_live.may_go_live(Proposal.objects.get(pk=proposal.pk), TODAY)[0]
    all_cast(review, now=later(days=91))
    decide(review, "approve", by=world.cleo, now=later(days=91))
    old, new = Proposal.objects.get(pk=proposal.pk), Proposal.objects.get(pk=amended.pk)
    assert (old.state, new.state, new.expires_on) == ("closed", "approved", end)


def test_an_approval_holds_as_long_as_the_risk_that_remains_allows(world):
    assert approved(world).expires_on == dt.date(2027, 11, 24)
    light = submitted(world, tier=1)
    all_cast(light.open_review)
    assert decide(light.open_review, "approve", by=world.cleo).expires_on == dt.date(2029, 11, 24)


def test_an_approval_ends_at_local_midnight_and_a_late_renewal_records_the_gap(world):
    """Scenario 13."""
    proposal = approved(world)
    end = proposal.expires_on
    with timezone.override("Pacific/Auckland"):
        midnight = dt.datetime.combine(end + dt.timedelta(days=1), dt.time(), timezone.get_current_timezone())
        for moment, holds in ((midnight - dt.timedelta(seconds=1), True), (midnight, False)):
            assert going_live.may_go_live(proposal, timezone.localdate(moment))[0] is holds
    assert going_live.why_not(proposal, end + dt.timedelta(days=1)) == [
        "Its approval ended on 24 Nov 2027. Renew it, or stop."
    ]
    moment = later(days=365 + 10)
    renewed = succession.follow(proposal, "renews", by=world.owner)
    advance(renewed, "submit", by=world.owner, now=moment)
    all_cast(renewed.open_review, now=moment)
    decision = decide(renewed.open_review, "approve", by=world.cleo, now=moment)
    assert (decision.kind, decision.gap_days) == ("renewal", 10)
    assert decision.expires_on == dt.date(2028, 11, 24)


def test_an_urgent_approval_lapses_on_day_31_with_a_notice_to_stop_unless_the_committee_confirms_it(world):
    """Scenario 14."""
    proposal = submitted(world, urgency="Customers are being overcharged today.")
    review = proposal.open_review
    assert (review.kind, review.voters.count(), review.target_days) == ("urgent", 3, 2)
    all_cast(review)
    decide(review, "approve", by=world.cleo)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.expires_on) == ("approved", TODAY + dt.timedelta(days=30))
    assert proposal.open_review.kind == "ratification"
    assert going_live.may_go_live(proposal, TODAY + dt.timedelta(days=30))[0]
    assert not going_live.may_go_live(proposal, TODAY + dt.timedelta(days=31))[0]
    (ended,) = (one for one in declared() if one.id == "committee.approval_ended")
    assert str(ended.do).startswith("Stop it")
    assert [list(ended.query(TODAY + dt.timedelta(days=days))) for days in (30, 31)] == [[], [proposal]]
    all_cast(proposal.open_review, now=later(days=5))
    decide(proposal.open_review, "approve", by=world.cleo, now=later(days=5))
    proposal.refresh_from_db()
    assert (proposal.state, proposal.expires_on) == ("approved", dt.date(2027, 11, 29))


def test_nothing_of_critical_risk_is_urgent_and_what_is_not_urgent_is_reviewed_as_usual(world):
    about = make(Assessment, owner=world.owner, state="complete", route="full", tier=4)
    proposal = make(Proposal, owner=world.owner, committee=world.proposal.committee, about=about, urgency="Now!")
    with pytest.raises(ValidationError, match="no urgent way"):
        advance(proposal, "submit", by=world.owner, now=NOW)
    other = submitted(world, urgency="Now!")
    all_cast(other.open_review, "not_urgent")
    decide(other.open_review, "not_urgent", by=world.cleo)
    other.refresh_from_db()
    assert (other.state, other.open_review.kind, other.open_review.route) == ("in_review", "initial", "full")


def refused(world) -> Decision:
    all_cast(world.review, "reject")
    return decide(world.review, "reject", by=world.cleo)


def test_an_appeal_is_not_heard_by_who_took_part_and_only_once_within_30_days(world):
    """Scenario 15."""
    decision, others = refused(world), [person(name=f"Other {number}") for number in range(3)]
    told = {"by": world.owner, "why": "The survey was left out."}
    with pytest.raises(ValidationError, match="Lisa took part"):
        appealing.appeal(decision, "evidence", panel=[*others[:2], world.lisa], now=NOW, **told)
    with pytest.raises(ValidationError, match="3 people who took no part"):
        appealing.appeal(decision, "evidence", panel=[others[0], others[0], others[1]], now=NOW, **told)
    with pytest.raises(ValidationError, match="ended on 24 Dec 2026"):
        appealing.appeal(decision, "evidence", panel=others, now=later(days=31), **told)
    review = appealing.appeal(decision, "evidence", panel=others, now=later(days=30), **told)
    proposal = Proposal.objects.get(pk=world.proposal.pk)
    assert (proposal.state, review.kind) == ("rejected", "appeal")
    for member in (world.cleo, world.lisa):
        with pytest.raises(PermissionDenied):
            voting.cast(review, "remit", by=member, reason="So.", now=NOW)
    all_cast(review, "remit")
    decide(review, "remit", by=others[0])
    proposal.refresh_from_db()
    assert (proposal.state, proposal.open_review.route) == ("in_review", "full")
    with pytest.raises(ValidationError, match="Once is all"):
        appealing.appeal(decision, "evidence", panel=others, now=NOW, **told)


def test_an_appeal_that_fails_changes_nothing(world):
    decision, others = refused(world), [person(name=f"Other {number}") for number in range(3)]
    review = appealing.appeal(decision, "procedure", by=world.owner, why="Nobody asked us.", panel=others, now=NOW)
    all_cast(review, "uphold")
    decide(review, "uphold", by=others[0])
    assert Proposal.objects.get(pk=world.proposal.pk).state == "rejected"


def test_an_interest_found_late_voids_the_vote_and_a_3_to_2_becomes_a_tie(db):
    """Scenario 16."""
    world = in_review(voting_seats=5)
    fifth = person(Role.MEMBER, name="Fay")
    make(Seat, committee=world.proposal.committee, person=fifth, function="hr", starts_on=TODAY.replace(year=2020))
    proposal = submitted(world)
    review = proposal.open_review
    members = [world.cleo, world.mark, world.lisa, world.ivan, fifth]
    cast(review, *zip(members, ["approve", "approve", "approve", "reject", "reject"], strict=True))
    motion = put(review, "approve", by=world.cleo)
    side(motion, *zip(members, ["for", "for", "for", "against", "against"], strict=True))
    motion.refresh_from_db()
    assert (motion.result, motion.votes_for, motion.votes_against) == (Result.CARRIED, 3, 2)
    declaring.discover(review, world.mark, by=world.cleo, why="He owns shares in the vendor.", now=NOW)
    motion.refresh_from_db()
    assert (motion.result, motion.votes_for, motion.votes_against) == (Result.FAILED, 2, 2)
    with pytest.raises(ValidationError, match="did not carry"):
        deciding.decide_motion(motion, by=world.cleo, now=NOW)
    assert Ballot.objects.of(review).count() == 5
    assert Declaration.objects.get(person=world.mark).ruling == "recused"


def test_a_copy_carries_no_decision_date_or_ballot(world):
    """Scenario 33."""
    proposal = approved(world, starts_on=TODAY + dt.timedelta(days=30))
    copied = succession.follow(proposal, "replaces", by=world.owner)
    assert (copied.state, copied.snapshot, copied.expires_on, copied.starts_on) == ("draft", None, None, None)
    assert not copied.reviews.exists()
    assert not copied.decisions.exists()


def test_a_proposal_for_practice_is_never_submitted_met_about_or_counted(world):
    """Scenario 32; that it is no precedent is tested with them."""
    proposal = make(Proposal, owner=world.owner, committee=world.proposal.committee, practice=True)
    with pytest.raises(ValidationError, match="for practice"):
        advance(proposal, "submit", by=world.owner)
    proposal.state = "in_review"
    with pytest.raises(IntegrityError), transaction.atomic():
        proposal.save()
    shown = make(Meeting, committee=world.proposal.committee, owner=world.lead, starts_at=NOW)
    with pytest.raises(ValidationError, match="not before this committee"):
        meeting.add(shown, by=world.cleo, proposal=proposal)
    late = make(Proposal, owner=world.owner, practice=True, starts_on=TODAY - dt.timedelta(days=9))
    assert [one.id for one in declared() if one.model is Proposal and late in one.query(TODAY)] == []


def test_the_dossier_opens_once_an_interest_is_declared_and_the_chair_rules_on_doubt(world):
    review = world.review
    assert "Say first" in voting.why_not_read(review, world.lisa)
    declared = declaring.declare(review, "possible", by=world.lisa, why="I once worked there.", now=NOW)
    assert "yet to rule" in voting.why_not_read(Review.objects.get(pk=review.pk), world.lisa)
    with pytest.raises(PermissionDenied, match="chair rules"):
        declaring.rule(declared, "clear", by=world.mark, why="Long ago.", now=NOW)
    declaring.rule(declared, "disclosed", by=world.cleo, why="Ten years ago.", now=NOW)
    assert voting.why_not_read(Review.objects.get(pk=review.pk), world.lisa) == ""
    own = declaring.declare(review, "possible", by=world.cleo, why="I know the vendor.", now=NOW)
    with pytest.raises(PermissionDenied):
        declaring.rule(own, "clear", by=world.cleo, why="It is nothing.", now=NOW)
    declaring.rule(own, "inform", by=world.mark, why="Too close.", now=NOW)
    assert not Proposal.objects.visible_to(world.cleo).filter(pk=world.proposal.pk).exists()


def test_a_new_round_asks_about_interests_anew(world):
    all_cast(world.review, "changes")
    decide(world.review, "changes", by=world.cleo)
    proposal = Proposal.objects.get(pk=world.proposal.pk)
    advance(proposal, "submit", by=world.owner, now=NOW)
    assert proposal.open_review.kind == "resubmission"
    assert "Say first" in voting.why_not_read(proposal.open_review, world.lisa)


def test_managers_and_whom_they_manage_step_aside_by_themselves(world):
    world.owner.manager = world.lisa
    world.owner.save()
    world.ivan.manager = world.owner
    world.ivan.save()
    proposal = submitted(world, tier=2)
    told = {one.person.name: one.signals for one in proposal.declarations.filter(steps_aside=True)}
    assert told == {"Lisa": ["manager"], "Ivan": ["manager"]}
    assert not Proposal.objects.visible_to(world.lisa).filter(pk=proposal.pk).exists()


def test_the_highest_tier_needs_two_thirds_an_opinion_and_an_outside_voice(world):
    proposal = submitted(world, tier=4)
    review = proposal.open_review
    assert (review.route, review.majority) == ("enhanced", "two_thirds")
    cast(review, (world.cleo, "approve"), (world.mark, "approve"), (world.lisa, "approve"), (world.ivan, "reject"))
    with pytest.raises(ValidationError) as refused_:
        decide(review, "approve", by=world.cleo)
    assert [message.split(":")[1].strip() for message in refused_.value.messages] == [
        "the privacy lead's opinion must be on file.",
        "an outside member votes, or an outside opinion is on file.",
    ]
    adviser = person(name="Olga Outside")
    make(Seat, committee=proposal.committee, person=adviser, function="external", votes=False, starts_on=TODAY)
    for author in (world.lead, adviser):
        discussing.post(review, "Acceptable, if capped.", by=author, kind="opinion", now=NOW)
    decision = decide(review, "approve", by=world.cleo)
    assert decision.expires_on == dt.date(2027, 5, 24)


def test_a_motion_that_two_of_three_want_fails_where_all_must_agree(db):
    world = in_review(unanimous_from=3)
    review = world.review
    cast(review, *[(one, "approve") for one in (world.cleo, world.mark, world.lisa)], (world.ivan, "abstain"))
    with pytest.raises(ValidationError, match="has not the votes"):
        decide(review, "approve", by=world.cleo)


def test_conditions_are_voted_on_word_for_word_and_a_turn_is_explained(world):
    review = world.review
    cast(
        review,
        (world.cleo, "approve"),
        (world.mark, "reject"),
        (world.lisa, "conditional"),
        (world.ivan, "conditional"),
    )
    duty = Duty("Leave out health", world.ivan, TODAY)
    with pytest.raises(ValidationError, match="Put the conditions to the vote"):
        decide(review, "conditional", duty, by=world.cleo)
    motion = put(review, "conditional", duty, by=world.cleo)
    assert len(motion.sha256) == 64
    with pytest.raises(ValidationError, match="what has changed"):
        motions.vote(motion, "for", by=world.mark, now=NOW)
    with pytest.raises(ValidationError, match="being voted on"):
        put(review, "approve", by=world.cleo)
    side(motion, (world.cleo, "for"), (world.lisa, "for"), (world.mark, "against"))
    with pytest.raises(ValidationError, match="until the closing day"):
        motions.close(motion, by=world.cleo, now=NOW)
    motions.close(motion, by=world.cleo, now=later(days=8))
    motion.refresh_from_db()
    assert (motion.result, motion.votes_for, motion.votes_against) == ("carried", 2, 1)


def test_after_three_motions_that_failed_it_goes_back(world):
    review = world.review
    cast(review, (world.cleo, "approve"), (world.mark, "approve"), (world.lisa, "reject"), (world.ivan, "reject"))
    for _round in range(3):
        motion = put(review, "approve", by=world.cleo)
        side(motion, (world.cleo, "for"), (world.mark, "for"), (world.lisa, "against"), (world.ivan, "against"))
    with pytest.raises(ValidationError, match="3 motions"):
        put(review, "reject", by=world.cleo)
    assert decide(review, "changes", by=world.cleo).outcome == "changes"


def test_a_suspension_by_the_chair_ends_by_itself_unless_the_committee_confirms_it(world):
    proposal = approved(world)
    suspension = suspending.suspend(proposal, by=world.cleo, reason="Complaints of three customers.", now=NOW)
    assert suspension.interim_until == dt.date(2026, 12, 8)
    proposal = Proposal.objects.get(pk=proposal.pk)
    assert going_live.may_go_live(proposal, dt.date(2026, 12, 8))[0] is False
    assert going_live.may_go_live(proposal, dt.date(2026, 12, 9))[0] is True
    all_cast(proposal.open_review, "confirm")
    decide(proposal.open_review, "confirm", by=world.cleo)
    assert going_live.may_go_live(proposal, dt.date(2026, 12, 9))[0] is False


@pytest.mark.parametrize(("outcome", "state"), [("lift", "approved"), ("terminate", "closed")])
def test_the_committee_lifts_a_suspension_or_ends_what_was_suspended(world, outcome, state):
    proposal = approved(world)
    suspending.suspend(proposal, by=world.cleo, reason="Complaints.", now=NOW)
    proposal = Proposal.objects.get(pk=proposal.pk)
    all_cast(proposal.open_review, outcome)
    decide(proposal.open_review, outcome, by=world.cleo)
    proposal.refresh_from_db()
    assert proposal.state == state
    assert not proposal.suspensions.filter(lifted_at=None).exists()


def test_what_the_committee_keeps_suspended_it_can_let_go_on_later(world):
    proposal = approved(world)
    suspending.suspend(proposal, by=world.cleo, reason="Complaints.", now=NOW)
    proposal = Proposal.objects.get(pk=proposal.pk)
    all_cast(proposal.open_review, "confirm")
    decide(proposal.open_review, "confirm", by=world.cleo)
    with pytest.raises(ValidationError, match="suspended already"):
        suspending.suspend(proposal, by=world.cleo, reason="Again.", now=NOW)
    with pytest.raises(PermissionDenied):
        suspending.look_again(proposal, by=world.lisa, reason="It is mended.", now=NOW)
    suspending.look_again(proposal, by=world.cleo, reason="It is mended.", now=NOW)
    proposal = Proposal.objects.get(pk=proposal.pk)
    all_cast(proposal.open_review, "lift")
    decide(proposal.open_review, "lift", by=world.cleo)
    assert going_live.may_go_live(Proposal.objects.get(pk=proposal.pk), TODAY)[0]


def test_a_round_that_can_reach_no_quorum_and_sends_nothing_back_ends_and_leaves_all_as_it_was(world):
    proposal = approved(world)
    suspending.suspend(proposal, by=world.cleo, reason="Complaints.", now=NOW)
    review = Proposal.objects.get(pk=proposal.pk).open_review
    with pytest.raises(ValidationError, match="can still come about"):
        ending.end_without_decision(review, by=world.cleo, why="Too few.", now=NOW)
    for name in ("mark", "lisa"):
        declaring.step_aside(review, by=getattr(world, name), why="My cousin sells it.", now=NOW)
    with pytest.raises(PermissionDenied):
        ending.end_without_decision(review, by=world.ivan, why="Too few.", now=NOW)
    ended = ending.end_without_decision(review, by=world.cleo, why="Too few.", now=NOW)
    assert (ended.ended, Proposal.objects.get(pk=proposal.pk).state) == ("no_quorum", "approved")
    assert going_live.may_go_live(Proposal.objects.get(pk=proposal.pk), dt.date(2026, 12, 9))[0]


def test_open_ballots_that_lose_their_quorum_send_the_proposal_back(world):
    all_cast(world.review)
    for name in ("mark", "lisa"):
        declaring.discover(world.review, getattr(world, name), by=world.cleo, why="Owns shares.", now=NOW)
    with pytest.raises(ValidationError, match="none can come about"):
        decide(world.review, "approve", by=world.cleo)
    assert decide(world.review, "changes", by=world.cleo).outcome == "changes"


def test_a_new_version_goes_to_the_committee_that_approved_the_old_one(world):
    proposal = approved(world)
    renewed = succession.follow(proposal, "renews", by=world.owner)
    renewed.committee = make(Committee)
    renewed.save()
    with pytest.raises(ValidationError, match="it decides on the new version too"):
        advance(renewed, "submit", by=world.owner, now=NOW)


def test_who_handed_a_proposal_over_still_does_not_read_who_voted_how(world):
    all_cast(world.review, "changes")
    decide(world.review, "changes", by=world.cleo)
    proposal = Proposal.objects.get(pk=world.proposal.pk)
    proposal.owner = world.lead
    proposal.save()
    assert Ballot.objects.visible_to(world.cleo).count() == 4
    assert not Ballot.objects.visible_to(world.owner).exists()


def test_a_condition_that_is_verified_twice_comes_again_once(world):
    condition = conditional(world, sort="ongoing", every_months=3)
    condition.evidence = "Sample of March."
    condition.save()
    for step, by in (("report_done", world.ivan), ("verify", world.lead), ("reopen", world.lead)):
        advance(condition, step, by=by, note="So.")
    for step, by in (("report_done", world.ivan), ("verify", world.lead)):
        advance(condition, step, by=by)
    assert Condition.objects.count() == 2


def test_advice_waits_for_managements_answer_and_a_refusal_cannot_be_overruled(db):
    world = in_review(authority="advisory")
    director = person(Role.DIRECTOR, name="Dora Director")
    all_cast(world.review)
    decision = decide(world.review, "approve", by=world.cleo)
    proposal = Proposal.objects.get(pk=world.proposal.pk)
    assert going_live.why_not(proposal, TODAY) == ["Management has yet to answer the committee's advice."]
    with pytest.raises(ValidationError, match="departing"):
        answering.answer(decision, by=director, follows=False, now=NOW)
    answering.answer(decision, by=director, follows=True, now=NOW)
    assert going_live.may_go_live(Proposal.objects.get(pk=proposal.pk), TODAY)[0]


def test_dissent_is_filed_by_who_voted_otherwise_within_three_days_and_stays_as_it_is(world):
    review = world.review
    cast(review, (world.cleo, "approve"), (world.mark, "approve"), (world.lisa, "approve"), (world.ivan, "reject"))
    decision = decide(review, "approve", by=world.cleo)
    with pytest.raises(PermissionDenied):
        answering.dissent(decision, "Me too.", by=world.lisa, now=NOW)
    with pytest.raises(ValidationError, match="600 words"):
        answering.dissent(decision, "no " * 601, by=world.ivan, now=NOW)
    with pytest.raises(ValidationError, match="has passed"):
        answering.dissent(decision, "No.", by=world.ivan, now=later(days=7))
    filed = answering.dissent(decision, "The logs were not checked.", by=world.ivan, is_named=False, now=NOW)
    assert str(filed) == "a member"


def test_a_vendor_without_an_agreement_keeps_it_from_going_live(world):
    vendor = make(Vendor, role="processor", name="Mailwell")
    used = make(AssessedActivity, assessment=world.proposal.about)
    make(Recipient, activity=used.activity, vendor=vendor)
    told = going_live.why_not(Proposal.objects.get(pk=world.proposal.pk), TODAY)
    assert f"{vendor} has no data-processing agreement in force." in told


def test_an_incomplete_proposal_is_returned_before_anybody_has_voted(world):
    with pytest.raises(ValidationError, match="Say why"):
        advance(world.proposal, "return_incomplete", by=world.cleo)
    advance(world.proposal, "return_incomplete", by=world.cleo, note="The vendor is missing.")
    assert (world.proposal.state, Review.objects.get().ended) == ("changes_asked", "returned")


def test_a_preset_sets_the_rules_and_own_rules_are_left_alone(world):
    group = world.proposal.committee
    assert (group.preset, group.min_present) == ("own", 3)
    group.preset = "micro"
    group.save()
    assert (group.voting_seats, group.min_present, group.min_functions, group.is_advisory) == (3, 3, 2, True)
    assert OWN["preset"] == "own"


def test_an_acceptance_that_expires_during_the_vote_does_not_shorten_the_approval(world):
    """The risk that remains is the one of the day on which it was submitted."""
    about = make(Assessment, owner=world.owner, state="complete", route="full", tier=3, residual_tier=1, target_tier=1)
    proposal = make(Proposal, owner=world.owner, committee=world.proposal.committee, about=about)
    advance(proposal, "submit", by=world.owner, now=NOW)
    about.refresh_from_db()
    about.residual_tier = 3
    about.save()
    all_cast(proposal.open_review)
    assert decide(proposal.open_review, "approve", by=world.cleo).expires_on == dt.date(2029, 11, 24)


def test_a_chair_who_stepped_aside_from_the_old_version_records_the_decision_on_the_new_one(world):
    proposal = approved(world)
    about = make(Assessment, owner=world.owner, state="complete", route="full", tier=3, name="Without the old vendor")
    amended = succession.follow(proposal, "amends", by=world.owner, about=about)
    advance(amended, "submit", by=world.owner, now=later(days=90))
    declaring.step_aside(world.review, by=world.cleo, why="I was hired by the old vendor since.", now=later(days=90))
    review = Proposal.objects.get(pk=amended.pk).open_review
    all_cast(review, now=later(days=91))
    decide(review, "approve", by=world.cleo, now=later(days=91))
    assert Proposal._base_manager.get(pk=proposal.pk).state == "closed"


HERE = {*range(1, 26), 32, 33, 34, 35}
"""Those of the 35 scenarios that concern the committee and assessments; the others belong to other parts."""


def test_each_scenario_has_a_test_that_names_it():
    folders = [Path(__file__).parent, *(Path(__file__).parents[1] / name for name in ("deia", "questionnaires"))]
    texts = "\n".join(path.read_text() for folder in folders for path in folder.glob("test_*.py"))
    named = {int(number) for number in re.findall(r'"""Scenario (\d+)\b', texts)}
    assert sorted(HERE - named) == []
