"""From submission to decision: frozen text, sealed votes, conflicts, conditions."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from governance.committee import deciding, declaring, going_live, motions, voting
from governance.committee.duties import Duty, Wording
from governance.committee.models import Ballot, Committee, Condition, Decision, Proposal, Review, Seat
from governance.committee.tally import Choice
from governance.core import guards, snapshots
from governance.core.workflow import advance
from governance.deia.models import Assessment
from tests.factories import NOW, TODAY, make, person

LATER = NOW + dt.timedelta(days=8)


def cast(world, *votes: tuple[str, str], now=NOW) -> None:
    for name, choice in votes:
        opened(world, name)
        voting.cast(world.review, choice, by=getattr(world, name), reason="because", now=now)


def opened(world, *names: str) -> None:
    """They say that they have no interest, as everybody does before the dossier opens."""
    for name in names:
        declaring.declare(world.review, "none", by=getattr(world, name), now=NOW)


def decide(world, outcome=Choice.APPROVE, *, by=None, duties=(), reasons="It is fair.", now=NOW):
    return deciding.decide(world.review, Wording(outcome, reasons, tuple(duties)), by=by or world.cleo, now=now)


def decide_with(world, *duties, outcome=Choice.CONDITIONAL, now=NOW):
    """The chair puts the conditions to the vote, all who may vote are for them, and it is recorded."""
    motion = motions.put(world.review, Wording(outcome, "It is fair.", duties), by=world.cleo, now=now)
    for voter in world.review.voters.exclude(person__in=world.proposal.people_aside()):
        motions.vote(motion, "for", by=voter.person, reason="The words are right.", now=now)
    return deciding.decide_motion(motion, by=world.cleo, now=now)


ALL_YES = [("cleo", "approve"), ("mark", "approve"), ("lisa", "approve"), ("ivan", "approve")]


def test_submission_freezes_the_text_and_opens_a_vote_on_it(world):
    said = snapshots.read(world.proposal.snapshot)
    assert (world.proposal.state, said["kind"], said["about"]["kind"]) == (
        "in_review",
        "committee.proposal",
        "deia.assessment",
    )
    assert world.review.snapshot == world.proposal.snapshot
    assert world.review.closes_on == TODAY + dt.timedelta(days=7)


def test_an_unfinished_assessment_cannot_be_submitted(world):
    proposal = make(Proposal, owner=world.owner, committee=world.proposal.committee, about=make(Assessment))
    with pytest.raises(ValidationError, match="Complete"):
        advance(proposal, "submit", by=world.owner)
    assert not Review.objects.filter(proposal=proposal).exists()


def test_a_committee_that_cannot_reach_its_quorum_is_not_asked(world):
    group = world.proposal.committee
    group.voting_seats, group.min_present, group.min_functions = 5, 5, 3
    group.save()
    proposal = make(
        Proposal, owner=world.owner, committee=group, about=make(Assessment, state="complete", route="full", tier=3)
    )
    with pytest.raises(ValidationError, match="Too few members"):
        advance(proposal, "submit", by=world.owner)


def test_ballots_are_sealed_until_all_have_voted_then_open_at_once(world):
    cast(world, *ALL_YES[:3])
    world.review.refresh_from_db()
    assert (world.review.unsealed_at, Ballot.objects.visible_to(world.ivan).count()) == (None, 0)
    cast(world, ALL_YES[3])
    world.review.refresh_from_db()
    assert (world.review.unsealed_at, Ballot.objects.visible_to(world.ivan).count()) == (NOW, 4)


def test_a_sealed_vote_may_change_and_each_version_is_kept(world):
    cast(world, ("lisa", "reject"), ("lisa", "approve"))
    ballot = Ballot.objects.get()
    assert (ballot.choice, ballot.history.count()) == ("approve", 2)


def test_an_open_vote_no_longer_changes(world):
    cast(world, *ALL_YES)
    with pytest.raises(ValidationError, match="The vote is over"):
        cast(world, ("lisa", "reject"))


def test_a_vote_other_than_yes_needs_a_reason(world):
    opened(world, "lisa")
    for choice in ("conditional", "changes", "reject", "abstain"):
        with pytest.raises(ValidationError, match="Give a reason"):
            voting.cast(world.review, choice, by=world.lisa, reason=" ", now=NOW)


def test_who_proposed_it_has_no_seat_or_stepped_aside_does_not_vote(world):
    declaring.step_aside(world.review, by=world.mark, why="I wrote it.", now=NOW)
    for who, told in (
        (world.owner, "You proposed this"),
        (person(), "seat"),
        (world.lead, "seat"),
        (world.mark, "stepped aside"),
    ):
        with pytest.raises(PermissionDenied, match=told):
            voting.cast(world.review, "approve", by=who, now=NOW)


def test_stepping_aside_needs_a_reason_and_voids_the_vote_cast_before(world):
    with pytest.raises(ValidationError, match="interest"):
        declaring.step_aside(world.review, by=world.mark, why=" ", now=NOW)
    cast(world, ("mark", "reject"), ("cleo", "approve"), ("lisa", "approve"))
    declaring.step_aside(world.review, by=world.mark, why="My brother sells it.", now=NOW)
    assert voting.voted(world.review) == {world.cleo.pk, world.lisa.pk}
    assert Ballot.objects.count() == 3


def test_stepping_aside_as_the_last_to_vote_opens_the_ballots(world):
    cast(world, ("cleo", "approve"), ("lisa", "approve"), ("ivan", "approve"))
    declaring.step_aside(world.review, by=world.mark, why="My brother sells it.", now=NOW)
    world.review.refresh_from_db()
    assert world.review.unsealed_at == NOW
    decide(world)
    assert Decision.objects.get().votes_for == 3


def test_the_ballots_open_after_the_closing_day_if_a_quorum_has_voted_and_never_before(world):
    cast(world, *ALL_YES[:2])
    for moment, told in ((NOW, "runs until"), (LATER, "Too few")):
        with pytest.raises(ValidationError, match=told):
            voting.close(world.review, by=world.cleo, now=moment)
    cast(world, ALL_YES[2], now=LATER)
    voting.close(world.review, by=world.cleo, now=LATER)
    world.review.refresh_from_db()
    assert world.review.unsealed_at == LATER


def test_the_chair_records_what_the_votes_carry_and_the_proposal_moves(world):
    cast(world, *ALL_YES)
    decision = decide(world)
    world.proposal.refresh_from_db()
    world.review.refresh_from_db()
    assert (decision.votes_for, decision.votes_against, decision.abstentions) == (4, 0, 0)
    assert (world.proposal.state, world.review.closed_at) == ("approved", NOW)
    assert Review.objects.about(world.proposal.about).carried().get() == world.review


def test_nobody_but_the_chair_decides_and_the_chair_not_on_their_own_proposal(world):
    cast(world, *ALL_YES)
    for who in (world.lisa, world.lead, world.owner, person()):
        with pytest.raises(PermissionDenied):
            decide(world, by=who)
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("votes", "outcome", "told"),
    [
        ([("cleo", "approve")], "approve", "The quorum is not reached"),
        (
            [("cleo", "approve"), ("mark", "approve"), ("lisa", "reject"), ("ivan", "abstain")],
            "approve",
            "has not more than half",
        ),
        (ALL_YES, "reject", "has not more than half"),
        (ALL_YES, "conditional", "Conditions belong to"),
    ],
)
def test_a_decision_that_the_votes_do_not_carry_is_refused_and_leaves_nothing(world, votes, outcome, told):
    cast(world, *votes)
    with pytest.raises(ValidationError, match=told):
        decide(world, outcome)
    world.proposal.refresh_from_db()
    assert (Decision.objects.count(), Condition.objects.count(), world.proposal.state) == (0, 0, "in_review")


def test_a_decision_without_reasons_is_refused(world):
    cast(world, *ALL_YES)
    with pytest.raises(ValidationError, match="Give the reasons"):
        decide(world, reasons=" ")


def test_a_text_that_changed_after_submission_is_not_approved(world):
    cast(world, *ALL_YES)
    with guards.lifted():
        Proposal._base_manager.filter(pk=world.proposal.pk).update(what="Something else")
    with pytest.raises(ValidationError, match="content has changed"):
        decide(world)


def test_conditions_become_dated_duties_and_it_may_not_go_live_before_they_are_verified(world):
    cast(world, *[(name, "conditional") for name, _choice in ALL_YES])
    decide_with(world, Duty("Leave out health books", world.ivan, TODAY))
    proposal, condition = Proposal.objects.get(pk=world.proposal.pk), Condition.objects.get()
    assert (proposal.state, condition.owner, condition.due_on) == ("conditional", world.ivan, TODAY)
    assert going_live.why_not(proposal, TODAY) == [f"The condition {condition.reference} is not verified."]
    with pytest.raises(ValidationError, match="Evidence"):
        advance(condition, "report_done", by=world.ivan)
    condition.evidence = "Release 2."
    condition.save()
    advance(condition, "report_done", by=world.ivan)
    with pytest.raises(PermissionDenied):
        advance(condition, "verify", by=world.ivan)
    advance(condition, "verify", by=world.lead)
    assert going_live.why_not(Proposal.objects.get(pk=proposal.pk), TODAY) == []


def test_a_proposal_that_was_never_approved_may_not_go_live(world):
    assert going_live.why_not(world.proposal, TODAY) == ["It is not approved: it is “In review”."]


def test_changes_asked_open_the_proposal_again_and_a_new_vote_is_on_the_new_text(world):
    cast(world, *[(name, "changes") for name, _choice in ALL_YES])
    decide(world, Choice.CHANGES)
    proposal = Proposal.objects.get(pk=world.proposal.pk)
    proposal.what = "Another text"
    proposal.save()
    advance(proposal, "submit", by=world.owner, now=NOW)
    assert proposal.open_review.snapshot != world.review.snapshot
    assert Review.objects.filter(proposal=proposal).count() == 2


def test_a_withdrawn_proposal_closes_its_vote(world):
    advance(world.proposal, "withdraw", by=world.owner, note="Not needed.", now=NOW)
    with pytest.raises(ValidationError, match="The vote is over"):
        cast(world, ("lisa", "approve"))


def test_the_chair_of_another_committee_is_no_chair_here(world):
    from governance.committee.models import Committee, Seat

    other = person(name="Other Chair")
    other.roles = ["chair", "member"]
    other.save()
    make(Seat, committee=make(Committee), person=other, function="legal", is_chair=True, starts_on=TODAY)
    cast(world, *ALL_YES)
    with pytest.raises(PermissionDenied):
        decide(world, by=other)


def test_where_nothing_has_a_majority_the_proposal_goes_back_to_its_owner(world):
    cast(world, ("cleo", "approve"), ("mark", "approve"), ("lisa", "reject"), ("ivan", "reject"))
    for outcome in (Choice.APPROVE, Choice.REJECT):
        with pytest.raises(ValidationError, match="where nothing has, ask for changes"):
            decide(world, outcome)
    assert decide(world, Choice.CHANGES).votes_for == 0
    world.proposal.refresh_from_db()
    assert world.proposal.state == "changes_asked"


def test_an_approval_lapses_visibly_when_the_text_changes(world):
    cast(world, *ALL_YES)
    decide(world)
    world.proposal.refresh_from_db()
    assert going_live.why_not(world.proposal, TODAY) == []
    assessment = world.proposal.about
    assessment.name = "Something else"
    assessment.save()
    assert going_live.why_not(Proposal.objects.get(), TODAY) == [
        "Its content has changed since it was approved. Put the new text to the committee."
    ]


def test_a_confidential_proposal_shows_to_its_committee_once_submitted_and_to_nobody_else(world, people):
    proposal = world.proposal
    draft = make(Proposal, owner=world.owner, committee=proposal.committee, confidential=True)
    proposal.confidential = True
    proposal.save()
    for member in (world.cleo, world.lisa):
        assert list(Proposal.objects.visible_to(member)) == [proposal]
        assert proposal.about in Assessment.objects.visible_to(member)
    for other in (people.member, people.steward, people.director):
        assert not Proposal.objects.visible_to(other).exists()
        assert proposal.about not in Assessment.objects.visible_to(other)
    assert set(Proposal.objects.visible_to(world.owner)) == {proposal, draft}
    cast(world, *ALL_YES)


def test_a_condition_goes_to_nobody_who_may_not_see_the_proposal_and_shows_to_its_owner(world, people):
    world.proposal.confidential = True
    world.proposal.save()
    cast(world, *ALL_YES[:3], ("ivan", "conditional"))
    told = "Dora Director may not see this proposal, so cannot own a condition on it."
    with pytest.raises(ValidationError, match=told):
        decide_with(world, Duty("Ask first", people.director, TODAY))
    decide_with(world, Duty("Ask first", world.lisa, TODAY))
    assert list(Condition.objects.visible_to(world.lisa)) == [Condition.objects.get()]
    assert not Condition.objects.visible_to(people.director).exists()


def test_a_vote_without_its_reason_is_asked_for_it_on_the_page(world, client):
    opened(world, "lisa")
    client.force_login(world.lisa)
    sent = {"do": "vote", "review": world.review.pk, "choice": "reject", "reason": " "}
    page = client.post(world.proposal.room_url, sent)
    assert page.status_code == 200
    assert "Give a reason, so that the others can follow your view." in page.content.decode()
    assert not Ballot.objects.exists()


def test_the_history_names_who_opened_the_vote(world):
    assert world.review.history.get().actor == "Pia Proposer"


def test_a_vote_from_a_page_that_shows_another_text_is_not_taken(world, client):
    cast(world, ("cleo", "changes"), ("mark", "changes"), ("lisa", "changes"), ("ivan", "changes"))
    decide(world, Choice.CHANGES)
    proposal = Proposal.objects.get()
    proposal.what = "Something worse."
    proposal.save()
    advance(proposal, "submit", by=world.owner, now=NOW)
    client.force_login(world.lisa)
    for sent in ({"review": world.review.pk}, {}):
        page = client.post(proposal.room_url, {"do": "vote", "choice": "approve", "reason": ""} | sent, follow=True)
        assert "The text has changed since you opened this page." in page.content.decode()
    assert not Ballot.objects.of(proposal.open_review).exists()


def test_a_new_seat_or_term_gives_no_second_vote_and_opens_no_ballot(world):
    cast(world, ("lisa", "reject"))
    seat = Seat.objects.get(person=world.lisa)
    seat.ends_on = TODAY
    seat.save()
    make(Seat, committee=seat.committee, person=world.lisa, function="legal", starts_on=TODAY + dt.timedelta(days=1))
    cast(world, ("lisa", "approve"), now=NOW + dt.timedelta(days=1))
    assert [one.choice for one in Ballot.objects.all()] == ["approve"]
    other = Seat.objects.get(person=world.mark)
    other.person = world.lead
    other.save()
    assert not Ballot.objects.visible_to(world.lead).exists()
    with pytest.raises(PermissionDenied, match="when the vote opened"):
        cast(world, ("lead", "approve"))


def test_what_happens_to_seats_and_rules_after_the_vote_has_opened_changes_no_result(world):
    cast(world, ("cleo", "approve"), ("mark", "approve"), ("lisa", "reject"), ("ivan", "reject"))
    for seat in Seat.objects.filter(person__in=[world.lisa, world.ivan]):
        seat.ends_on = TODAY - dt.timedelta(days=1)
        seat.save()
    group = world.proposal.committee
    group.min_present = group.min_functions = 1
    group.save()
    world.ivan.is_active = False
    world.ivan.save()
    with pytest.raises(ValidationError, match="not more than half"):
        decide(world)
    assert voting.voted(world.review) == {one.pk for one in (world.cleo, world.mark, world.lisa, world.ivan)}


def test_where_too_many_stepped_aside_the_proposal_can_only_go_back(world):
    for name in ("mark", "lisa"):
        declaring.step_aside(world.review, by=getattr(world, name), why="My cousin sells it.", now=NOW)
    cast(world, ("ivan", "approve"))
    with pytest.raises(ValidationError, match="none can come about"):
        decide(world)
    assert decide(world, Choice.CHANGES).votes_for == 0


def test_what_goes_back_without_a_quorum_keeps_its_votes_sealed_and_the_chair_has_the_form(world, client):
    for name in ("mark", "ivan"):
        declaring.step_aside(world.review, by=getattr(world, name), why="My cousin sells it.", now=NOW)
    cast(world, ("lisa", "reject"))
    opened(world, "cleo")
    client.force_login(world.cleo)
    page = client.get(world.proposal.room_url).content.decode()
    assert "Record the decision" in page
    made = decide(world, Choice.CHANGES)
    assert (made.votes_for, made.votes_against, made.abstentions) == (0, 0, 0)
    assert not Ballot.objects.visible_to(world.cleo).exists()


def test_a_voter_who_left_holds_up_no_vote_for_ever(world):
    world.review.rule["min_present"] = 4
    world.review.save()
    cast(world, *ALL_YES[:3])
    world.ivan.is_active = False
    world.ivan.save()
    with pytest.raises(ValidationError, match="quorum"):
        decide(world, Choice.CHANGES)
    assert decide(world, Choice.CHANGES, now=LATER).outcome == "changes"


def test_whoever_finds_a_condition_or_proposal_in_a_list_may_open_it(world, client, people):
    cast(world, *ALL_YES[:3], ("ivan", "conditional"))
    decide_with(world, Duty("Ask first", world.lisa, TODAY))
    condition = Condition.objects.get()
    for user in (world.owner, people.member, people.chair, people.outsider):
        client.force_login(user)
        for row in (world.proposal, condition):
            found = type(row).objects.visible_to(user).filter(pk=row.pk).exists()
            assert (client.get(row.get_absolute_url()).status_code == 200) is found


def test_where_no_chair_is_left_the_member_who_came_first_decides(world):
    declaring.step_aside(world.review, by=world.cleo, why="I know the vendor.", now=NOW)
    cast(world, ("mark", "approve"), ("lisa", "approve"), ("ivan", "approve"))
    for by in (world.cleo, world.lisa):
        with pytest.raises(PermissionDenied):
            decide(world, by=by)
    assert decide(world, by=world.mark).decided_by == world.mark


def test_who_once_owned_the_proposal_does_not_vote_on_it(world):
    about = make(Assessment, state="complete", route="full", tier=3)
    proposal = make(Proposal, owner=world.lisa, committee=world.proposal.committee, about=about)
    proposal.owner = world.owner
    proposal.save()
    advance(proposal, "submit", by=world.owner, now=NOW)
    assert {one.person.name for one in proposal.open_review.voters.all()} == {"Cleo", "Mark", "Ivan"}
    assert not Proposal.objects.visible_to(world.lisa).filter(pk=proposal.pk).exists()


def test_open_votes_are_not_escaped_by_withdrawing(world):
    cast(world, *ALL_YES)
    with pytest.raises(ValidationError, match="wait for the decision"):
        advance(world.proposal, "withdraw", by=world.owner, note="Never mind.")


def test_a_dissolved_committee_and_a_retired_assessment_are_not_asked_about(world, people):
    group = make(Committee, state="dissolved")
    about = make(Assessment, state="retired")
    proposal = make(Proposal, owner=world.owner, committee=group, about=about)
    with pytest.raises(ValidationError) as refused:
        advance(proposal, "submit", by=world.owner)
    told = " ".join(refused.value.messages)
    assert "no longer sits" in told
    assert "propose anew" in told


def test_a_proposal_about_something_confidential_is_confidential_too(world, client, people):
    about = make(Assessment, owner=world.owner, confidential=True, state="complete", route="none", tier=1)
    proposal = make(Proposal, owner=world.owner, committee=world.proposal.committee, about=about)
    with pytest.raises(ValidationError, match="Mark the proposal as confidential too"):
        advance(proposal, "submit", by=world.owner)
    world.proposal.about.confidential = True
    world.proposal.about.save()
    for user, status in ((people.steward, 404), (world.lisa, 200), (people.auditor, 200)):
        client.force_login(user)
        assert client.get(world.proposal.room_url).status_code == status


def test_a_condition_is_not_due_in_the_past(world):
    cast(world, *ALL_YES[:3], ("ivan", "conditional"))
    duty = Duty("Ask first", world.lisa, TODAY - dt.timedelta(days=1))
    with pytest.raises(ValidationError, match="due in the past"):
        decide(world, Choice.CONDITIONAL, duties=(duty,))


def test_history_tells_the_vote_that_counted_and_no_earlier_one(world, client):
    opened(world, "lisa")
    voting.cast(world.review, Choice.REJECT, by=world.lisa, reason="my first thought", now=NOW)
    cast(world, *ALL_YES)
    client.force_login(world.lead)
    page = client.get(f"/committee/proposal/{world.proposal.pk}/history/").content.decode()
    assert "my first thought" not in page
    assert "Lisa recorded vote" in page


def test_who_wrote_the_assessment_steps_aside_by_itself_and_no_longer_sees_even_that(world):
    about = make(Assessment, owner=world.lisa, state="complete", route="full", tier=3)
    proposal = make(Proposal, owner=world.owner, committee=world.proposal.committee, about=about)
    assert about in Assessment.objects.visible_to(world.lisa)
    advance(proposal, "submit", by=world.owner, now=NOW)
    assert about not in Assessment.objects.visible_to(world.lisa)
    assert proposal.declarations.get(person=world.lisa).signals == ["contributor"]
