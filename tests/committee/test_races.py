"""Two last votes at the same moment: the ballots open once, and they do open."""

import threading
from functools import partial

import pytest
from django.db import connection, connections

from governance.committee import declaring, voting
from governance.committee.models import Ballot, Review
from tests.factories import NOW

from .conftest import in_review

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls) -> list[BaseException]:
    """Runs the calls together, each on a connection of its own; gives what they raised."""
    barrier, raised = threading.Barrier(len(calls)), []

    def run(call) -> None:
        barrier.wait()
        try:
            call()
        except BaseException as error:  # noqa: BLE001  whatever it was, the test wants to know
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def vote(world, member, choice: str) -> None:
    declaring.declare(world.review, "none", by=member, now=NOW)
    voting.cast(Review.objects.get(pk=world.review.pk), choice, by=member, reason="because", now=NOW)


@pytest.mark.parametrize("round_", range(5))
def test_two_last_votes_at_once_open_the_ballots(round_):
    """Scenario 34."""
    world = in_review()
    for member in (world.cleo, world.mark):
        vote(world, member, "approve")
    calls = [partial(vote, world, member, "approve") for member in (world.lisa, world.ivan)]
    assert at_once(*calls) == []
    world.review.refresh_from_db()
    assert (world.review.unsealed_at, Ballot.objects.count()) == (NOW, 4)
    connection.close()


def test_one_person_voting_twice_at_once_has_one_ballot():
    world = in_review()
    calls = [partial(vote, world, world.lisa, choice) for choice in ("approve", "reject")]
    assert at_once(*calls) == []
    assert Ballot.objects.count() == 1
    connection.close()
