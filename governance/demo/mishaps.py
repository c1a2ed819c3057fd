"""What went wrong at Brookfield."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from governance.core.acting import acting
from governance.core.fields import PartialDate
from governance.core.workflow import advance
from governance.incidents import notifying, reporting, risking
from governance.incidents.models import Action, Incident, Lesson, TimelineEntry
from governance.incidents.notifying import Sent
from governance.people.sharing import share


def incidents(who: SimpleNamespace, vendor: SimpleNamespace, activity: SimpleNamespace, now: dt.datetime) -> None:
    export(who, vendor, activity, now)
    closed(who, activity, now)
    others(who, vendor, now)
    anonymous(who, now)


def log(by, name: str, **told: Any) -> Incident:
    made = Incident(name=name, **{"owner": by} | told)
    with acting(by):
        made.save()
    return made


def ago(now: dt.datetime, **told: int) -> dt.datetime:
    return now - dt.timedelta(**told)


def export(who, vendor, activity, now) -> None:
    made = log(
        who.priya,
        "Order export sent to the wrong wholesaler",
        description="A list of orders with names and addresses went to another wholesaler.",
        activity=activity.orders,
        severity="high",
        disclosure="yes",
        people_affected=640,
        people_kinds=["customer"],
        jurisdictions=["EU", "UK"],
        categories=["name", "contact", "orders"],
        goes_on="no",
        occurred=PartialDate(f"{ago(now, days=2):%Y-%m-%d}"),
        found=PartialDate(f"{ago(now, days=1):%Y-%m-%d}"),
        aware_at=ago(now, hours=21),
        aware_why="Tomás opened the file and found names in it.",
    )
    factors = risking.Factors(("confidentiality",), "low", "high", "low", people=640)
    told = {
        "by": who.priya,
        "now": ago(now, hours=18),
        "why": "Names and addresses, seen by one trader who deleted them.",
    }
    risking.decide(made, "risk", factors, **told)
    with acting(who.priya):
        TimelineEntry(incident=made, at=ago(now, hours=21), text="Tomás confirmed that the file held names.").save()
        TimelineEntry(
            incident=made, at=ago(now, hours=19), text="The wholesaler confirmed by phone that it was deleted."
        ).save()
        Action(incident=made, name="Get the deletion in writing", owner=who.tomas, due_on=now.date()).save()
        Action(
            incident=made, name="Change the rule of the export mail", owner=who.tomas, due_on=ago(now, days=-2).date()
        ).save()
        done = Action(incident=made, name="Stop the nightly export", owner=who.tomas, due_on=ago(now, days=1).date())
        done.save()
    advance(done, "finish", by=who.tomas)


def closed(who, activity, now) -> None:
    made = log(
        who.tomas,
        "Newsletter showed other readers' addresses",
        kind="breach",
        description="All addresses stood in the copy line.",
        activity=activity.newsletter,
        severity="medium",
        disclosure="yes",
        people_affected=120,
        people_kinds=["newsletter"],
        jurisdictions=["EU"],
        categories=["contact"],
        occurred=PartialDate(f"{ago(now, days=200):%Y-%m}"),
        found=PartialDate(f"{ago(now, days=198):%Y-%m-%d}"),
        aware_at=ago(now, days=198),
        aware_why="A reader answered to all, and the addresses were there to see.",
        consequences="Readers may get unwanted mail.",
        measures="Readers were asked to delete the mail.",
    )
    with acting(who.priya, reason="A second mailing was found."):
        made.people_affected = 1240
        made.save()
    with acting(who.tomas):
        made.cause = "The mail was sent by hand instead of through the newsletter tool."
        made.save()
        told = {"link": "Guideline on mailings", "person": who.aoife, "due_on": ago(now, days=150).date()}
        lesson = Lesson(incident=made, teaches="policy", text="Mailings go through the tool only.", **told)
        lesson.save()
        lesson.done_on = ago(now, days=160).date()
        lesson.save()
        dropped = Action(incident=made, name="Buy a mail filter", owner=who.tomas)
        dropped.save()
    advance(dropped, "drop", by=who.tomas, note="The newsletter tool prevents it.")
    tell(made, who, now)
    advance(made, "contain", by=who.tomas)
    advance(made, "close", by=who.tomas, note="Readers were written to; the tool is now the only way.")


def tell(made, who, now) -> None:
    """The authority was told in two phases; the people were not, and a second person agreed."""
    day = ago(now, days=197)
    risking.decide(made, "risk", risking.Factors(), by=who.tomas, now=day)
    made.refresh_from_db()
    authority, people = made.tracks.get(code="breach.authority"), made.tracks.get(code="breach.people")
    first = Sent("initial", ago(now, days=196), reference="BN-1042", way="Form of the authority")
    last = Sent("final", ago(now, days=190), reference="BN-1042", way="Mail", text="The count is 1,240 people.")
    for one in (first, last):
        notifying.send(authority, one, by=who.tomas, now=one.at)
    why = "Addresses alone; the readers know that they read the newsletter."
    notifying.tell_nobody(people, "not_high", why, by=who.tomas, now=day)
    notifying.confirm(people, by=who.sam, now=day, dpo_view="Agreed: the risk is low for each reader.")
    made.refresh_from_db()


def anonymous(who, now) -> None:
    """Its code is thrown away: nobody comes back to it."""
    text = "The stock room has a list of customers who complained, with remarks about them. I do not think we may."
    reporting.report("concern", text, now=ago(now, days=9))


def others(who, vendor, now) -> None:
    near = log(
        who.finn,
        "Till printed a customer list by mistake",
        kind="near_miss",
        vendor=vendor.cloudtill,
        severity="low",
        disclosure="no",
        description="The list was found in the printer and shredded.",
        occurred=PartialDate(f"{ago(now, days=9):%Y-%m-%d}"),
    )
    advance(near, "contain", by=who.finn)
    secret = log(
        who.sam,
        "Concern about a manager reading accounts",
        kind="concern",
        confidential=True,
        description="Reported in confidence.",
        severity="medium",
        occurred=PartialDate(f"{ago(now, days=40):%Y}"),
    )
    share(secret, who.maeve, by=who.sam, reason="The owner has to know.")
    log(
        who.finn,
        "Visitor counter set cookies before consent",
        kind="breach",
        vendor=vendor.statpixel,
        description="Seen by a customer.",
        occurred=PartialDate(f"{ago(now, days=30):%Y-%m}"),
    )
