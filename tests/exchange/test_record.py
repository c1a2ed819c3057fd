"""The record of processing leaves as workbook, paper, linked data and manifest; the workbook comes back unchanged."""

import datetime as dt
import io
import json
import re

import pytest
import yaml
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from governance.core.reading import Source
from governance.core.refusals import Refused
from governance.exchange.entries import formats
from governance.exchange.exports import exports
from governance.exchange.formats import fides
from governance.exchange.intake import take_in
from governance.exchange.record import leaving, workbook
from governance.inventory.models import (
    Controller,
    Measure,
    ProcessingActivity,
    Purpose,
    Recipient,
    Segment,
    System,
    SystemUse,
    Transfer,
)
from governance.vendors.models import Vendor
from tests.factories import make
from tests.pages import signed_in

pytestmark = pytest.mark.django_db
PARTS = (Purpose, Recipient, SystemUse, Transfer, Measure, Controller, Segment)


@pytest.fixture
def record(people) -> ProcessingActivity:
    told = {"subjects": ["customer", "own_code"], "categories": ["contact", "health"], "subjects_count": 2**40}
    told |= {"retention_number": 24, "retention_unit": "months", "retention_event": "last_contact"}
    told |= {"minors": "yes", "automated": "no", "obtained_from": "=From the shop", "description": "Two\nlines"}
    made = make(ProcessingActivity, name="Newsletter; and more", owner=people.steward, **told)
    make(Purpose, activity=made, name="To tell", legal_basis="consent", condition="explicit_consent")
    make(
        Purpose,
        activity=made,
        name="-1+1",
        legal_basis="legitimate_interests",
        interest="'quoted",
        weighed_on=dt.date(2026, 5, 4),
    )
    make(Recipient, activity=made, vendor=make(Vendor, name="Mailer"))
    make(Recipient, activity=made, name="A bank")
    make(SystemUse, activity=made, system=make(System, name="Shop"), access="Staff")
    make(Transfer, activity=made, country="US", mechanism="clauses", outcome="go", assessed_on=dt.date(2026, 1, 2))
    make(Measure, activity=made, kind="masked", note="007")
    make(Controller, activity=made, name="A school")
    make(Segment, activity=made, name="Readers", attributes=["orders"], is_sensitive=True, why="They know.")
    return made


def book(people) -> bytes:
    return leaving.made(leaving.FORMS["xlsx"], people.lead, timezone.now())


def taken(content: bytes, people, *, dry_run: bool = False):
    told = {"by": people.lead, "owner": people.lead, "now": timezone.now(), "dry_run": dry_run}
    return take_in(formats["article30"], [Source("record.xlsx", content)], **told)


def edited(content: bytes, sheet: str, cell: str, value) -> bytes:
    found = load_workbook(io.BytesIO(content))
    found[sheet][cell] = value
    made = io.BytesIO()
    found.save(made)
    return made.getvalue()


def said(activity) -> dict:
    """All that the record says, without keys and references."""
    hidden = {"id", "version", "activity", "reference", "state", "owner", "confidential", "file"}

    def values(row) -> dict:
        return {one.name: getattr(row, one.name) for one in row._meta.concrete_fields if one.name not in hidden}

    parts = {
        model.__name__: [values(row) for row in model.objects.filter(activity=activity).order_by("pk")]
        for model in PARTS
    }
    return values(activity) | parts


def test_a_workbook_that_comes_back_unchanged_changes_nothing(record, people):
    before, content = said(record), book(people)
    report = taken(content, people)
    assert (report.news, report.unchanged, report.held_back) == (0, 1, 0)
    record.refresh_from_db()
    assert (said(record), record.version) == (before, 1)


def test_a_workbook_read_into_a_register_without_it_gives_the_same_record(record, people):
    content = book(people).replace(b"", b"")
    content = renamed(content)
    report = taken(content, people)
    assert report.created[ProcessingActivity] == 1
    new = ProcessingActivity.objects.exclude(pk=record.pk).get()
    assert said(new) == said(record)
    assert (new.state, new.owner) == ("draft", people.steward)


