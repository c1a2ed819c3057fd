"""The audit explorer: every change that one may see, in plain sentences, found by who, what, which record and when."""

import csv
import datetime as dt
import json
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.core import cells
from governance.core.acting import acting
from governance.core.models import AcceptedFinding
from governance.core.records import tracked_types
from governance.ledger import exploring, looking
from governance.ledger.looking import Wanted
from governance.ledger.models import Entry
from governance.ledger.pages import explorer
from governance.ledger.schema import KIND
from governance.people import sharing
from governance.vendors.models import Vendor
from tests.factories import make
from tests.pages import signed_in

pytestmark = pytest.mark.django_db
URL = reverse("admin:explorer")


def sentences(wanted: Wanted, user, **options) -> list[str]:
    return [line.change.sentence for line in exploring.find(wanted, user, **options).lines]


def page(user, **asked) -> str:
    return signed_in(user).get(URL, asked).content.decode()


def test_it_tells_who_changed_what_from_what_to_what_and_why(past, people):
    assert sentences(Wanted(record=("vendors.vendor", past.vendor.pk)), people.auditor) == [
        "Ada changed name from “Second” to “Third” in vendor VEN-001, because: a new name.",
        "Ada changed name from “First” to “Second” in vendor VEN-001, because: a new name.",
        "Ada recorded vendor VEN-001, because: at first.",
    ]


def test_a_part_is_found_with_its_record_also_once_it_was_taken_out(past, people):
    found = sentences(Wanted(record=("inventory.processingactivity", past.purpose.activity_id)), people.auditor)
    assert [line.split(",")[0].rstrip(".") for line in found] == [
        f"Command line took out purpose {past.purpose.name}",
        f"Ada recorded purpose {past.purpose.name}",
        f"Ada recorded processing activity {past.purpose.activity.reference}",
    ]


@pytest.mark.parametrize("model", tracked_types(), ids=lambda model: model._meta.label)
def test_changes_of_any_kind_are_told_also_once_they_were_taken_out(model, people):
    row = make(model)
    if model.removable:
        row.delete()
    assert exploring.find(Wanted(kind=model.history.model._meta.label_lower), people.lead).stopped is False
    assert signed_in(people.auditor).get(URL).status_code == 200


def test_who_was_let_in_and_that_it_was_taken_back_is_told_to_whoever_sees_the_record(people):
    row = make(Vendor, owner=people.lead, confidential=True)
    sharing.share(row, people.outsider, by=people.lead, reason="for the review")
    sharing.withdraw(row, people.outsider, by=people.lead)
    found = sentences(Wanted(kind="people.historicalgrant"), people.lead)
    assert [line.split(" grant")[0] for line in found] == ["Lena Lead took out", "Lena Lead recorded"]
    assert "because: for the review" in found[1]
    of_the_record = exploring.find(Wanted(record=("vendors.vendor", row.pk)), people.lead).lines
    assert [line.record for line in of_the_record] == [row, row, None]
    assert sentences(Wanted(kind="people.historicalgrant"), people.steward) == []


def test_what_was_accepted_on_a_record_is_told_to_whoever_sees_it(past, people):
    with acting(people.lead):
        make(AcceptedFinding, about=past.vendor, reason="For now.")
        past.other.confidential = True
        past.other.save()
        make(AcceptedFinding, about=past.other, reason="A secret.")
    wanted = Wanted(kind="core.historicalacceptedfinding")
    assert len(sentences(wanted, people.auditor)) == 2
    assert len(sentences(wanted, people.director)) == 1
    assert len(sentences(Wanted(record=("vendors.vendor", past.vendor.pk)), people.director)) == 4


def test_what_explains_the_columns_is_no_change_of_anybody(past, people):
    entry = Entry.objects.filter(kind=KIND).first()
    assert signed_in(people.auditor).get(reverse("admin:history_entry", args=[entry.pk])).status_code == 404


