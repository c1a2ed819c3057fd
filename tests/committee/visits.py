"""What people do in the review room, in one line each."""

import datetime as dt
import html

from django.test import Client
from django.utils import timezone

from tests.pages import signed_in

NO_DUTIES = {"duty-TOTAL_FORMS": "4", "duty-INITIAL_FORMS": "0"}


def reads(user, proposal) -> str:
    page = signed_in(user).get(proposal.room_url)
    assert page.status_code == 200
    return words(page)


def words(page) -> str:
    return html.unescape(page.content.decode())


def sends(user, review, do: str, **said) -> str:
    """What the room says once it is done; a form that was refused is shown again, with no redirect."""
    return words(post(signed_in(user), review, do, **said))


def post(client: Client, review, do: str, **said):
    return client.post(review.proposal.room_url, {"do": do, "review": review.pk} | said, follow=True)


def opens(review, *people) -> None:
    for one in people:
        sends(one, review, "declare", says="none")


def votes(review, *cast: tuple, reason: str = "because") -> None:
    for one, choice in cast:
        opens(review, one)
        sends(one, review, "vote", choice=choice, reason=reason)


def everybody_votes(review, choice: str, reason: str = "because") -> None:
    aside = review.proposal.people_aside()
    votes(review, *[(one.person, choice) for one in review.voters.all() if one.person_id not in aside], reason=reason)


def wording(outcome: str, *duties: dict, reasons: str = "It is fair.") -> dict:
    told = {"outcome": outcome, "reasons": reasons} | NO_DUTIES
    for number, duty in enumerate(duties):
        told |= {f"duty-{number}-{name}": value for name, value in duty.items()}
    return told


def days(count: int) -> str:
    return str(timezone.localdate() + dt.timedelta(days=count))
