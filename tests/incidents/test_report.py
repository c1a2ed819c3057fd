"""Logging an incident from five answers."""

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.incidents.fiveanswers import title
from governance.incidents.models import Incident
from tests.pages import form_of, signed_in

pytestmark = pytest.mark.django_db
URL = "/report/"


def answers(**told) -> dict:
    said = {"what": "An order list went to the wrong trader. He called us.", "found": "2026-11-20", "kind": "sure"}
    return said | {"people": ["customer"], "where": ["EU", "UK"], "goes_on": "no"} | told


def logged(user, **told) -> Incident:
    page = signed_in(user).post(URL, answers(**told))
    made = Incident.objects.get()
    assert (page.status_code, page.headers["Location"]) == (302, reverse("admin:incident", args=[made.pk]))
    return made


def test_whoever_is_sure_of_a_breach_starts_its_clocks_and_owns_it(people):
    made = logged(people.outsider)
    assert (made.kind, made.owner, made.name) == ("breach", people.outsider, "An order list went to the wrong trader")
    assert (made.found, made.jurisdictions, made.goes_on, made.people_kinds) == (
        "2026-11-20",
        ["EU", "UK"],
        "no",
        ["customer"],
    )
    assert abs((timezone.now() - made.aware_at).total_seconds()) < 60
    assert made.tracks.count() == 4


def test_a_suspicion_starts_no_clock_and_is_dated(people):
    made = logged(people.member, kind="unsure")
    assert (made.kind, made.aware_at, made.tracks.count()) == ("breach", None, 0)
    assert made.suspected == f"{timezone.localdate():%Y-%m-%d}"


def test_not_sure_where_people_live_runs_the_european_clock(people):
    assert logged(people.member, where=[]).jurisdictions == ["EU"]


@pytest.mark.parametrize(
    ("kind", "is_secret"), [("near_miss", False), ("concern", True), ("security", False), ("complaint", False)]
)
def test_near_misses_and_concerns_are_in_the_same_place(people, kind, is_secret):
    made = logged(people.member, kind=kind)
    assert (made.kind, made.confidential, made.aware_at) == (kind, is_secret, None)


def test_what_is_missing_is_told_at_once_and_what_was_typed_stays(people):
    page = signed_in(people.member).post(URL, {"what": "A list went astray."}).content.decode()
    assert (page.count("Choose an answer."), "A list went astray." in page) == (4, True)
    assert Incident.objects.count() == 0


@pytest.mark.parametrize(("found", "told"), [("yesterday", "is not a date"), ("2999", "yet to come")])
def test_a_day_that_is_none_is_refused(people, found, told):
    page = signed_in(people.member).post(URL, answers(found=found))
    assert (told in page.content.decode(), Incident.objects.count()) == (True, 0)


def test_the_form_begins_with_today(people):
    assert form_of(signed_in(people.member), URL)["found"] == [f"{timezone.localdate():%Y-%m-%d}"]


@pytest.mark.parametrize(
    ("text", "name"),
    [("It fell.\nThen it broke.", "It fell"), ("word " * 40, "word " * 17 + "word…"), ("x" * 200, "x" * 90 + "…")],
)
def test_the_first_sentence_is_the_name(text, name):
    assert title(text) == name
