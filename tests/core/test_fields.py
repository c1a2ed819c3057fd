"""Dates known in part, and lists of codes."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from governance.core.fields import PartialDate
from governance.incidents.models import Incident
from governance.inventory.models import ProcessingActivity
from tests.factories import make


@pytest.mark.parametrize(
    ("text", "precision", "earliest", "latest", "spoken"),
    [
        ("2014", "year", dt.date(2014, 1, 1), dt.date(2014, 12, 31), "2014"),
        ("2016-02", "month", dt.date(2016, 2, 1), dt.date(2016, 2, 29), "February 2016"),
        ("2014-05-17", "day", dt.date(2014, 5, 17), dt.date(2014, 5, 17), "17 May 2014"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(text, precision, earliest, latest, spoken):
    date = PartialDate(text)
    assert (date.precision, date.earliest, date.latest, date.spoken) == (precision, earliest, latest, spoken)


@pytest.mark.parametrize("text", ["", "14", "2014-13", "2014-02-30", "2014-5", "17.5.2014", "2014-05-17T00:00", "0000"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValidationError):
        PartialDate(text)


@given(st.dates(dt.date(1, 1, 1)), st.sampled_from([4, 7, 10]))
def test_every_cut_of_a_date_holds_that_date(date, length):
    cut = PartialDate(date.isoformat()[:length])
    assert cut.earliest <= date <= cut.latest
    assert str(cut) == date.isoformat()[:length]


@pytest.mark.django_db
def test_partial_dates_come_back_as_they_went_in_and_sort_by_time():
    for text in ("2015", "2014-05-17", "2014", "2014-05"):
        make(Incident, occurred=PartialDate(text))
    found = list(Incident.objects.order_by("occurred").values_list("occurred", flat=True))
    assert found == ["2014", "2014-05", "2014-05-17", "2015"]
    assert [date.precision for date in found] == ["year", "month", "day", "year"]


@pytest.mark.django_db
def test_a_code_is_found_whole_and_not_by_a_piece_of_it():
    make(ProcessingActivity, categories=["user.contact.email", "50%_off"])
    other = make(ProcessingActivity, categories=["user.contact"])
    assert list(ProcessingActivity.objects.filter(categories__has="user.contact")) == [other]
    assert ProcessingActivity.objects.filter(categories__has="50%_off").count() == 1
    assert ProcessingActivity.objects.filter(categories__has="%").count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("codes", [[], ["a"], ["a", "b c", "ü"]])
def test_codes_come_back_as_they_went_in(codes):
    row = make(ProcessingActivity, categories=codes)
    assert ProcessingActivity.objects.get(pk=row.pk).categories == codes


@pytest.mark.parametrize(
    ("stored", "read"),
    [("", []), ("|a|", ["a"]), ("|a||", ["a"]), ("a", ["'a'"]), ("|a", ["'|a'"]), ("a|", ["'a|'"])],
)
def test_what_is_read_of_a_text_is_what_is_found_in_it(stored, read):
    """Else a role that was written without its marks would be held, and nobody who holds it found."""
    field = ProcessingActivity._meta.get_field("categories")
    assert field.from_db_value(stored, None, None) == read


@pytest.mark.django_db
def test_numbers_beyond_two_to_the_31_survive():
    row = make(Incident, records_affected=2**40, people_affected=2**62)
    row.refresh_from_db()
    assert (row.records_affected, row.people_affected) == (2**40, 2**62)
