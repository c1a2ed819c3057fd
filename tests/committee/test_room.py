"""The review room, as each person has it: what it shows them, and what its forms do."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.committee import declaring, discussing
from governance.committee.models import (
    Ballot,
    Condition,
    Decision,
    Declaration,
    InfoRequest,
    Motion,
    MotionVote,
    Post,
    Review,
    Seat,
)
from governance.core.roles import Role
from tests.factories import TODAY, make, person
from tests.pages import signed_in

from .acts import opened
from .conftest import in_review
from .visits import days, everybody_votes, opens, post, reads, sends, votes, wording, words


@pytest.fixture
def world(today_world):
    return today_world


def test_a_get_of_the_room_changes_nothing_for_anybody(world):
    opens(world.review, world.lisa)
    before = [model._base_manager.count() for model in (Declaration, Ballot, Post, Review, Decision)]
    for user in (world.cleo, world.lisa, world.owner, world.lead):
        signed_in(user).get(world.proposal.room_url)
        signed_in(user).head(world.proposal.room_url)
    assert [model._base_manager.count() for model in (Declaration, Ballot, Post, Review, Decision)] == before


def test_a_voter_reads_nothing_of_the_dossier_before_they_say_what_interest_they_have(world):
    opens(world.review, world.lisa)
    sends(world.lisa, world.review, "post", kind="argument", text="I wonder about consent.")
    page = reads(world.mark, world.proposal)
    for told in ("Before you read", "Pia Proposer", world.proposal.reference, "I have no interest: open the dossier"):
        assert told in page
    for hidden in ("In short", "I wonder about consent.", "Risks to people", world.review.snapshot.sha256):
        assert hidden not in page


def test_two_clicks_lead_from_the_mailed_link_to_a_recorded_vote(world):
    first = sends(world.lisa, world.review, "declare", says="none")
    assert "In short" in first
    assert "Your vote is recorded." in sends(world.lisa, world.review, "vote", choice="approve")
    assert Ballot.objects.get().choice == "approve"


def test_where_the_risk_is_critical_no_choice_is_nearer_than_another(world):
    opened(world.review, world.lisa, now=timezone.now())
    assert "Vote otherwise…" in reads(world.lisa, world.proposal)
    world.review.route = "enhanced"
    world.review.save()
    page = reads(world.lisa, world.proposal)
    assert "Vote otherwise…" not in page
    assert "Record my vote" in page


def test_who_may_have_an_interest_waits_for_the_ruling_of_the_chair(world):
    told = sends(world.mark, world.review, "declare", target="possible", says="possible", why="I know their agency.")
    assert "The chair has yet to rule on your interest" in told
    assert "In short" not in told
    page = reads(world.cleo, world.proposal)
    assert "I know their agency." in page
    declaration = Declaration.objects.get(person=world.mark)
    ruled = {"target": declaration.pk, "ruling": "disclosed", "why": "A small tie."}
    assert "Your ruling is recorded." in sends(world.cleo, world.review, "rule", **ruled)
    assert "In short" in reads(world.mark, world.proposal)


def test_the_ruling_shows_what_the_registers_say_in_words(db):
    world = in_review(now=timezone.now())
    Declaration.objects.create(proposal=world.proposal, person=world.mark, signals=["department"])
    sends(world.mark, world.review, "declare", target="possible", says="possible", why="We share an office.")
    assert "works in the owner's department" in reads(world.cleo, world.proposal)


def test_nobody_rules_on_their_own_interest_and_nobody_else_but_the_chair(world):
    sends(world.cleo, world.review, "declare", target="possible", says="possible", why="I own a share.")
    declaration = Declaration.objects.get(person=world.cleo)
    said = {"target": declaration.pk, "ruling": "clear", "why": "It is nothing."}
    for user in (world.cleo, world.lisa, world.lead):
        assert post(signed_in(user), world.review, "rule", **said).status_code == 403
    assert "Interests to rule on" not in reads(world.cleo, world.proposal)
    assert "Interests to rule on" in reads(world.mark, world.proposal)


def test_an_interest_without_words_is_asked_for_and_nothing_is_recorded(world):
    for do, said in (("declare", {"target": "possible", "says": "possible", "why": " "}), ("aside", {"why": ""})):
        assert "There is a problem" in sends(world.mark, world.review, do, **said)
    assert not Declaration.objects.exists()


def test_who_steps_aside_is_told_so_and_then_kept_out_of_everything(world):
    told = sends(world.mark, world.review, "aside", why="My cousin sells it.")
    assert "You stepped aside" in told
    page = signed_in(world.mark).get(world.proposal.room_url)
    assert page.status_code == 403
    assert world.proposal.name not in words(page)
    assert post(signed_in(world.mark), world.review, "vote", choice="approve").status_code == 403


def test_the_chair_records_what_comes_to_light_late_and_the_vote_no_longer_counts(world):
    votes(world.review, (world.mark, "approve"), (world.cleo, "approve"))
    told = sends(world.cleo, world.review, "discover", person=world.mark.pk, why="He owns the agency.")
    assert "no longer counts" in told
    assert Ballot.objects.count() == 2
    assert signed_in(world.mark).get(world.proposal.room_url).status_code == 403


def test_a_sealed_room_tells_how_many_have_voted_and_never_how(world):
    votes(world.review, (world.lisa, "reject"), (world.mark, "approve"), reason="secret words")
    for user in (world.cleo, world.ivan, world.lead, world.owner):
        opens(world.review, *([user] if user in (world.cleo, world.ivan) else []))
        page = reads(user, world.proposal)
        assert "<small>of 4 have voted</small>" in page
        assert "secret words" not in page
    assert "secret words" in reads(world.lisa, world.proposal)


def test_the_room_says_in_words_what_a_quorum_lacks(world):
    votes(world.review, (world.lisa, "approve"))
    assert "1 member is here, 3 are needed." in reads(world.lisa, world.proposal)


def test_the_owner_sees_the_text_and_the_outcome_and_never_ballots_or_the_discussion(world):
    opens(world.review, world.lisa)
    sends(world.lisa, world.review, "post", kind="argument", text="Between us.")
    page = reads(world.owner, world.proposal)
    assert "You proposed this, so you cannot vote on it." in page
    everybody_votes(world.review, "approve", "secret words")
    sends(world.cleo, world.review, "decide", **wording("approve", reasons="Fair to readers."))
    page = reads(world.owner, world.proposal)
    assert "Fair to readers." in page
    assert not {told for told in ("Between us.", "secret words", "Discussion") if told in page}
    assert not Ballot.objects.visible_to(world.owner).exists()
    history = words(signed_in(world.owner).get(f"/committee/proposal/{world.proposal.pk}/history/"))
    assert "secret words" not in history


def test_a_page_of_an_older_round_is_refused_in_words_and_records_nothing(world):
    opens(world.review, world.lisa)
    sent = {"do": "vote", "review": world.review.pk + 1, "choice": "approve"}
    page = signed_in(world.lisa).post(world.proposal.room_url, sent, follow=True)
    assert "The text has changed since you opened this page." in words(page)
    assert not Ballot.objects.exists()


@pytest.mark.parametrize("do", ["", "unknown", "post "])
def test_what_the_room_does_not_know_is_not_found(world, do):
    assert post(signed_in(world.lisa), world.review, do).status_code == 404


@pytest.mark.parametrize("target", ["", "x", "99999999999999999999", "-1"])
def test_a_motion_a_post_or_a_declaration_that_is_not_of_this_round_is_not_found(world, target):
    opens(world.review, world.cleo)
    told = {"target": target, "text": "a", "how": "b", "side": "for", "ruling": "clear", "why": "c"}
    for do in ("side", "reply", "resolve", "rule", "close_motion", "record"):
        assert post(signed_in(world.cleo), world.review, do, **told).status_code == 404


def test_only_the_chair_has_the_forms_of_the_chair_and_others_are_refused(world):
    votes(world.review, (world.lisa, "approve"))
    assert "Decision (chair)" not in reads(world.lisa, world.proposal)
    said = {"until": days(20), "text": "Why?", **wording("approve")}
    for do in ("close", "lengthen", "decide", "motion", "ask"):
        for user in (world.lisa, world.owner, world.lead):
            assert post(signed_in(user), world.review, do, **said).status_code == 403


def test_the_chair_lengthens_a_vote_and_cannot_shorten_it(world):
    opens(world.review, world.cleo)
    assert "can be lengthened, not shortened" in sends(world.cleo, world.review, "lengthen", until=days(1))
    assert "Everybody has more time." in sends(world.cleo, world.review, "lengthen", until=days(20))
    assert Review.objects.get().closes_on == timezone.localdate() + dt.timedelta(days=20)


def test_the_chair_opens_the_ballots_once_time_is_up(world):
    votes(world.review, (world.cleo, "approve"), (world.lisa, "approve"), (world.mark, "approve"))
    assert "The vote runs until" in sends(world.cleo, world.review, "close")
    review = Review.objects.get()
    review.closes_on = timezone.localdate() - dt.timedelta(days=1)
    review.save()
    assert "Open the ballots: time is up" in reads(world.cleo, world.proposal)
    assert "the ballots are open" in sends(world.cleo, world.review, "close")


def test_conditions_are_put_to_the_vote_word_for_word_and_recorded_as_voted(world):
    everybody_votes(world.review, "conditional")
    duty = {"text": "Count complaints", "owner": world.ivan.pk, "due_on": days(30), "sort": "ongoing"}
    told = sends(world.cleo, world.review, "motion", **wording("conditional", duty))
    assert "Complete each condition" in told
    duty |= {"every_months": 3, "how": "A list"}
    assert "Put the conditions to the vote" in sends(world.cleo, world.review, "decide", **wording("conditional", duty))
    assert "The motion is put" in sends(world.cleo, world.review, "motion", **wording("conditional", duty))
    motion = Motion.objects.get()
    for member in (world.cleo, world.mark, world.lisa, world.ivan):
        assert "Count complaints" in reads(member, world.proposal)
        sends(member, world.review, "side", target=motion.pk, side="for")
    assert "The decision is recorded." in sends(world.cleo, world.review, "record", target=motion.pk)
    found = Condition.objects.get()
    assert (found.name, found.sort, found.every_months, found.owner) == ("Count complaints", "ongoing", 3, world.ivan)
    assert "Count complaints" in reads(world.owner, world.proposal)


def test_votes_on_a_motion_show_once_it_is_closed_and_who_turns_says_why(world):
    everybody_votes(world.review, "approve")
    sends(world.cleo, world.review, "motion", **wording("reject"))
    motion = Motion.objects.get()
    assert "say what has changed" in sends(world.lisa, world.review, "side", target=motion.pk, side="for")
    sends(world.lisa, world.review, "side", target=motion.pk, side="for", reason="I read the contract.")
    assert "I read the contract." not in reads(world.mark, world.proposal)
    for member in (world.cleo, world.mark, world.ivan):
        sends(member, world.review, "side", target=motion.pk, side="against")
    assert "I read the contract." in reads(world.mark, world.proposal)
    assert "1 for, 3 against, 0 abstained." in reads(world.mark, world.proposal)
    assert "The motion did not carry" in sends(world.cleo, world.review, "record", target=motion.pk)
    assert MotionVote.objects.visible_to(world.owner).count() == 0


def test_the_panel_discusses_replies_and_says_how_a_point_was_resolved(world):
    opens(world.review, world.lisa, world.mark)
    sends(world.lisa, world.review, "post", kind="question", text="Can topics be left out?")
    asked = Post.objects.get()
    sends(world.mark, world.review, "reply", target=asked.pk, text="Yes, one setting.")
    told = sends(world.lisa, world.review, "resolve", target=asked.pk, how="Health is left out.")
    for said in ("Can topics be left out?", "Yes, one setting.", "Health is left out.", "open 0 · resolved 1"):
        assert said in told


@pytest.mark.parametrize(("do", "said"), [("post", {"kind": "argument"}), ("ask", {})])
def test_an_empty_post_or_question_is_asked_for(world, do, said):
    opens(world.review, world.cleo)
    assert "There is a problem" in sends(world.cleo, world.review, do, text=" ", **said)


def test_advisers_and_the_privacy_lead_give_opinions_and_members_of_staff_read_no_discussion(world, people):
    adviser = person(Role.MEMBER, name="Ada Adviser")
    told = {"committee": world.proposal.committee, "votes": False, "starts_on": TODAY.replace(year=2020)}
    make(Seat, person=adviser, function="external", **told)
    for user in (adviser, world.lead):
        sends(user, world.review, "post", kind="opinion", text=f"The view of {user}.")
    opens(world.review, world.lisa)
    for user in (world.lisa, adviser, world.lead, people.auditor):
        assert "The view of Ada Adviser." in reads(user, world.proposal)
    for user in (people.steward, people.member, people.director, world.owner):
        assert "The view of" not in reads(user, world.proposal)
        assert not Post.objects.visible_to(user).exists()
    assert post(signed_in(people.auditor), world.review, "post", kind="argument", text="Me too.").status_code == 403


def test_a_voter_does_not_find_the_discussion_by_another_way_before_they_declare(world):
    opened(world.review, world.lisa, now=timezone.now())
    discussing.post(world.review, "Between us.", by=world.lisa, now=timezone.now())
    assert not Post.objects.visible_to(world.mark).exists()
    declaring.declare(world.review, "possible", by=world.mark, why="I know them.", now=timezone.now())
    assert not Post.objects.visible_to(world.mark).exists()
    assert Post.objects.visible_to(world.lisa).count() == 1


def test_the_chair_asks_the_owner_who_answers_on_the_same_address(world):
    opens(world.review, world.cleo)
    assert "The owner is asked." in sends(world.cleo, world.review, "ask", text="Who reads it?\n\nFor how long?")
    request = InfoRequest.objects.get()
    assert "the clock stands still" in reads(world.owner, world.proposal)
    first, second = request.questions.all()
    answered = sends(world.owner, world.review, "answer", **{f"question{first.pk}": "Only us."})
    assert "Save my answers" in answered
    request.refresh_from_db()
    assert request.answered_at is None
    sends(world.owner, world.review, "answer", **{f"question{first.pk}": "Only us.", f"question{second.pk}": "A year."})
    request.refresh_from_db()
    assert request.answered_at is not None
    assert "A year." in reads(world.cleo, world.proposal)
    again = sends(world.cleo, world.review, "ask", text="", repeats=[second.pk])
    assert "(asked again)" in again
    assert "A second request repeats" not in again


def test_nobody_answers_for_the_owner_and_a_new_question_needs_a_vote(world):
    opens(world.review, world.cleo)
    sends(world.cleo, world.review, "ask", text="Who reads it?")
    question = InfoRequest.objects.get().questions.get()
    said = {f"question{question.pk}": "Nobody."}
    assert post(signed_in(world.lisa), world.review, "answer", **said).status_code == 403
    sends(world.owner, world.review, "answer", **said)
    assert "the committee votes first" in sends(world.cleo, world.review, "ask", text="And why?")


def test_few_reviewers_decide_and_another_member_calls_it_in_within_the_days(db):
    world = in_review(tier=2, now=timezone.now())
    asked = {one.person for one in world.review.voters.all()}
    other = next(one for one in (world.mark, world.ivan, world.lisa) if one not in asked)
    page = reads(other, world.proposal)
    assert "Few reviewers were asked about this" in page
    assert "Call it in" in page
    assert "There is a problem" in sends(other, world.review, "call_in", why=" ")
    for user in (world.owner, world.lead):
        assert "Call it in" not in reads(user, world.proposal)
        assert post(signed_in(user), world.review, "call_in", why="Hm.").status_code == 403
    told = sends(other, world.review, "call_in", why="It is about children.")
    assert "The whole committee decides now." in told
    opens(world.proposal.open_review, other)
    assert "A member called it in" in reads(other, world.proposal)
    assert "It is about children." in reads(other, world.proposal)
    told = reads(world.owner, world.proposal)
    assert "A member called it in" in told
    assert "It is about children." not in told


def test_reviewers_who_disagree_pass_it_on_and_what_they_voted_is_sealed_again(db):
    world = in_review(tier=2, now=timezone.now())
    first, second = (one.person for one in world.review.voters.all())
    votes(world.review, (first, "approve"), reason="open words")
    votes(world.review, (second, "changes"), reason="secret words")
    review = world.proposal.open_review
    for member in (world.cleo, world.mark, world.lisa, world.ivan):
        opens(review, member)
        page = reads(member, world.proposal)
        assert "The few reviewers were not of one mind" in page
        assert ("secret words" in page) is (member == second)


def test_a_new_version_says_what_has_changed_and_keeps_the_votes_on_the_one_before(world):
    everybody_votes(world.review, "changes", "Say for how long.")
    sends(world.cleo, world.review, "decide", **wording("changes"))
    world.proposal.refresh_from_db()
    world.proposal.why = "More useful mails, for a year."
    world.proposal.save()
    signed_in(world.owner).post(world.proposal.step_url("submit"), {"note": "", "seen_version": world.proposal.version})
    review = world.proposal.open_review
    opens(review, world.lisa)
    page = reads(world.lisa, world.proposal)
    for told in (
        "version 2",
        "Changed since version 1",
        "<ins>More useful mails, for a year.</ins>",
        "Votes for version 1",
    ):
        assert told in page
    assert "Say for how long." in page
    assert "Say for how long." not in reads(world.owner, world.proposal).replace("It is fair.", "")


def test_a_room_that_is_decided_tells_whether_it_may_go_live_and_why_not(world):
    everybody_votes(world.review, "approve")
    sends(world.cleo, world.review, "decide", **wording("approve"))
    assert "Its content has changed" not in reads(world.mark, world.proposal)
    about = world.proposal.about
    about.name = "Something else"
    about.save()
    page = reads(world.mark, world.proposal)
    assert "May it go live today?" in page
    assert "Its content has changed since it was approved." in page


def test_whoever_may_not_see_it_finds_no_room_and_whoever_is_signed_out_signs_in(world, people):
    world.proposal.confidential = True
    world.proposal.save()
    for user in (people.steward, people.director, people.member):
        assert signed_in(user).get(world.proposal.room_url).status_code == 404
        assert post(signed_in(user), world.review, "vote", choice="approve").status_code == 404
    assert Client().get(world.proposal.room_url).status_code == 302


def cost(user, proposal) -> int:
    client = signed_in(user)
    client.get(proposal.room_url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(proposal.room_url).status_code == 200
    return len(captured)


def test_the_room_asks_the_same_however_much_was_said_asked_voted_and_moved(world):
    opens(world.review, world.cleo, world.lisa)
    sends(world.cleo, world.review, "ask", text="Who?")
    fill(world, 1)
    few = [cost(user, world.proposal) for user in (world.cleo, world.owner)]
    fill(world, 12)
    votes(world.review, (world.mark, "approve"), (world.lisa, "reject"))
    many = [cost(user, world.proposal) for user in (world.cleo, world.owner)]
    assert [after - before for before, after in zip(few, many, strict=True)] == [0, 0]


def fill(world, count: int) -> None:
    now = timezone.now()
    for number in range(count):
        root = discussing.post(world.review, f"Point {number}", by=world.lisa, now=now)
        discussing.post(world.review, "Yes.", by=world.cleo, replies_to=root, now=now)
        question = InfoRequest.objects.get().questions.first()
        question.pk, question.version, question._state.adding = None, 0, True
        question.save()
