"""What members do, in one line each."""

import datetime as dt

from governance.committee import deciding, declaring, motions, voting
from governance.committee.duties import Duty, Wording
from tests.factories import NOW


def opened(review, *people, now=NOW) -> None:
    """They say that they have no interest, as everybody does before the dossier opens."""
    for one in people:
        declaring.declare(review, "none", by=one, now=now)


def cast(review, *votes: tuple, now=NOW) -> None:
    """Each a person and a choice; who votes has no interest."""
    for one, choice in votes:
        opened(review, one, now=now)
        voting.cast(review, choice, by=one, reason="because", now=now)


def all_cast(review, choice: str = "approve", *, now=NOW) -> None:
    cast(review, *[(voter.person, choice) for voter in voters(review)], now=now)


def voters(review) -> list:
    aside = review.proposal.people_aside()
    return [one for one in review.voters.select_related("person") if one.person_id not in aside]


def put(review, outcome: str, *duties: Duty, by, now=NOW):
    return motions.put(review, Wording(outcome, "It is fair.", duties), by=by, now=now)


def side(motion, *sides: tuple, now=NOW) -> None:
    for one, chosen in sides:
        motions.vote(motion, chosen, by=one, reason="The words are right.", now=now)


def all_for(motion, now=NOW) -> None:
    side(motion, *[(voter.person, "for") for voter in voters(motion.review)], now=now)


def decide(review, outcome: str, *duties: Duty, by, now=NOW):
    return deciding.decide(review, Wording(outcome, "It is fair.", duties), by=by, now=now)


def later(**told: int) -> dt.datetime:
    return NOW + dt.timedelta(**told)
