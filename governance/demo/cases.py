"""Brookfield's less usual reviews: a motion, urgent approvals, few reviewers, advice, an approval that ends soon."""

import datetime as dt
from types import SimpleNamespace

from governance.committee import motions
from governance.committee.duties import Duty
from governance.committee.models import Proposal
from governance.committee.tally import Choice
from governance.core.workflow import advance

from .committees import Review
from .suppliers import days

GUESSED = {"scr.profile": "An interest is guessed from orders.", "scr.track": "Orders are joined with the list."}
RISK = [("Somebody is guessed wrong", 3, 4, "Everybody can correct it.")]
SMALL = [("Somebody is annoyed", 3, 2, "One click ends it.")]


def proposals(who: SimpleNamespace, review: Review, activity: SimpleNamespace, today: dt.date) -> None:
    motion(who, review, activity, today)
    urgent(review, activity)
    confirmed(who, review, activity, today)
    few(who, review, activity)
    ends_soon(review, activity)
    ended(who, review, activity, today)
    advised(review, activity)


def _submitted(
    review: Review, name: str, what: str, activity, *, starts_in: int = 40, deep: bool = True, **more: str
) -> Proposal:
    made = review.start(name, what, "Readers asked for it.", [activity], starts_in, **more)
    review.answer(made, GUESSED if deep else {"scr.new": "The first time here."})
    return review.submit(made, RISK if deep else SMALL)


def motion(who, review: Review, activity, today: dt.date) -> None:
    """Two have voted on the words; Daniel and Nora have yet to."""
    made = _submitted(review.ago(4), "Thank readers with points", "Give points for book reviews.", activity.orders)
    review.ago(2).all_vote(made, Choice.CONDITIONAL, "Only if nobody must give a name.")
    put = review.ago(1).put(
        made, Choice.CONDITIONAL, "A small thank-you, as long as a reader can stay unnamed.",
        Duty("Reviews can be written under a pen name", who.aoife, days(today, 20)),
        Duty("Count how many reviews were taken down", who.priya, days(today, 60), "ongoing", "A list", 3),
    )  # fmt: skip
    for person in (who.priya, who.tomas):
        motions.vote(put, "for", by=person, now=review.now)


def urgent(review: Review, activity) -> None:
    """Approved for 30 days by three; the whole committee is asked whether it confirms."""
    made = _submitted(
        review.ago(2), "Tell buyers of a recalled toy", "Mail everybody who bought it.", activity.orders,
        urgency="The toy has small parts that children can swallow.", starts_in=0,
    )  # fmt: skip
    review.ago(2).all_vote(made, Choice.APPROVE)
    review.ago(1).decide(made, Choice.APPROVE, "Waiting would put children at risk.")


def confirmed(who, review: Review, activity, today: dt.date) -> None:
    """Urgent with a condition, confirmed by all, who let the condition go."""
    made = _submitted(
        review.ago(90), "Warn of a false shop", "Mail customers about a copy of our site.", activity.orders,
        urgency="People are losing money today.", starts_in=0,
    )  # fmt: skip
    review.ago(90).all_vote(made, Choice.CONDITIONAL, "Say how we know.")
    duty = Duty("Ask the police for a case number", who.daniel, days(today, -60))
    review.ago(89).decide(made, Choice.CONDITIONAL, "Each hour costs somebody money.", duty)
    review.ago(85).all_vote(made, Choice.APPROVE)
    review.ago(84).decide(made, Choice.APPROVE, "It was right, and the site is gone.")
    advance(made.conditions.get(), "waive", by=who.priya, note="The site is gone, so there is no case.")


def few(who, review: Review, activity) -> None:
    """Moderate risk: two reviewers decide, one has voted, and any member may call it in."""
    made = _submitted(
        review.ago(1), "Sort the queue at the till", "Count people, without pictures.", activity.orders, deep=False
    )
    first = made.open_review.voters.first().person
    review.vote(made, (first, Choice.APPROVE, ""))


def ends_soon(review: Review, activity) -> None:
    before = review.ago(345)
    made = _submitted(before, "Birthday greeting", "A card in the month of birth.", activity.newsletter, starts_in=10)
    before.all_vote(made, Choice.APPROVE)
    before.decide(made, Choice.APPROVE, "Kind, and easy to switch off.")


def ended(who, review: Review, activity, today: dt.date) -> None:
    before = review.ago(200)
    made = _submitted(
        before, "Window full of bestsellers", "Sales by street on a screen.", activity.orders, starts_in=10
    )
    before.all_vote(made, Choice.CONDITIONAL, "Only whole districts.")
    duty = Duty("Show districts, no streets", who.tomas, days(today, -150))
    before.agree(made, Choice.CONDITIONAL, "Fine for districts.", duty)
    advance(made.conditions.get(), "call_broken", by=who.priya, note="The screen showed streets for a week.")
    advance(made, "close", by=who.aoife, note="The screen is gone.")


def advised(review: Review, activity) -> None:
    """It was running before anybody asked: advice, never an approval from the start."""
    before = review.ago(15)
    made = _submitted(
        before, "Stickers with names on shelves", "It hung for a week already.", activity.orders, starts_in=-7
    )
    before.all_vote(made, Choice.ADVISE_AGAINST, "Nobody was asked.")
    before.decide(made, Choice.ADVISE_AGAINST, "Take the names off, and ask before the next one.")
