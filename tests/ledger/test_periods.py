"""Evidence leaves nothing out: what was taken out since, who was let in, what was accepted."""

import json
import zipfile
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from governance.core.acting import acting
from governance.core.models import AcceptedFinding
from governance.ledger import evidence, readable
from governance.people import sharing
from tests.factories import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(past, people):
    """A vendor that somebody was let in on and not any more, and on which a finding is accepted."""
    sharing.share(past.vendor, people.outsider, by=people.lead, reason="Helps with it.")
    sharing.withdraw(past.vendor, people.outsider, by=people.lead)
    with acting(people.lead):
        make(AcceptedFinding, about=past.vendor, reason="For now.")
    return past


def kinds(what: str, person, tmp_path) -> list[str]:
    call_command("evidence", what, tmp_path / "e.zip", "--as", person.email, stdout=StringIO())
    told = json.loads(zipfile.ZipFile(tmp_path / "e.zip").read("evidence.json"))
    return [json.loads(entry["payload"])["t"] for entry in told["entries"]]


def test_of_a_period_with_what_was_taken_out_since(shared, people, tmp_path):
    today = timezone.localdate()
    found = kinds(f"{today}..{today}", people.auditor, tmp_path)
    assert found.count("inventory.historicalpurpose") == 2
    assert found.count("people.historicalgrant") == 2
    assert found.count("core.historicalacceptedfinding") == 1


def test_of_a_record_with_who_was_let_in_and_what_was_accepted(shared, people, tmp_path):
    found = kinds(shared.vendor.reference, people.auditor, tmp_path)
    assert found.count("people.historicalgrant") == 2
    assert found.count("core.historicalacceptedfinding") == 1


def test_of_a_period_without_what_one_may_not_see(shared, people, tmp_path):
    with acting(people.lead):
        shared.vendor.confidential = True
        shared.vendor.save()
    today = timezone.localdate()
    found = kinds(f"{today}..{today}", people.director, tmp_path)
    assert "people.historicalgrant" not in found
    assert "core.historicalacceptedfinding" not in found


def test_the_document_is_in_words(past, people):
    told = evidence.pack(evidence.of_record(past.incident, people.lead), about="INC", now=timezone.now())
    (first, *_rest) = readable.said(told)["entries"]
    lines = dict(first["lines"])
    assert (lines["Owner"], lines["Confidential"]) == ("Ada", "no")
    assert lines["State"] == "Open"
    assert json.loads(told["entries"][0]["payload"])["row"]["owner_id"] == past.ada.pk
