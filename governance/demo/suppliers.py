"""Brookfield's vendors and what they signed."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django.core.files.base import ContentFile

from governance.core.acting import acting
from governance.core.workflow import advance
from governance.vendors.models import Agreement, Vendor

DPA = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def days(today: dt.date, number: int) -> dt.date:
    return today + dt.timedelta(days=number)


def vendors(who: SimpleNamespace, today: dt.date) -> SimpleNamespace:
    def vendor(by, name: str, service: str, **told: Any) -> Vendor:
        made = Vendor(name=name, service=service, **{"owner": who.aoife, "review_on": days(today, 120)} | told)
        with acting(by):
            made.save()
        return made

    known = {"personal_data": "yes", "role": "processor"}
    made = SimpleNamespace(
        mailwell=vendor(
            who.finn,
            "Mailwell Ltd",
            "Sends our newsletter.",
            country="Ireland",
            website="https://mailwell.example",
            review_on=days(today, 20),
            **known,
        ),
        cloudtill=vendor(
            who.finn,
            "CloudTill GmbH",
            "Runs the tills of the three shops.",
            country="Germany",
            owner=who.tomas,
            criticality="high",
            **known,
        ),
        statpixel=vendor(
            who.finn, "StatPixel Inc.", "Counts visits of the web shop.", country="United States", **known
        ),
        parcelo=vendor(
            who.finn,
            "Parcelo",
            "Delivers parcels.",
            country="Ireland",
            owner=who.finn,
            personal_data="yes",
            role="controller",
            review_on=days(today, -6),
        ),
        adreach=vendor(
            who.finn,
            "AdReach Europe",
            "Would show adverts to people like our customers.",
            country="France",
            criticality="low",
            review_on=None,
        ),
        faxline=vendor(
            who.finn,
            "Faxline",
            "Received orders by fax.",
            owner=who.finn,
            personal_data="no",
            role="none",
            criticality="low",
        ),
    )
    for one in (made.mailwell, made.cloudtill, made.statpixel, made.parcelo, made.faxline):
        advance(one, "take_into_use", by=who.finn)
    return made


def agreements(who: SimpleNamespace, vendor: SimpleNamespace, today: dt.date) -> None:
    def agreement(of: Vendor, name: str, **told: Any) -> Agreement:
        made = Agreement(vendor=of, name=name, **{"owner": of.owner} | told)
        with acting(who.finn):
            made.file.save("agreement.pdf", ContentFile(DPA + name.encode()), save=False)
            made.save()
        return made

    mailwell = agreement(
        vendor.mailwell,
        "Mailwell data-processing agreement",
        signed_on=days(today, -710),
        starts_on=days(today, -710),
        ends_on=days(today, 20),
        notice_days=30,
    )
    cloudtill = agreement(
        vendor.cloudtill,
        "CloudTill data-processing agreement",
        signed_on=days(today, -300),
        starts_on=days(today, -300),
        review_on=days(today, 65),
    )
    faxline = agreement(
        vendor.faxline,
        "Faxline service contract",
        kind="service",
        signed_on=days(today, -2000),
        starts_on=days(today, -2000),
    )
    agreement(vendor.statpixel, "StatPixel data-processing agreement", kind="processing")
    for one in (mailwell, cloudtill, faxline):
        advance(one, "bring_into_force", by=who.finn)
    advance(faxline, "end", by=who.finn, note="The service is no longer used.")
    vendor.faxline.refresh_from_db()
    advance(vendor.faxline, "retire", by=who.finn, note="Nobody sends faxes any more.")
