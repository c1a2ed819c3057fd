"""The one door for many rows: as one by one, in fewer questions."""

import pytest
from django.db import IntegrityError

from governance.core import bulk
from governance.core.acting import acting
from governance.core.errors import StaleRecord
from governance.ledger.models import Entry
from governance.vendors.models import Vendor
from tests.factories import build, make, person

pytestmark = pytest.mark.django_db


def test_a_row_written_in_bulk_has_the_history_that_a_saved_one_has():
    ada = person(name="Ada")
    with acting(ada, reason="a list"):
        bulk.write([build(Vendor, owner=ada, name="First"), build(Vendor, owner=ada, name="Second")])
        make(Vendor, owner=ada, name="Third")
    told = {
        (one.name, one.version, one.history_type, one.actor, one.history_change_reason) for one in Vendor.history.all()
    }
    assert told == {(name, 1, "+", "Ada", "a list") for name in ("First", "Second", "Third")}
    assert Entry.objects.filter(kind="vendors.historicalvendor").count() == 3


def test_new_and_known_rows_go_through_together_each_once():
    known = make(Vendor, name="Known")
    known.name = "Renamed"
    bulk.write([known, build(Vendor, name="New")])
    told = Vendor.history.order_by("history_id").values_list("name", "version", "history_type")
    assert list(told) == [
        ("Known", 1, "+"),
        ("New", 1, "+"),
        ("Renamed", 2, "~"),
    ]
    assert {one.name: one.version for one in Vendor.objects.all()} == {"Renamed": 2, "New": 1}


def test_a_stale_row_keeps_all_of_them_out():
    stale, fresh = make(Vendor, name="Stale"), build(Vendor, name="Fresh")
    other = Vendor.objects.get(pk=stale.pk)
    other.name = "Theirs"
    other.save()
    stale.name = "Mine"
    with pytest.raises(StaleRecord):
        bulk.write([fresh, stale])
    assert [one.name for one in Vendor.objects.all()] == ["Theirs"]


def test_a_row_that_the_database_refuses_keeps_all_of_them_out():
    with pytest.raises(IntegrityError):
        bulk.write([build(Vendor, name="Good"), build(Vendor, name="Bad", state="nowhere")])
    assert not Vendor.objects.exists()
    assert not Vendor.history.exists()


def test_nothing_to_write_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(2):  # the savepoint and its release
        bulk.write([])
