"""Terms end when the specification (section 6) says that they do, across clock changes, holidays and pauses."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.law.calendars import closed_in
from governance.law.clocks import Due, Pause, due, end_of, inner_target, merged
from governance.law.terms import Term, Unit

BERLIN, LONDON, LOS_ANGELES = (ZoneInfo(name) for name in ("Europe/Berlin", "Europe/London", "America/Los_Angeles"))
BREACH = Term(72, Unit.HOURS)
MONTH = Term(1, Unit.MONTHS, rolls=True)
moments = st.integers(0, 5_000_000).map(
    lambda minutes: dt.datetime(2020, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
)
terms = st.builds(Term, st.integers(1, 100), st.sampled_from(Unit), st.booleans())


def at(text: str, zone: ZoneInfo = BERLIN) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=zone)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def ends(received: str, term: Term, **options) -> dt.date:
    return due(at(received), term, zone=BERLIN, closed=closed_in("DE"), **options).target


def test_a_breach_is_told_in_72_hours_and_the_latest_reading_begins_with_the_next_full_hour():
    found = due(at("2026-11-20T16:40"), BREACH, zone=BERLIN)
    assert found == Due(at("2026-11-23T16:40"), at("2026-11-23T17:00"))


@pytest.mark.parametrize(
    ("aware", "target"),
    [("2026-03-27T12:00", "2026-03-30T13:00"), ("2026-10-23T12:00", "2026-10-26T11:00")],
    ids=["clocks go forward", "clocks go back"],
)
def test_72_hours_are_elapsed_time_across_a_change_of_the_clocks(aware, target):
    assert due(at(aware), BREACH, zone=BERLIN).target == at(target)


@pytest.mark.parametrize(
    ("received", "answer"),
    [
        ("2026-03-05", "2026-04-07"),
        ("2026-01-31", "2026-03-02"),
        ("2026-08-31", "2026-09-30"),
    ],
    ids=["Easter Sunday, then Easter Monday", "no 31 February, then a Saturday", "no 31 September"],
)
def test_a_month_ends_on_the_same_day_number_or_the_next_working_day(received, answer):
    assert ends(received, MONTH) == day(answer)


def test_three_months_from_30_november_end_on_the_monday_after_28_february():
    assert ends("2026-11-30", Term(3, Unit.MONTHS, rolls=True)) == day("2027-03-01")


def test_what_arrives_at_night_counts_from_the_day_of_the_controller():
    late = dt.datetime(2026, 6, 3, 22, 30, tzinfo=dt.UTC)
    assert due(late, MONTH, zone=BERLIN).target == day("2026-07-06")
    assert due(late, MONTH, zone=LONDON).target == day("2026-07-03")


@pytest.mark.parametrize(
    ("term", "target", "latest"),
    [
        (Term(10, Unit.WORKDAYS), "2026-12-04", "2026-12-07"),
        (Term(15, Unit.WORKDAYS), "2026-12-11", "2026-12-14"),
        (Term(45, Unit.DAYS), "2027-01-04", "2027-01-04"),
        (Term(90, Unit.DAYS), "2027-02-18", "2027-02-18"),
    ],
    ids=["confirm", "opt out", "answer", "answer at the most"],
)
def test_californian_days_count_without_holidays_to_be_early_and_with_them_at_the_latest(term, target, latest):
    found = due(at("2026-11-20", LOS_ANGELES), term, zone=LOS_ANGELES, closed=closed_in("US"))
    assert found == Due(day(target), day(latest))


def test_the_day_to_work_to_in_the_house_is_the_earlier_of_two():
    assert inner_target(day("2026-03-05"), day("2026-04-07")) == day("2026-03-26")
    assert inner_target(day("2026-03-05"), day("2026-03-20")) == day("2026-03-13")


def test_a_pause_moves_the_end_by_its_days_and_one_that_lasts_stops_the_clock():
    pause = Pause(at("2026-05-11T09:00"), at("2026-05-18T10:00"))
    assert ends("2026-05-05", MONTH) == day("2026-06-05")
    assert ends("2026-05-05", MONTH, pauses=[pause]) == day("2026-06-12")
    assert due(at("2026-05-05"), MONTH, zone=BERLIN, pauses=[Pause(at("2026-05-11T09:00"))]) is None


def test_a_pause_of_hours_moves_a_count_of_hours_by_as_much():
    pause = Pause(at("2026-11-21T00:00"), at("2026-11-21T05:30"))
    assert due(at("2026-11-20T16:40"), BREACH, zone=BERLIN, pauses=[pause]).target == at("2026-11-23T22:10")


def test_a_pause_after_the_end_changes_nothing():
    pause = Pause(at("2026-07-01T09:00"), at("2026-07-08T10:00"))
    assert ends("2026-05-05", MONTH, pauses=[pause]) == day("2026-06-05")


def test_pauses_that_overlap_stop_the_clock_once():
    first, second = Pause(at("2026-05-11"), at("2026-05-18")), Pause(at("2026-05-15"), at("2026-05-20"))
    assert merged([second, first], at("2026-05-05")) == [Pause(at("2026-05-11"), at("2026-05-20"))]


def test_a_pause_from_before_receipt_counts_from_receipt():
    assert merged([Pause(at("2026-05-01"), at("2026-05-07"))], at("2026-05-05")) == [
        Pause(at("2026-05-05"), at("2026-05-07"))
    ]


def test_a_country_that_is_not_known_has_no_holidays():
    assert not closed_in("")(day("2026-12-25"))
    assert closed_in("DE")(day("2026-12-25"))


def test_a_day_lasts_to_its_last_second_where_one_is():
    assert end_of(day("2026-12-04"), LONDON).astimezone(dt.UTC) == dt.datetime(2026, 12, 4, 23, 59, 59, tzinfo=dt.UTC)


@given(moments, terms)
def test_no_term_ends_before_it_begins_nor_later_than_its_latest_reading(start, term):
    found = due(start, term, zone=BERLIN, closed=closed_in("DE"))
    begun = start if term.unit is Unit.HOURS else start.astimezone(BERLIN).date()
    assert begun < found.target <= found.latest


@given(moments, terms, st.integers(0, 3000), st.integers(1, 3000))
def test_a_pause_never_brings_an_end_forward(start, term, after, hours):
    begins = start + dt.timedelta(hours=after)
    pause = Pause(begins, begins + dt.timedelta(hours=hours))
    plain, paused = (due(start, term, zone=BERLIN, pauses=pauses) for pauses in ([], [pause]))
    assert paused.target >= plain.target
    assert paused.latest >= plain.latest


@given(moments, st.lists(st.tuples(st.integers(0, 500), st.integers(1, 100)), max_size=6))
def test_the_order_in_which_pauses_are_told_does_not_matter(start, spans):
    hour = dt.timedelta(hours=1)
    pauses = [Pause(start + first * hour, start + (first + length) * hour) for first, length in spans]
    assert due(start, BREACH, zone=BERLIN, pauses=pauses) == due(start, BREACH, zone=BERLIN, pauses=pauses[::-1])
