"""People outside of Brookfield: who speaks for its vendors, and who told of an incident."""

import datetime as dt
from types import SimpleNamespace

from governance.core.acting import acting
from governance.incidents.models import Incident, Informant
from governance.persons import erasing
from governance.vendors.models import VendorContact

CONTACTS = (
    ("mailwell", "Hanna Vogt", "Account manager", "hanna.vogt@mailwell.example", "+353 1 555 0142"),
    ("mailwell", "Eoin Carty", "Security", "eoin.carty@mailwell.example", ""),
    ("cloudtill", "Jonas Weber", "Support", "jonas.weber@cloudtill.example", "+49 30 555 017"),
    ("parcelo", "Niamh Burke", "Regional manager, has left", "niamh.burke@parcelo.example", ""),
)


def known(who: SimpleNamespace, vendor: SimpleNamespace, now: dt.datetime) -> None:
    """One of them asked to be erased, which waits for a second person; one may not be erased yet."""
    with acting(who.finn):
        contacts = [contact(vendor, *told) for told in CONTACTS]
        told = {"full_name": "Cathal Moran", "address": "cathal.moran@reader.example", "relation": "Customer"}
        informant = Informant(incident=Incident.objects.get(name__startswith="Visitor counter"), **told)
        informant.save()
    why = "Left Parcelo, and wrote that we should forget them."
    erasing.ask(contacts[-1].subject, by=who.sam, reason=why, now=now - dt.timedelta(days=3))
    why = "The authority may still ask who saw it."
    erasing.hold(informant.subject, by=who.sam, reason=why, now=now - dt.timedelta(days=20))


def contact(vendor: SimpleNamespace, of: str, *told: str) -> VendorContact:
    fields = dict(zip(("full_name", "function", "email", "telephone"), told, strict=True))
    made = VendorContact(vendor=getattr(vendor, of), **fields)
    made.save()
    return made