def renamed(content: bytes) -> bytes:
    """As if the records were of another register: their references name nothing here."""
    found = load_workbook(io.BytesIO(content))
    for page in found.worksheets:
        for row in page.iter_rows(min_row=2, max_col=1):
            if str(row[0].value or "").startswith("ACT-"):
                row[0].value = "new-1"
    made = io.BytesIO()
    found.save(made)
    return made.getvalue()


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1, max_size=40)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=TEXTS.filter(str.strip), note=TEXTS, start=st.sampled_from(["", "=", "+", "-", "@", "'", "0"]))
def test_any_text_goes_out_and_comes_back_as_it_was(record, people, name, note, start):
    record.name, record.description = f"{start}{name.strip()}"[:250], f"{start}{note}"
    record.save()
    report = taken(book(people), people)
    assert (report.news, report.notes) == (0, [])


def test_no_cell_of_it_is_a_formula(record, people):
    found = load_workbook(io.BytesIO(book(people)))
    cells = [one for page in found.worksheets for row in page.iter_rows() for one in row]
    assert [one.coordinate for one in cells if one.data_type == "f"] == []
    assert "'=From the shop" in {one.value for one in cells}


def test_a_change_in_the_workbook_is_taken_over_with_its_history(record, people):
    content = edited(book(people), "Activities", "B2", "Book letter")
    content = edited(content, "Purposes", "B2", "To tell readers")
    assert taken(content, people, dry_run=True).changed[ProcessingActivity] == 1
    record.refresh_from_db()
    assert record.name == "Newsletter; and more"
    taken(content, people)
    record.refresh_from_db()
    assert record.name == "Book letter"
    assert sorted(record.purposes.values_list("name", flat=True)) == ["-1+1", "To tell readers"]
    newest = record.history.order_by("-history_id").first()
    assert (newest.actor, newest.source) == ("Lena Lead", "import")


def test_what_is_on_record_is_left_alone_and_told(record, people):
    record.state = "current"
    record.save()
    report = taken(edited(book(people), "Activities", "B2", "Another name"), people)
    assert (report.news, report.held_back) == (0, 1)
    assert "Revise it, then import again." in report.notes[0]


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "place", "says"),
    [
        ("Activities", "E2", "boss", "Activities, row 2, column E", "is none of these"),
        ("Activities", "D2", "nobody@example.com", "Activities, row 2, column D", "There is no person"),
        ("Activities", "I2", "many", "Activities, row 2, column I", "Write a whole number."),
        ("Activities", "B2", "=1+1", "Activities, row 2, column B", "This is a formula."),
        ("Activities", "A2", "", "Activities, row 2, column A", "Name the activity."),
        ("Activities", "C1", "Colour", "Activities, row 1, column C", "is no column of this sheet"),
        ("Purposes", "A2", "ACT-999", "Purposes, row 2, column A", "There is no activity"),
        ("Purposes", "F3", "yesterday", "Purposes, row 3, column F", "Write a date as"),
        ("Recipients", "B2", "VEN-999", "Recipients, row 2, column B", "There is no vendor"),
        ("Transfers", "B2", "USA", "Transfers, row 2, column B", "two capital letters"),
        ("Segments", "D2", "perhaps", "Segments, row 2, column D", "Write yes or no."),
    ],
)
def test_a_workbook_with_a_bad_cell_is_refused_whole_with_its_place(record, people, sheet, cell, value, place, says):
    before = said(record)
    content = edited(edited(book(people), "Activities", "G2", "Another department"), sheet, cell, value)
    with pytest.raises(Refused) as refused:
        taken(content, people)
    told = {problem.position: problem.reason for problem in refused.value.problems}
    assert says in told[place]
    record.refresh_from_db()
    assert said(record) == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no workbook", b"<html>"])
