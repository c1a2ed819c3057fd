"""What Brookfield's committee has decided, is deciding, and has yet to see."""

import datetime as dt
from types import SimpleNamespace

from governance.committee import declaring, discussing
from governance.committee.duties import Duty
from governance.committee.tally import Choice
from governance.core.acting import acting
from governance.core.workflow import advance

from .committees import Review
from .suppliers import days


def proposals(who: SimpleNamespace, review: Review, activity: SimpleNamespace, today: dt.date) -> None:
    offers(who, review.ago(30), activity, today)
    refused(who, review.ago(20), activity)
    plain(who, review.ago(10), activity)
    changes(who, review.ago(6), activity)
    waiting(who, review, activity)
    drafts(who, review, activity)


def offers(who, review: Review, activity, today: dt.date) -> None:
    made = review.start(
        "Offers near the shop in the loyalty app",
        "Send an offer to people who open the app within 500 metres of a shop.",
        "Regulars asked for it; it saves paper vouchers.",
        [activity.orders],
        20,
    )
    review.answer(
        made,
        {
            "scr.sensitive": "Exact location while the app is open.",
            "scr.track": "The visit is joined with the account.",
        },
    )
    review.submit(
        made,
        [
            ("Somebody learns where a customer is", 3, 4, "Location is used in the moment and not kept."),
            ("People feel watched", 3, 2, "Off by default."),
        ],
    )
    review.vote(
        made,
        (who.tomas, Choice.CONDITIONAL, "Only without a location history."),
        (who.daniel, Choice.CONDITIONAL, "The consent text must be separate."),
        (who.nora, Choice.APPROVE, ""),
        (who.priya, Choice.CONDITIONAL, "Off by default."),
    )
    review.agree(made, Choice.CONDITIONAL, "Useful to regulars, acceptable if nothing about places is kept.",
        Duty("Delete the location after the offer is shown", who.tomas, days(today, -5)),
        Duty("Ask for consent in a text of its own", who.aoife, days(today, 12)),
        Duty("Switch it off by default", who.tomas, days(today, 5)))  # fmt: skip
    asked, off = made.conditions.get(name__startswith="Ask"), made.conditions.get(name__startswith="Switch")
    for condition, text in (
        (asked, "Text 4 of the consent page, seen on the test site."),
        (off, "Release 2.3: off until switched on."),
    ):
        with acting(condition.owner):
            condition.evidence = text
            condition.save()
        advance(condition, "report_done", by=condition.owner)
    advance(off, "verify", by=who.sam)
    advance(made.about, "approve", by=who.sam, note="The committee agrees, under conditions.")


def refused(who, review: Review, activity) -> None:
    made = review.start(
        "Buy age data from a broker",
        "Add bought ages to customer accounts.",
        "Recommend books by age.",
        [activity.orders],
        30,
    )
    review.answer(
        made,
        {
            "scr.repurpose": "Bought from a broker; people were not told.",
            "scr.surprise": "Most would be annoyed.",
            "scr.profile": "Age groups.",
        },
    )
    risks = [
        ("People are judged by a wrong age", 3, 3, ""),
        ("Children are found among the accounts", 2, 5, "Ages under 18 would be left out."),
    ]
    bought = [{"id": "r1", "name": "Ages", "option": "bought"}]
    review.submit(made, risks, purpose__compatibility="new_untold", people__expectation="angry", data__sources=bought)
    review.vote(
        made,
        (who.tomas, Choice.REJECT, "We cannot check where it comes from."),
        (who.daniel, Choice.REJECT, "No legal basis in sight."),
        (who.nora, Choice.REJECT, "I would leave as a customer."),
        (who.priya, Choice.CONDITIONAL, "If people are asked first."),
    )
    review.decide(made, Choice.REJECT, "People were never told, and the source cannot be checked.")
    advance(made.about, "retire", by=who.aoife, note="Refused, not pursued.")


def plain(who, review: Review, activity) -> None:
    made = review.start(
        "Thank-you card with large orders",
        "Print a card with the first name.",
        "A friendly touch.",
        [activity.orders],
        9,
    )
    review.answer(made, {})
    review.submit(made, [])
    review.all_vote(made, Choice.APPROVE)
    review.decide(made, Choice.APPROVE, "Harmless, and kind.")


def changes(who, review: Review, activity) -> None:
    made = review.start(
        "Ask readers about their reading year",
        "A survey by mail, with names.",
        "Learn what to stock.",
        [activity.newsletter],
        25,
    )
    review.answer(made, {"scr.new": "A new survey tool."})
    review.submit(made, [])
    review.all_vote(made, Choice.CHANGES, "Why with names? And name the tool and its agreement.")
    later = review.ago(-6)
    later.decide(made, Choice.CHANGES, "Come back with an anonymous survey and the vendor.")
    advance(made.about, "reopen", by=who.aoife, note="The committee asked for changes.")


def waiting(who, review: Review, activity) -> None:
    made = review.start(
        "Recommend books from purchase history",
        "Suggest three books in the newsletter, from the orders of the last 24 months.",
        "More useful mails; more repeat orders.",
        [activity.newsletter, activity.orders],
        21,
    )
    review.answer(
        made,
        {
            "scr.profile": "An interest is guessed from orders.",
            "scr.track": "Orders are joined with the newsletter list.",
        },
    )
    review.submit(
        made,
        [
            ("A topic reveals health or pregnancy", 3, 4, "Health and family shelves are left out."),
            ("Children are profiled", 1, 3, "Accounts are for adults."),
        ],
    )
    why = "My sister wrote one of the books that would be recommended."
    declaring.step_aside(made.open_review, by=who.nora, why=why, now=review.now)
    review.vote(
        made, (who.tomas, Choice.APPROVE, ""), (who.daniel, Choice.CONDITIONAL, "Can topics be left out? If so, yes.")
    )
    asked = "Can topics be left out, and how would a reader switch it off?"
    discussing.post(made.open_review, asked, by=who.daniel, kind="question", now=review.now)
    told = "From the newsletter list, in two weeks. Leaving out shelves is one setting."
    discussing.post(made.open_review, told, by=who.tomas, now=review.now)
    opinion = "Consent covers the newsletter; say in its text that orders are used."
    discussing.post(made.open_review, opinion, by=who.sam, kind="opinion", now=review.now)


def drafts(who, review: Review, activity) -> None:
    made = review.start(
        "Children's book club",
        "A monthly parcel chosen by age and interest.",
        "Parents asked for it.",
        [activity.orders],
        60,
    )
    review.answer(made, {"scr.vulnerable": "Ages of children.", "scr.profile": "Interests of a child."}, only=5)
    dropped = review.start(
        "Read reviews aloud by a cloned voice", "Clone the voice of a bookseller.", "Fun.", [activity.orders], 90
    )
    advance(dropped, "withdraw", by=who.aoife, note="The bookseller said no.")
