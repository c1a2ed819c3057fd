"""Clocks: they start with awareness, as a moment, under the rule that held on that day, and with nothing else."""

import datetime as dt
import zoneinfo

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance.core import bulk
from governance.core.fields import PartialDate
from governance.incidents import awareness
from governance.incidents.models import Incident
from governance.law.models import Rule
from tests.factories import NOW, make

from .conftest import HOUR, breach, clock, fresh

pytestmark = pytest.mark.django_db
DUBLIN = zoneinfo.ZoneInfo("Europe/Dublin")


def test_each_place_where_people_live_has_the_clocks_of_its_law():
    made = breach(jurisdictions=["EU", "UK", "US-CA"])
    assert {(one.code, one.jurisdiction, one.citation) for one in made.tracks.all()} == {
        ("breach.authority", "EU", "GDPR Art. 33(1)"),
        ("breach.people", "EU", "GDPR Art. 34"),
        ("breach.authority", "UK", "UK GDPR Art. 33(1)"),
        ("breach.people", "UK", "UK GDPR Art. 34"),
        ("breach.people", "US-CA", "Cal. Civ. Code § 1798.82 (SB 446)"),
    }


def test_72_hours_are_worked_to_and_the_law_may_be_read_to_allow_the_full_hour():
    track = clock(breach(aware_at=dt.datetime(2026, 11, 20, 16, 40, tzinfo=dt.UTC)))
    assert track.target_at == dt.datetime(2026, 11, 23, 16, 40, tzinfo=dt.UTC)
    assert track.latest_at == dt.datetime(2026, 11, 23, 17, 0, tzinfo=dt.UTC)
    assert (track.term, track.start_at) == (
        {"count": 72, "unit": "hours"},
        dt.datetime(2026, 11, 20, 16, 40, tzinfo=dt.UTC),
    )


@pytest.mark.parametrize("day", [(2026, 3, 28), (2026, 10, 24)])
def test_hours_are_elapsed_time_across_a_change_of_the_clocks(day):
    aware = dt.datetime(*day, 12, tzinfo=DUBLIN)
    track = clock(breach(aware_at=aware))
    assert track.target_at.astimezone(dt.UTC) - aware.astimezone(dt.UTC) == 72 * HOUR
    assert track.target_at.astimezone(DUBLIN).hour in {11, 13}


def test_california_counts_thirty_calendar_days():
    track = clock(breach(jurisdictions=["US-CA"]), "breach.people", "US-CA")
    assert track.target_at == dt.datetime(2026, 12, 24, 23, 59, 59, tzinfo=dt.UTC)


def test_telling_people_without_undue_delay_has_no_end_to_compute():
    assert clock(breach(), "breach.people").target_at is None


@pytest.mark.parametrize(("nis2", "codes"), [(False, 0), (True, 2)])
def test_the_clocks_of_nis2_run_only_where_somebody_says_so(nis2, codes):
    assert breach(nis2=nis2).tracks.filter(code__startswith="nis2").count() == codes


@pytest.mark.parametrize(
    "told",
    [
        {"occurred": PartialDate("2026-11"), "found": PartialDate("2026-11-23"), "suspected": PartialDate("2026")},
        {
            "occurred": PartialDate("2026-11-23"),
            "found": PartialDate("2026-11-23"),
            "reported": PartialDate("2026-11-23"),
        },
    ],
)
def test_no_date_starts_a_clock_and_the_incident_says_why(told):
    made = breach(aware_at=None, aware_why="", **told)
    assert made.tracks.count() == 0
    assert "starts no clock" in made.why_no_clock


@pytest.mark.parametrize("kind", ["security", "complaint", "concern", "near_miss"])
def test_what_is_no_breach_has_no_clock(kind):
    made = breach(kind=kind)
    assert (made.tracks.count(), "not recorded as a breach" in made.why_no_clock) == (0, True)


def test_a_breach_whose_people_live_nowhere_yet_says_that():
    assert "say where the people are" in breach(jurisdictions=[]).why_no_clock


