"""Brookfield's systems, data and processing."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from governance.core.acting import acting
from governance.core.workflow import advance
from governance.inventory import disposing
from governance.inventory.models import (
    Batch,
    DataAsset,
    Hold,
    Measure,
    ProcessingActivity,
    Purpose,
    Recipient,
    Segment,
    System,
    SystemUse,
    Transfer,
)


def systems(who: SimpleNamespace, vendor: SimpleNamespace) -> SimpleNamespace:
    def system(name: str, **told: Any) -> System:
        made = System(name=name, **{"owner": who.tomas} | told)
        with acting(who.tomas):
            made.save()
        return made

    made = SimpleNamespace(
        shop=system("Web shop", department="IT", hosted_in="Ireland", description="Orders, accounts, wish lists."),
        mail=system("Newsletter tool", vendor=vendor.mailwell, department="Marketing", hosted_in="Germany"),
        till=system("Tills", vendor=vendor.cloudtill, department="Shops", hosted_in="Germany"),
        old=system("Loyalty card cabinet", department="Shops", hosted_in="Ireland"),
    )
    advance(made.old, "retire", by=who.tomas, note="The cards were shredded.")
    return made


def data(who: SimpleNamespace, system: SimpleNamespace) -> None:
    rows = [
        DataAsset(
            name="Newsletter list",
            system=system.mail,
            owner=who.aoife,
            personal_data="yes",
            subjects=["newsletter"],
            categories=["name", "contact", "preferences"],
        ),
        DataAsset(
            name="Order history",
            system=system.shop,
            owner=who.tomas,
            personal_data="yes",
            subjects=["customer"],
            categories=["name", "contact", "orders"],
        ),
        DataAsset(name="Book catalogue", system=system.shop, owner=who.tomas, personal_data="no"),
        DataAsset(
            name="Loyalty cards on paper",
            system=system.old,
            owner=who.finn,
            personal_data="yes",
            subjects=["customer"],
            categories=["name", "orders"],
        ),
    ]
    with acting(who.tomas):
        for row in rows:
            row.save()
    advance(rows[-1], "retire", by=who.tomas, note="Shredded, with a certificate.")


def activities(
    who: SimpleNamespace, vendor: SimpleNamespace, system: SimpleNamespace, today: dt.date
) -> SimpleNamespace:
    def activity(name: str, owner, purpose: tuple[str, str], **told: Any) -> ProcessingActivity:
        made = ProcessingActivity(name=name, owner=owner, **told)
        with acting(who.finn):
            made.save()
            condition = "explicit_consent" if "health" in made.categories else ""
            Purpose(activity=made, name=purpose[0], legal_basis=purpose[1], condition=condition).save()
        return made

    kept = {"retention_number": 24, "retention_unit": "months", "retention_event": "last_contact"}
    made = SimpleNamespace(
        newsletter=activity(
            "Newsletter",
            who.aoife,
            ("Tell readers about new books", "consent"),
            description="A weekly mail to 4,180 readers.",
            department="Marketing",
            subjects=["newsletter"],
            subjects_count=4180,
            categories=["name", "contact", "preferences"],
            **kept,
        ),
        orders=activity(
            "Orders in the web shop",
            who.tomas,
            ("Deliver what was ordered", "contract"),
            department="Shops",
            subjects=["customer"],
            categories=["name", "contact", "orders", "bank"],
            retention_number=7,
            retention_unit="years",
            retention_event="financial_year_end",
        ),
        signing=activity(
            "Access needs at author evenings",
            who.priya,
            ("Seat people who need help", "consent"),
            department="Events",
            subjects=["customer"],
            categories=["name", "health"],
            retention_number=30,
            retention_unit="days",
            retention_event="collected",
        ),
        profiles=activity(
            "Reading profiles",
            who.aoife,
            ("Recommend books", ""),
            department="Marketing",
            subjects=["customer"],
            categories=["orders", "preferences"],
        ),
        cards=activity(
            "Loyalty cards on paper",
            who.finn,
            ("Discounts for regulars", "contract"),
            department="Shops",
            subjects=["customer"],
            categories=["name", "orders"],
            **kept,
        ),
    )
    with acting(who.finn):
        Recipient(activity=made.newsletter, vendor=vendor.mailwell).save()
        Recipient(activity=made.orders, vendor=vendor.parcelo).save()
        Recipient(activity=made.orders, name="The card company of the customer").save()
        SystemUse(activity=made.newsletter, system=system.mail).save()
        SystemUse(activity=made.orders, system=system.shop).save()
        details(made, who, today)
    for one in (made.newsletter, made.orders, made.signing, made.cards):
        advance(one, "put_on_record", by=who.finn)
    advance(made.cards, "end", by=who.finn, note="The web shop has replaced the cards.")
    dispose_of_the_oldest(made, who, today)
    return made


def details(made: SimpleNamespace, who: SimpleNamespace, today: dt.date) -> None:
    """Where data goes, how it is guarded, who is picked out, and what is kept until when."""
    year = today.year
    rows = [
        Transfer(
            activity=made.newsletter, country="US", recipient="Mailwell, for checking addresses", mechanism="clauses",
            outcome="measures", assessed_on=today - dt.timedelta(days=320), recheck_on=today + dt.timedelta(days=45),
        ),
        Measure(activity=made.newsletter, kind="access", note="Marketing only"),
        Measure(activity=made.newsletter, kind="encrypted_in_transit"),
        Measure(activity=made.orders, kind="strong_sign_in", note="For all staff of the shop"),
        Measure(activity=made.orders, kind="backup", note="Tried in spring"),
        Segment(activity=made.profiles, name="Likely to like crime novels", attributes=["orders", "preferences"]),
        Segment(activity=made.profiles, name="Buys on grief", attributes=["orders"], is_sensitive=True),
        Batch(activity=made.orders, name=f"Orders of {year - 9}", event_on=dt.date(year - 9, 12, 31)),
        Batch(activity=made.orders, name=f"Orders of {year - 1}", event_on=dt.date(year - 1, 12, 31)),
        Batch(activity=made.cards, name="Cards of the old shop", event_on=today - dt.timedelta(days=800)),
        Hold(activity=made.cards, set_by=who.priya, reason="A customer has sued over a voucher.", since_on=today),
    ]  # fmt: skip
    for row in rows:
        row.save()


def dispose_of_the_oldest(made: SimpleNamespace, who: SimpleNamespace, today: dt.date) -> None:
    batch = Batch(activity=made.orders, name=f"Orders of {today.year - 10}", event_on=dt.date(today.year - 10, 12, 31))
    with acting(who.tomas):
        batch.save()
    disposing.dispose(
        batch, by=who.finn, on=today, how="Deleted by the shop's own routine; Tomás watched.", today=today
    )
