"""Breaches as the US health department publishes them, in the cells of Wolfram's export."""

import pytest
from django.db.models import Sum

from governance.core.reading import Source, sources
from governance.core.refusals import Refused
from governance.exchange.formats.hhs import COLUMNS
from governance.exchange.models import Origin
from governance.incidents.models import Incident

pytestmark = pytest.mark.django_db
ROW = {
    "Location": 'Entity["AdministrativeDivision", {"Texas", "UnitedStates"}]', "CoveredEntityName": "A clinic",
    "CoveredEntityType": "Health Plan", "IndividualsAffected": 'Quantity[1000, "People"]',
    "BreachSubmissionDate": 'DateObject[{2009, 10, 21}, "Day", "Gregorian", -5.]', "BreachType": "Theft",
    "BreachedInformationLocation": "Laptop, Paper/Films", "BusinessAssociatePresent": "False",
    "WebDescription": "It was lost.",
}  # fmt: skip
MISSING = 'Missing["NotAvailable"]'


def table(*rows: dict, columns=COLUMNS, end: str = "\r\n") -> Source:
    lines = [columns, *([(ROW | row)[name] for name in COLUMNS] for row in rows)]
    cells = [",".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines]
    return Source("hhs.csv", (end.join(cells) + end).encode())


@pytest.mark.samples
def test_the_published_file_as_it_was_counted_by_other_means(taking, samples):
    path = samples / "hhs-breaches"
    report = taking("hhs", *sources(path, (".csv",)))
    rows = Incident.objects.all()
    assert (report.created, rows.count()) == ({Incident: 750}, 750)
    assert rows.filter(people_affected__isnull=False).count() == 739
    assert rows.aggregate(n=Sum("people_affected"))["n"] == 22_979_673
    assert rows.order_by("-people_affected").exclude(people_affected=None).first().people_affected == 4_900_000
    assert report.found == {
        "breaches": 750, "individuals": 22_979_673, "with_number_of_individuals": 739, "without_location": 6,
        "without_type": 8, "without_entity_type": 16, "with_business_associate": 168, "with_several_types": 50,
        "with_several_places": 107, "with_blank_description": 7, "without_description": 402,
    }  # fmt: skip
    assert {one.precision for one in rows.values_list("reported", flat=True)} == {"day"}
    assert set(rows.values_list("aware_at", "occurred", "kind")) == {(None, "", "breach")}
    again = taking("hhs", *sources(path, (".csv",)))
    assert (again.unchanged, again.news) == (750, 0)


def test_a_row_is_read_cell_by_cell(taking):
    taking("hhs", table({}))
    made = Incident.objects.get()
    assert (made.name, made.people_affected, made.reported, made.cause, made.description) == (
        "A clinic: Theft", 1000, "2009-10-21", "Theft; Laptop, Paper/Films", "It was lost.",
    )  # fmt: skip
    assert (made.tracks.count(), "starts no clock" in made.why_no_clock) == (0, True)
    assert ROW["Location"] in Origin.objects.get().said.replace('\\"', '"')


def test_rows_that_nearly_or_wholly_say_the_same_are_not_merged(taking):
    other = {"IndividualsAffected": 'Quantity[1001, "People"]'}
    report = taking("hhs", table({}, {}, other, {"CoveredEntityName": "A clinic "}))
    assert report.created == {Incident: 4}
    assert taking("hhs", table({}, {}, other, {"CoveredEntityName": "A clinic "})).news == 0


@pytest.mark.parametrize("gone", [MISSING, "", 'Quantity["", "People"]'])
def test_a_number_that_is_missing_is_not_zero(taking, gone):
    taking("hhs", table({"IndividualsAffected": gone, "BreachType": MISSING, "WebDescription": MISSING}))
    made = Incident.objects.get()
    assert (made.people_affected, made.name, made.description) == (None, "A clinic", "")


@pytest.mark.parametrize(
    ("date", "told"), [('DateObject[{2009, 10}, "Month"]', "2009-10"), ("Failure[x]", ""), (MISSING, "")]
)
def test_a_day_is_as_exact_as_it_was_written(taking, date, told):
    taking("hhs", table({"BreachSubmissionDate": date}))
    assert Incident.objects.get().reported == told


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ({"IndividualsAffected": "many"}, "row 3.IndividualsAffected"),
        ({"IndividualsAffected": f'Quantity[{10**30}, "People"]'}, "row 3.IndividualsAffected"),
        ({"BreachSubmissionDate": 'DateObject[{2009, 13, 1}, "Day"]'}, "row 3.BreachSubmissionDate"),
        ({"BreachSubmissionDate": "yesterday"}, "row 3.BreachSubmissionDate"),
    ],
)
def test_a_bad_cell_is_told_by_its_place_and_nothing_is_imported(taking, row, place):
    with pytest.raises(Refused) as refused:
        taking("hhs", table({}, row))
    assert ([one.position for one in refused.value.problems], Incident.objects.count()) == ([place], 0)


@pytest.mark.parametrize(
    "source",
    [
        table(columns=COLUMNS[1:]), Source("hhs.csv", b""), Source("hhs.csv", b"\xff\xfe"), Source("hhs.csv", b"a\0b"),
        Source("hhs.csv", table({}).content + b'"one","cell"\r\n'), Source("hhs.csv", table({}).content + b'"open'),
    ],
)  # fmt: skip
def test_what_is_no_such_table_is_refused(taking, source):
    with pytest.raises(Refused):
        taking("hhs", source)
    assert Incident.objects.count() == 0
