"""A meeting of the committee of `in_review`, and what happens in it at which time."""

import datetime as dt
from types import SimpleNamespace

from governance.committee import declaring, meeting, motions, voting
from governance.committee.duties import Duty, Wording
from governance.committee.models import Meeting
from tests.factories import NOW, TODAY, make

LATE = NOW + dt.timedelta(days=30)


def at(clock: str) -> dt.datetime:
    hours, minutes = map(int, clock.split(":"))
    return NOW.replace(hour=hours, minute=minutes)


def unsealed(world, *votes: tuple[str, str], now=NOW) -> None:
    """These vote, and the ballots are open."""
    for name, choice in votes or [("cleo", "approve"), ("mark", "approve"), ("lisa", "approve"), ("ivan", "approve")]:
        declaring.declare(world.review, "none", by=getattr(world, name), now=now)
        voting.cast(world.review, choice, by=getattr(world, name), reason="because", now=now)
    world.review.refresh_from_db()


def gathered(world, *names: str, clock: str = "10:00") -> Meeting:
    """A meeting to which these have come, with the proposal on its agenda."""
    told = {"committee": world.proposal.committee, "owner": world.lead, "starts_at": at("10:00"), "name": "November"}
    world.meeting = make(Meeting, **told)
    for name in names:
        meeting.come(world.meeting, getattr(world, name), by=world.cleo, now=at(clock))
    world.item = meeting.add(world.meeting, by=world.cleo, proposal=world.proposal)
    return world.meeting


def voted(world, sides: dict[str, str], *, clock: str, outcome: str = "approve", duties=()) -> SimpleNamespace:
    """A motion is put, these vote on it, and the chair closes it at that time."""
    wording = Wording(outcome, "It is fair.", tuple(duties))
    motion = motions.put(world.review, wording, by=world.cleo, meeting=world.meeting, now=at("10:30"))
    for name, side in sides.items():
        motions.vote(motion, side, by=getattr(world, name), reason="The words are right.", now=at("10:31"))
    motion.refresh_from_db()
    return motion if motion.closed_at else motions.close(motion, by=world.cleo, now=at(clock))


def duty(world, text: str = "Delete after a year", **told) -> Duty:
    return Duty(text, world.owner, TODAY + dt.timedelta(days=60), **told)
