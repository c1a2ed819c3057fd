"""Brookfield's vendors and what they signed."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django.core.files.base import ContentFile

from governance.core.acting import acting
from governance.core.workflow import advance
from governance.vendors import checklist
from governance.vendors.models import (
    Agreement,
    Certificate,
    Clause,
    Found,
    PastBreach,
    ProcessorChange,
    SubProcessor,
    Transfer,
    Vendor,
)

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
            processed_in="Ireland, Germany, United States",
            trains_models="no",
            training_checked_on=days(today, -40),
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
    parcelo = agreement(vendor.parcelo, "Parcelo contract of the old shop", kind="service", signed_on=days(today, -900))
    agreement(vendor.statpixel, "StatPixel data-processing agreement", kind="processing")
    for one in (mailwell, cloudtill, faxline, parcelo):
        advance(one, "bring_into_force", by=who.finn)
    look_through(mailwell, who, today)
    advance(parcelo, "end", by=who.finn, note="The old shop is closed.")
    advance(faxline, "end", by=who.finn, note="The service is no longer used.")
    faxline.exit_proven_on, faxline.exit_note = today, "Their letter: all faxes were destroyed."
    with acting(who.finn):
        faxline.save()
    advance(faxline, "prove_exit", by=who.finn)
    vendor.faxline.refresh_from_db()
    advance(vendor.faxline, "retire", by=who.finn, note="Nobody sends faxes any more.")


def look_through(agreement: Agreement, who: SimpleNamespace, today: dt.date) -> None:
    """Nearly all is there: one clause is unclear, and one gap was accepted until the next review."""
    with acting(who.finn, reason="Read the contract."):
        for number, item in enumerate(checklist.items(agreement, today), start=1):
            told = {"found": Found.MET, "place": f"§ {number}"}
            if item.rule.code == "DPA-08":
                told = {"found": Found.MISSING, "note": "“Reasonable time”: ask how many hours."}
            elif item.rule.code == "DPA-10":
                told = {"found": Found.ACCEPTED, "note": "It shows its SOC 2 report instead.", "accepted_by": who.sam}
                told["accepted_until"] = days(today, 90)
            Clause(agreement=agreement, code=item.rule.code, **told).save()


def knowledge(who: SimpleNamespace, vendor: SimpleNamespace, today: dt.date) -> None:
    """What Brookfield knows of its vendors, good and bad."""
    mailwell, statpixel = vendor.mailwell, vendor.statpixel
    with acting(who.finn, reason="From its trust page."):
        rows = [
            Certificate(vendor=mailwell, scheme="iso27001", scope="All services", valid_until=days(today, 95)),
            Certificate(vendor=mailwell, scheme="soc2", scope="Sending of mail", valid_until=days(today, -57)),
            SubProcessor(vendor=mailwell, name="CloudSMTP", country="DE", purpose="Sends the mails", since_on=today),
            SubProcessor(vendor=mailwell, name="Helpdesk.io", country="IE", purpose="Answers our questions"),
            ProcessorChange(
                vendor=mailwell, what="BounceGuard (US) would check addresses", told_on=days(today, -4),
                object_by=days(today, 26),
            ),
            PastBreach(vendor=mailwell, happened="2024-05", what="Addresses of a test account were public for a day."),
            Transfer(
                vendor=mailwell, country="US", mechanism="clauses", safeguards="Module 3, towards BounceGuard",
                outcome="measures", assessed_on=days(today, -320), recheck_on=days(today, 45),
            ),
            Transfer(vendor=statpixel, country="US", safeguards="It says that it is certified; nobody checked."),
        ]  # fmt: skip
        for row in rows:
            row.save()