def test_a_part_names_its_record_and_only_to_whom_the_record_shows(past, people):
    kind = "inventory.historicalpurpose"
    lines = exploring.find(Wanted(kind=kind), people.auditor).lines
    assert {line.record for line in lines} == {past.purpose.activity}
    assert past.purpose.activity.get_absolute_url() in page(people.auditor, kind=kind)
    of_itself = exploring.find(Wanted(kind="inventory.historicalprocessingactivity"), people.auditor).lines
    assert {line.record for line in of_itself} == {None}
    activity = past.purpose.activity
    activity.confidential = True
    activity.save()
    assert {line.record for line in exploring.find(Wanted(kind=kind), people.steward).lines} <= {None}


def test_it_is_found_by_who_what_which_action_and_when(past, people):
    now, day = timezone.now(), dt.timedelta(days=1)
    everything = sentences(Wanted(), people.auditor, size=500)
    assert sentences(Wanted(person=past.ada.pk), people.auditor, size=500) == [
        line for line in everything if line.startswith("Ada ")
    ]
    assert all(" took out " in line for line in sentences(Wanted(action="-"), people.auditor))
    assert len(sentences(Wanted(kind="vendors.historicalvendor"), people.auditor)) == 4
    assert sentences(Wanted(first=now - day, past=now + day), people.auditor, size=500) == everything
    assert sentences(Wanted(past=now - day), people.auditor) == []
    assert sentences(Wanted(words="Second"), people.auditor) == [
        line for line in everything if "name from" in line and "“Second”" in line and "to “Third”" not in line
    ]


def test_what_a_person_may_not_see_today_is_not_seen_here_either(past, people):
    with acting(people.lead):
        past.vendor.confidential = True
        past.vendor.save()
    hidden = Wanted(record=("vendors.vendor", past.vendor.pk))
    assert sentences(hidden, people.director) == []
    assert len(sentences(hidden, people.auditor)) == 4
    assert "Third" not in page(people.director)
    assert "or you may not see it" in page(people.director, record=past.vendor.reference)
    entry = Entry.objects.filter(kind="vendors.historicalvendor").first()
    assert signed_in(people.director).get(reverse("admin:history_entry", args=[entry.pk])).status_code == 404


def test_only_those_who_watch_or_keep_the_registers_explore(people):
    for who in (people.member, people.outsider):
        assert signed_in(who).get(URL).status_code == 403


def test_pages_follow_each_other_without_gap_or_repetition(past, people):
    everything = [line.entry.pk for line in exploring.find(Wanted(), people.auditor, size=500).lines]
    read, before = [], None
    while True:
        found = exploring.find(Wanted(), people.auditor, before=before, size=7)
        read += [line.entry.pk for line in found.lines]
        if found.next is None:
            break
        before = found.next
    assert read == everything


@pytest.mark.parametrize("wanted", [Wanted(words="e"), Wanted(action="+"), Wanted(words="Second"), Wanted(words="§")])
def test_what_no_index_finds_is_read_in_stretches_and_none_is_missed(past, people, monkeypatch, wanted):
    whole = list(wanted.rows().values_list("pk", flat=True))
    monkeypatch.setattr(looking, "STRETCH", 7)
    monkeypatch.setattr(looking, "CHUNK", 3)
    assert [entry.pk for chunk, _rest in wanted.steps(None) for entry in chunk] == whole
    assert all(len(chunk) <= 3 for chunk, _rest in wanted.steps(None))


@pytest.mark.parametrize("words", ['said "yes"', "C:\\data", "data\nand café"])
def test_words_are_found_as_they_were_written(past, people, words):
    with acting(people.lead):
        make(Vendor, name="Quoting", service='He said "yes" to C:\\data\nand café.')
    assert len(sentences(Wanted(words=words), people.auditor)) == 1


def test_a_search_that_takes_long_pauses_and_goes_on_where_it_was(past, people, monkeypatch):
    monkeypatch.setattr(looking, "STRETCH", 5)
    wanted, read, before, pauses = Wanted(words="First"), [], None, 0
    while True:
        found = exploring.find(wanted, people.auditor, before=before, steps=2)
        read += [line.entry.pk for line in found.lines]
        if found.next is None:
            break
        before, pauses = found.next, pauses + found.stopped
    assert read == list(wanted.rows().values_list("pk", flat=True))
    assert pauses > 2


