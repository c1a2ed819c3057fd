"""Any record and any register as it stood at a moment, and all of it as one pack with proof."""

import datetime as dt
import json
import zipfile
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from governance.core.acting import acting
from governance.inventory.models import ProcessingActivity, Purpose
from governance.ledger import as_of, evidence
from governance.ledger.offline import check_evidence
from governance.ledger.pages.past import packed
from governance.vendors.models import Vendor
from tests.factories import make
from tests.pages import signed_in

pytestmark = pytest.mark.django_db


def day(number: int) -> dt.datetime:
    return dt.datetime(2026, 5, number, 12, tzinfo=dt.UTC)


@pytest.fixture
def may(people):
    """An activity of May: recorded on the 2nd, renamed on the 4th, its purpose taken out on the 6th."""
    with acting(people.lead):
        with time_machine.travel(day(2)):
            made = make(ProcessingActivity, name="Newsletter", owner=people.steward)
            purpose = make(Purpose, activity=made, name="To tell readers")
        with time_machine.travel(day(4)):
            made.name = "Book letter"
            made.save()
        with time_machine.travel(day(6)):
            purpose.delete()
    return made


def page(user, record, moment: dt.datetime, name: str = "past_record"):
    told = ["inventory", "processingactivity", *([record.pk] if name == "past_record" else [])]
    asked = {"at_0": f"{moment:%Y-%m-%d}", "at_1": f"{moment:%H:%M}"}
    return signed_in(user).get(reverse(f"admin:{name}", args=told), asked)


@pytest.mark.parametrize(
    ("on", "name", "has_purpose"),
    [(2, "Newsletter", True), (3, "Newsletter", True), (4, "Book letter", True), (6, "Book letter", False)],
)
def test_a_record_is_shown_as_it_stood_with_its_parts(may, people, on, name, has_purpose):
    text = page(people.auditor, may, day(on) + dt.timedelta(minutes=1)).content.decode()
    assert name in text
    assert ("To tell readers" in text) == has_purpose
    assert "Nothing can be edited here." in text


def test_before_it_was_recorded_there_is_nothing_to_show(may, people):
    text = page(people.auditor, may, day(1)).content.decode()
    assert "It was not recorded yet" in text
    assert f"It was recorded on {date_format(timezone.localtime(day(2)), 'j F Y, H:i (e)')}" in text


def test_what_lies_ahead_is_no_past(may, people):
    text = page(people.auditor, may, timezone.now() + dt.timedelta(days=2), "past_register").content.decode()
    assert "This lies ahead. Choose a moment that has passed." in text


def test_other_registers_are_of_the_same_moment(may, people):
    text = page(people.auditor, may, day(3), "past_register").content.decode()
    assert f"/past/vendors/vendor/?at_0={day(3):%Y-%m-%d}&amp;at_1=" in text


def test_a_register_holds_what_was_recorded_by_then(may, people):
    with time_machine.travel(day(8)), acting(people.lead):
        make(ProcessingActivity, name="Later")
    early = page(people.auditor, may, day(3), "past_register").content.decode()
    late = page(people.auditor, may, day(9), "past_register").content.decode()
    assert ("Newsletter" in early, "Later" in early) == (True, False)
    assert ("Book letter" in late, "Later" in late) == (True, True)


def test_of_two_versions_of_one_moment_the_later_one_counts(people):
    with acting(people.lead), time_machine.travel(day(2), tick=False):
        vendor = make(Vendor, name="First")
        vendor.name = "Second"
        vendor.save()
    assert [row.name for row in as_of.rows(Vendor, day(2), id=vendor.pk)] == ["Second"]


def test_what_a_person_may_not_see_today_has_no_past_for_them(may, people):
    with acting(people.lead):
        may.confidential = True
        may.save()
    assert page(people.director, may, day(5)).status_code == 404
    assert "Newsletter" not in page(people.director, may, day(3), "past_register").content.decode()
    assert page(people.auditor, may, day(5)).status_code == 200


@pytest.mark.parametrize("asked", [{"at_0": "x", "at_1": ""}, {"at_0": "2026-05-01", "at_1": "25:00"}])
def test_a_moment_that_is_none_is_told_so(may, people, asked):
    url = reverse("admin:past_record", args=["inventory", "processingactivity", may.pk])
    answer = signed_in(people.auditor).get(url, asked)
    assert answer.status_code == 200
    assert "valid" in answer.content.decode()


@pytest.mark.parametrize("told", [("inventory", "nonsense"), ("ledger", "entry"), ("people", "user")])
def test_only_registers_have_a_past_to_show(people, told):
    assert signed_in(people.auditor).get(reverse("admin:past_register", args=told)).status_code == 404


def test_the_pack_for_the_authority_holds_the_registers_as_they_stood_and_proves_every_row(may, people, tmp_path):
    made = zipfile.ZipFile(BytesIO(packed(people.auditor, day(5), day(9))))
    told = json.loads(made.read("processingactivity.json"))
    assert [row["name"] for row in told["rows"]] == ["Book letter"]
    assert [row["name"] for row in json.loads(made.read("purpose.json"))["rows"]] == ["To tell readers"]
    proof = json.loads(made.read("evidence.json"))
    assert check_evidence.checked(proof, proof["key"], None)[0] == 0
    assert {json.loads(entry["payload"])["row"]["name"] for entry in proof["entries"]} == {
        "Book letter",
        "To tell readers",
    }
    assert made.read("check_evidence.py") == evidence.VERIFIER.read_bytes()


def test_the_pack_is_one_click_for_those_who_may(may, people):
    url = reverse("admin:regulator_pack")
    answer = signed_in(people.lead).post(url, {"at_0": "2026-05-05", "at_1": "12:00"})
    assert answer["Content-Type"] == "application/zip"
    assert signed_in(people.steward).get(url).status_code == 403
    early = signed_in(people.lead).post(url, {"at_0": "1999-01-01", "at_1": "12:00"}).content.decode()
    assert "Nothing was recorded then that you may see." in early


def test_the_form_begins_with_the_day_and_the_time_of_now(people):
    with time_machine.travel(dt.datetime(2026, 3, 4, 9, 5, tzinfo=dt.UTC), tick=False):
        text = (
            signed_in(people.auditor).get(reverse("admin:past_register", args=["vendors", "vendor"])).content.decode()
        )
    assert 'name="at_0" value="2026-03-04"' in text
    assert 'name="at_1" value="09:05"' in text
