"""Our organisation: written down once, named to visitors, on papers and in exports."""

import datetime as dt
import json

import pytest
import yaml
from django.db import IntegrityError, transaction
from django.test import Client

from governance.exchange.record import linked, manifest, paper, workbook
from governance.incidents import packs
from governance.incidents.models import Incident
from governance.inventory.models import ProcessingActivity
from governance.ledger import readable
from governance.people.organisation import Organisation, ours
from tests.factories import NOW, make
from tests.pages import form_of, signed_in

pytestmark = pytest.mark.django_db
LIST = "/people/organisation/"


@pytest.fixture
def us():
    return make(
        Organisation, name="Brookfield Books", legal_name="Brookfield Books Ltd", address="4 Mill Lane\nKilkenny",
        email="privacy@brookfield.example", officer="Privacy lead",
    )  # fmt: skip


def test_before_it_is_written_down_the_product_stands_in_for_it(people):
    assert (ours().name, ours().facts()) == ("Fairhold", [])
    client = signed_in(people.lead)
    assert client.get(LIST).headers["Location"] == f"{LIST}add/"
    sent = form_of(client, f"{LIST}add/") | {"name": ["Brookfield Books"]}
    client.post(f"{LIST}add/", sent)
    assert ours().name == "Brookfield Books"
    assert "Brookfield Books" in client.get("/").content.decode()


def test_there_is_one_and_its_list_leads_to_it(us, people):
    client = signed_in(people.director)
    assert client.get(LIST).headers["Location"] == us.get_absolute_url()
    second = client.post(f"{LIST}add/", {"name": "Another"}, follow=True)
    assert "It is written down already" in second.content.decode()
    assert [one.name for one in Organisation.objects.all()] == ["Brookfield Books"]
    with pytest.raises(IntegrityError), transaction.atomic():
        make(Organisation)


def test_others_read_it_and_do_not_change_it(us, people):
    client = signed_in(people.member)
    assert "Brookfield Books Ltd" in client.get(us.get_absolute_url()).content.decode()
    client.post(us.get_absolute_url(), {"name": "Theirs", "seen_version": 1})
    assert ours().name == "Brookfield Books"


@pytest.mark.parametrize("page", ["/report/", "/report/follow/", "/login/", "/vendor-answers/none/"])
def test_visitors_read_whose_page_it_is_and_whom_to_ask(us, page):
    told = Client().get(page).content.decode()
    assert "Brookfield Books" in told
    assert "mailto:privacy@brookfield.example" in told


def test_the_record_names_the_controller_in_every_form(us):
    make(ProcessingActivity, name="Newsletter")
    rows = list(ProcessingActivity.objects.all())
    contact = "Brookfield Books Ltd, 4 Mill Lane, Kilkenny, privacy@brookfield.example"
    head = paper.said(rows, notes=[], now=NOW)["head"]
    assert ["Organisation", "Brookfield Books"] in head
    assert ["Contact", contact] in head
    assert ["Data protection officer", "Privacy lead"] in head
    (controller, *_rest) = json.loads(linked.written(rows))["@graph"]
    assert (controller["@type"], controller["dct:title"]) == ("dpv:DataController", "Brookfield Books")
    assert yaml.safe_load(manifest.written(rows))["organization"][0]["controller"]["name"] == "Brookfield Books Ltd"
    assert workbook.written(rows, notes=[]).startswith(b"PK")


def test_evidence_and_notices_name_it(us):
    told = {"made_at": dt.datetime.now(dt.UTC).isoformat(), "about": "x", "entries": [], "key": "k", "checkpoint": "c"}
    assert readable.said(told)["head"][0] == ["Organisation", "Brookfield Books"]
    assert readable.said(told)["footer"].startswith("Brookfield Books · ")
    (whom,) = [part for part in packs.parts(make(Incident)) if part.cite == "33(3)(b)"]
    assert ("Organisation", "Brookfield Books") in whom.lines