def test_a_clock_stops_when_its_ground_falls_and_runs_again_when_it_comes_back():
    made = breach(jurisdictions=["EU", "UK"])
    made.jurisdictions = ["UK"]
    made.save()
    assert set(made.tracks.filter(applies=True).values_list("jurisdiction", flat=True)) == {"UK"}
    made.jurisdictions = ["EU", "UK"]
    made.save()
    assert (made.tracks.filter(applies=True).count(), made.tracks.count()) == (4, 4)


def test_a_rule_that_changes_later_changes_nothing_for_what_came_before(rita):
    made = breach(rita)
    rule = Rule.objects.the("breach.authority", "EU", NOW.date())
    rule.terms = {"count": 24, "unit": "hours"}
    rule.save()
    told = {"code": "breach.authority", "jurisdiction": "EU", "kind": "clock", "status": "in_force"}
    make(
        Rule,
        **told,
        title="96 hours",
        terms={"count": 96, "unit": "hours"},
        valid_from=dt.date(2026, 12, 1),
        citation="New",
    )
    made.jurisdictions = ["EU", "UK"]
    made.save()
    awareness.become_aware(made, NOW - HOUR, "Names.", by=rita, now=NOW, reason="The mail came earlier.")
    assert clock(made).target_at == NOW + 71 * HOUR
    later = breach(aware_at=dt.datetime(2026, 12, 2, 8, tzinfo=dt.UTC))
    assert (clock(later).citation, clock(later).target_at - later.aware_at) == ("New", 96 * HOUR)


def test_a_proposed_rule_starts_no_clock():
    assert not breach().tracks.filter(rule__status="proposal").exists()


def test_awareness_is_corrected_with_a_reason_and_both_stay_in_history(rita):
    made = breach(rita)
    with pytest.raises(ValidationError) as refused:
        awareness.become_aware(made, NOW - HOUR, "Names.", by=rita, now=NOW)
    assert set(refused.value.message_dict) == {"reason"}
    awareness.become_aware(made, NOW - 5 * HOUR, "Tomás said so.", by=rita, now=NOW, reason="His mail is older.")
    assert (clock(made).start_at, clock(made).target_at) == (NOW - 5 * HOUR, NOW + 67 * HOUR)
    newest = made.history.order_by("-history_id").first()
    assert (newest.history_change_reason, newest.actor) == ("His mail is older.", "Rita Leads")
    assert clock(made).history.count() == 2
    assert "corrected" in made.timeline.get().text


@pytest.mark.parametrize(("at", "why", "field"), [(NOW + HOUR, "Names.", "at"), (NOW, " ", "why")])
def test_awareness_is_past_and_says_how(rita, at, why, field):
    made = breach(rita, aware_at=None, aware_why="")
    with pytest.raises(ValidationError) as refused:
        awareness.become_aware(made, at, why, by=rita, now=NOW)
    assert set(refused.value.message_dict) == {field}
    assert fresh(made).aware_at is None


def test_saving_what_concerns_no_clock_touches_none():
    made = breach()
    made.description = "More words."
    made.save()
    assert [one.version for one in made.tracks.all()] == [1, 1]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    aware=st.integers(0, 4 * 366 * 24 * 3600),
    zone=st.sampled_from(["Europe/Dublin", "America/Los_Angeles", "Pacific/Apia", "UTC"]),
)
def test_in_every_zone_72_hours_are_72_hours(aware, zone):
    aware = dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=aware)
    with override_settings(TIME_ZONE=zone):
        track = clock(breach(aware_at=aware))
    assert (track.target_at - aware, track.zone) == (72 * HOUR, zone)
    assert dt.timedelta(0) <= track.latest_at - track.target_at < HOUR
    assert (track.latest_at.minute, track.latest_at.second) == (0, 0)


def test_a_write_of_many_at_once_keeps_the_clocks_in_step():
    made = breach()
    made.jurisdictions = ["UK"]
    bulk.write([made])
    assert set(made.tracks.filter(applies=True).values_list("jurisdiction", flat=True)) == {"UK"}


def test_the_form_asks_how_we_knew():
    made = Incident(name="x", aware_at=NOW)
    with pytest.raises(ValidationError, match="made you certain"):
        made.clean()
