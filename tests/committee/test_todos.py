"""What the committee's people find on their home page."""

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.committee import declaring, todos, voting
from governance.committee.models import Proposal, Seat
from governance.core.roles import Role
from governance.core.workflow import advance
from governance.deia.models import Assessment
from tests.factories import NOW, TODAY, make, person

LATER = NOW + dt.timedelta(days=8)
OPEN, BACK = "Time is up: open the ballots", "No quorum can come about: send it back"
RECORD = "The ballots are open: decide, or put a motion"


def told(user, now=NOW) -> list[str]:
    return [str(one.what) for one in todos.presiding(user, now)]


def cast(world, *names: str) -> None:
    for name in names:
        vote(world.review, getattr(world, name))


def vote(review, member) -> None:
    declaring.declare(review, "none", by=member, now=NOW)
    voting.cast(review, "approve", by=member, now=NOW)


def test_the_chair_is_told_when_all_votes_are_in_and_nobody_else_is(world):
    cast(world, "cleo", "mark", "lisa")
    assert told(world.cleo) == []
    cast(world, "ivan")
    assert told(world.cleo) == [RECORD]
    assert [told(user) for user in (world.mark, world.owner, world.lead)] == [[], [], []]


def test_the_chair_is_told_when_time_is_up_while_a_member_is_missing_and_not_on_the_last_day(world):
    cast(world, "cleo", "mark", "lisa")
    last_day = dt.datetime.combine(world.review.closes_on, dt.time(12), tzinfo=dt.UTC)
    assert (told(world.cleo, last_day), told(world.cleo, LATER), told(world.mark, LATER)) == ([], [OPEN], [])


def test_the_chair_is_told_when_too_few_have_voted_in_time(world):
    cast(world, "mark", "lisa")
    assert (told(world.cleo), told(world.cleo, LATER)) == ([], [BACK])


def test_the_chair_is_told_at_once_when_too_many_stepped_aside(world):
    declaring.step_aside(world.review, by=world.mark, why="My cousin sells it.", now=NOW)
    assert told(world.cleo) == []
    declaring.step_aside(world.review, by=world.lisa, why="So does mine.", now=NOW)
    assert told(world.cleo) == [BACK]


def test_a_ballot_of_who_stepped_aside_since_counts_for_no_quorum(world):
    cast(world, "cleo", "mark", "lisa")
    declaring.step_aside(world.review, by=world.lisa, why="My cousin sells it.", now=NOW)
    assert told(world.cleo, LATER) == [BACK]


def test_a_chair_who_was_seated_after_the_vote_opened_is_told_and_the_one_before_is_not(world):
    cast(world, "cleo", "mark", "lisa", "ivan")
    before = Seat.objects.get(person=world.cleo)
    before.is_chair = False
    before.save()
    late = person(Role.MEMBER, Role.CHAIR, name="Late Chair")
    told_of = {"committee": world.proposal.committee, "function": "legal", "is_chair": True}
    make(Seat, person=late, starts_on=TODAY, **told_of)
    assert (told(late), told(world.cleo)) == ([RECORD], [])
    assert list(todos.votes(late, NOW)) == []
    assert next(iter(todos.presiding(late, NOW))).url == world.proposal.room_url


def test_the_home_page_asks_the_same_for_2_and_8_votes_that_wait_for_their_chair(world):
    costs = []
    for count in (1, 6):
        for _number in range(count):
            about = make(Assessment, state="complete", route="full", tier=3)
            proposal = make(Proposal, owner=world.owner, committee=world.proposal.committee, about=about)
            advance(proposal, "submit", by=world.owner, now=NOW)
            vote(proposal.open_review, world.mark)
        told(world.cleo, LATER)
        with CaptureQueriesContext(connection) as captured:
            found = told(world.cleo, LATER)
        costs.append((len(found), len(captured)))
    assert [number for number, _cost in costs] == [2, 8]
    assert costs[0][1] == costs[1][1]