def test_what_is_no_workbook_is_told_so(people, content):
    with pytest.raises(Refused, match="not an XLSX workbook"):
        taken(content, people)


def test_the_template_is_taken_in_as_nothing_and_says_what_may_stand_where(people):
    content = workbook.template()
    assert taken(content, people).news == 0
    notes = "\n".join(
        str(row[2].value) for row in load_workbook(io.BytesIO(content))["Notes"].iter_rows(min_col=1, max_col=3)
    )
    assert "Consent (a)" in notes


def test_the_paper_stands_by_itself_and_is_pdf_a(record, people):
    content = leaving.made(leaving.FORMS["pdf"], people.lead, timezone.now())
    assert content.startswith(b"%PDF-")
    assert re.search(rb"<pdfaid:part>2</pdfaid:part>", content)
    assert re.search(rb"<pdfaid:conformance>A</pdfaid:conformance>", content)


def test_linked_data_speaks_in_terms_that_are_there(record, people):
    told = json.loads(leaving.made(leaving.FORMS["jsonld"], people.lead, timezone.now()))
    one = told["@graph"][0]
    assert one["dct:title"] == "Newsletter; and more"
    assert one["dpv:hasPurpose"][0]["dpv:hasLegalBasis"] == [{"@id": "eu-gdpr:A6-1-a"}, {"@id": "eu-gdpr:A9-2-a"}]
    assert one["dpv:hasStorageCondition"]["dpv:hasDuration"] == "P24M"
    kinds = {row["dct:identifier"]: row["@type"] for row in one["dpv:hasPersonalData"]}
    assert kinds["health"] == ["dpv:SpecialCategoryPersonalData", "pd:Health"]
    assert "dpv:PersonalData" in str(kinds)


@pytest.mark.samples
def test_every_legal_basis_and_transfer_tool_that_we_write_is_a_term_of_the_published_vocabulary(samples):
    from governance.exchange.record import linked

    text = "".join(path.read_text() for path in (samples / "dpv").glob("legal_eu_gdpr_modules_*.csv"))
    written = [*linked.BASES.values(), *linked.TOOLS.values()]
    missing = {term for term in written if f'"{term.removeprefix("eu-gdpr:")}"' not in text}
    assert missing == set()


def test_the_manifest_is_read_back_by_what_reads_those_of_fides(record, people):
    content = leaving.made(leaving.FORMS["yml"], people.lead, timezone.now())
    told = yaml.safe_load(content)
    assert told["system"][0]["privacy_declarations"][0]["legal_basis_for_processing"] == "Consent"
    report = take_in(
        fides.FIDES, [Source("own.yml", content)], by=people.lead, owner=people.lead, now=timezone.now(), dry_run=True
    )
    assert report.created[System] == 1
    assert report.created[ProcessingActivity] == 2


def test_what_is_kept_from_a_person_is_left_out_and_counted(record, people):
    record.confidential = True
    record.save()
    assert leaving.notes(people.director) == ["1 confidential activity is left out."]
    assert workbook.rows_of(people.director) == []
    page = signed_in(people.director).get(reverse("admin:export_record")).content.decode()
    assert "1 confidential activity is left out." in page


@pytest.mark.parametrize("ending", ["xlsx", "pdf", "jsonld", "yml", "template"])
def test_each_form_is_a_click_away(record, people, ending):
    answer = signed_in(people.director).get(reverse("admin:record_file", args=[ending]))
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]


def test_a_form_that_there_is_not_is_not_there(people):
    assert signed_in(people.director).get(reverse("admin:record_file", args=["docx"])).status_code == 404


def test_the_command_writes_all_forms_into_a_folder(record, people, tmp_path):
    assert exports["article30"].write(tmp_path, people.lead) == 1
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".jsonld", ".pdf", ".xlsx", ".yml"]
