"""Somebody whose every field is a canary, and the two people who erase them."""

from types import SimpleNamespace

import pytest

from governance.persons import erasing
from governance.vendors.models import Vendor, VendorContact
from tests.factories import NOW, make

CANARIES = {"full_name": "Canary Wörld-Ñame", "email": "canary@bird.example", "telephone": "+353 1 2222 3333"}


def contact(**told) -> VendorContact:
    """A contact person who is a data subject of their own."""
    vendor = told.pop("vendor", None) or make(Vendor)
    row = VendorContact(vendor=vendor, function="Sales", **CANARIES | told)
    row.save()
    return row


@pytest.fixture(autouse=True)
def keys_of_its_own(settings, tmp_path):
    settings.PERSON_KEYS = tmp_path / "person.keys"
    settings.LEDGER_WITNESS = tmp_path / "witness"


@pytest.fixture
def erased(people):
    """Erases a person by two others."""

    def erase(subject) -> SimpleNamespace:
        asked = erasing.ask(subject, by=people.lead, reason="They asked for it.", now=NOW)
        erasing.confirm(asked, by=people.director, now=NOW)
        return asked

    return erase