def test_a_period_bounds_what_is_looked_through(past, people):
    """An hour ago nothing was entered yet."""
    now = timezone.now()
    assert list(Wanted(words="e", past=now - dt.timedelta(hours=1)).steps(None)) == []
    assert list(Wanted(words="e", first=now + dt.timedelta(hours=1)).steps(None)) == []


def test_changes_that_were_saved_together_say_so(past, people):
    with acting(past.ada):
        make(Vendor, name="One", owner=past.ada)
        make(Vendor, name="Two", owner=past.ada)
    lines = exploring.find(Wanted(kind="vendors.historicalvendor"), people.auditor, size=2).lines
    assert [line.together for line in lines] == [(2, 2), (1, 2)]


def test_a_page_costs_the_same_for_few_changes_and_for_many(past, people):
    client = signed_in(people.auditor)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(URL, {"kind": "vendors.historicalvendor"})
        return len(queries)

    asked()
    few = asked()
    for number in range(40):
        past.rename(f"Name {number}")
    assert asked() == few


def test_one_change_shows_was_and_now_and_leads_to_the_ones_before_and_after(past, people):
    entries = list(Entry.objects.filter(of_kind="vendors.vendor", of=past.vendor.pk).order_by("id"))
    text = signed_in(people.auditor).get(reverse("admin:history_entry", args=[entries[1].pk])).content.decode()
    assert "<del>First</del>" in text
    assert "<ins>Second</ins>" in text
    assert all(reverse("admin:history_entry", args=[one.pk]) in text for one in (entries[0], entries[2]))
    assert entries[1].hash in text


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"record": "VEN-999"}, "There is no record by that reference"),
        ({"first": "2026-02-02", "last": "2026-02-01"}, "ends before it begins"),
        ({"words": "x"}, "name a record, or a period"),
        ({"first": "nonsense"}, "Enter a valid date"),
        ({"kind": "nonsense"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_looked_for_is_said(past, people, asked, says):
    assert says in page(people.auditor, **asked)


def exported(user, form: str, **asked) -> str:
    return signed_in(user).get(reverse("admin:export_history", args=[form]), asked).content.decode()


def test_it_is_taken_along_as_csv_with_the_checkpoint_last_and_no_cell_that_runs(past, people):
    with acting(past.ada, reason="=HYPERLINK(1)"):
        past.vendor.name = "Fourth"
        past.vendor.save()
    rows = list(csv.reader(StringIO(exported(people.auditor, "csv", record="VEN-001"))))
    assert rows[0] == ["when", "who", "from", "what", "in", "why", "entry", "hash"]
    assert rows[1][5] == "'=HYPERLINK(1)"
    assert len(rows) == 6
    assert rows[-1][3].startswith("fairhold/")


def test_it_is_taken_along_as_json_with_the_checkpoint_that_proves_it(past, people):
    told = json.loads(exported(people.auditor, "json", record="VEN-001"))
    assert told["checkpoint"].startswith("fairhold/")
    assert told["changes"][0]["fields"] == [["name", "Second", "Third"]]


def test_a_file_that_was_cut_says_so(past, people, monkeypatch):
    monkeypatch.setattr(explorer, "EXPORTED", 2)
    assert json.loads(exported(people.auditor, "json"))["older_left_out"] is True
    rows = list(csv.reader(StringIO(exported(people.auditor, "csv"))))
    assert rows[-2][3].startswith("Older changes were left out")
    monkeypatch.setattr(explorer, "EXPORTED", 5_000)
    assert json.loads(exported(people.auditor, "json"))["older_left_out"] is False


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "'=1", "'", "plain", "", "it's"])
def test_a_cell_that_was_kept_from_running_is_had_back(text):
    assert cells.plain(cells.neutral(text)) == text
    assert not cells.neutral(text).startswith(("=", "+", "-", "@", "\t", "\r"))
