"""Telling authorities and people: phases, delay, the decision to tell nobody and its second pair of eyes, closing."""

import datetime as dt
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from governance.core.workflow import advance
from governance.incidents import notifying, risking
from governance.incidents.models import Action, Lesson
from tests.factories import NOW, TODAY, make

from .conftest import HOUR, breach, clock, fresh, sent

pytestmark = pytest.mark.django_db


def refused(call, *args, **told) -> dict | list:
    with pytest.raises(ValidationError) as error, transaction.atomic():
        call(*args, **told)
    return error.value.message_dict if hasattr(error.value, "error_dict") else error.value.messages


def rated(incident, risk: str, by):
    risking.decide(incident, risk, risking.Factors(), by=by, now=NOW)
    return incident


def test_a_notice_goes_out_in_phases_and_the_last_one_settles_the_clock(rita):
    made = breach(rita)
    for hours, phase in ((10, "initial"), (20, "supplement"), (30, "supplement"), (40, "final")):
        notifying.send(clock(made), sent(hours, phase, reference="DPC-1"), by=rita, now=NOW + hours * HOUR)
        assert (clock(made).told_at, clock(made).done_at is not None) == (NOW + 10 * HOUR, phase == "final")
    told = clock(made).notices.all()
    assert [(one.number, one.phase, one.reference) for one in told] == [
        (1, "initial", "DPC-1"), (2, "supplement", "DPC-1"), (3, "supplement", "DPC-1"), (4, "final", "DPC-1"),
    ]  # fmt: skip
    assert (
        "Nothing follows"
        in refused(notifying.send, clock(made), sent(50, "supplement"), by=rita, now=NOW + 60 * HOUR)[0]
    )


def test_what_was_said_is_kept_as_it_stood(rita):
    made = breach(rita, consequences="Unwanted mail.")
    first = notifying.send(clock(made), sent(10, "initial"), by=rita, now=NOW + 10 * HOUR)
    made = fresh(made)
    made.consequences = "Identity theft."
    made.save()
    last = notifying.send(clock(made), sent(20, "final"), by=rita, now=NOW + 20 * HOUR)
    assert ("Unwanted mail." in first.said, "Identity theft." in last.said) == (True, True)
    assert first.snapshot != last.snapshot
    assert json.loads(first.said)["parts"][0]["title"] == "About this notice"


@pytest.mark.parametrize(
    ("begun", "phase", "field"),
    [(False, "supplement", "phase"), (False, "withdrawn", "phase"), (True, "initial", "phase")],
)
def test_phases_come_in_order(rita, begun, phase, field):
    made = breach(rita)
    if begun:
        notifying.send(clock(made), sent(5, "initial"), by=rita, now=NOW + 5 * HOUR)
    assert set(refused(notifying.send, clock(made), sent(10, phase), by=rita, now=NOW + 10 * HOUR)) == {field}


def test_a_notice_is_not_sent_in_the_future(rita):
    assert set(refused(notifying.send, clock(breach(rita)), sent(10), by=rita, now=NOW)) == {"at"}


@pytest.mark.parametrize(("hours", "is_late"), [(71.9, False), (72, False), (72.1, True)])
def test_after_the_deadline_a_notice_gives_its_reason(rita, hours, is_late):
    track = clock(breach(rita))
    if not is_late:
        notifying.send(track, sent(hours), by=rita, now=NOW + 80 * HOUR)
        return
    assert set(refused(notifying.send, track, sent(hours), by=rita, now=NOW + 80 * HOUR)) == {"late_why"}
    notifying.send(track, sent(hours, late_why="The lead was ill."), by=rita, now=NOW + 80 * HOUR)
    assert fresh(track).late_why == "The lead was ill."


def test_the_reason_for_a_delay_may_come_before_the_notice(rita):
    track = clock(breach(rita))
    notifying.explain_delay(track, "The lead was ill.", by=rita, now=NOW + 80 * HOUR)
    notifying.send(track, sent(90), by=rita, now=NOW + 90 * HOUR)
    assert fresh(track).done_at


def test_what_people_were_sent_is_kept(rita):
    track = clock(breach(rita), "breach.people")
    assert set(refused(notifying.send, track, sent(text=" "), by=rita, now=NOW + 10 * HOUR)) == {"text"}


@pytest.mark.parametrize(("count", "clocks"), [(500, 0), (501, 1)])
def test_california_wants_a_sample_15_days_after_more_than_500_were_told(rita, count, clocks):
    made = breach(rita, jurisdictions=["US-CA"])
    notifying.send(clock(made, "breach.people", "US-CA"), sent(48, people_told=count), by=rita, now=NOW + 50 * HOUR)
    found = made.tracks.filter(code="breach.sample")
    assert found.count() == clocks
    if clocks:
        assert found.get().target_at == dt.datetime(2026, 12, 11, 23, 59, 59, tzinfo=dt.UTC)


def test_the_final_report_of_nis2_is_due_a_month_after_the_notification(rita):
    made = breach(rita, nis2=True)
    notifying.send(clock(made, "nis2.notification"), sent(24), by=rita, now=NOW + 30 * HOUR)
    assert clock(made, "nis2.final").target_at.date() == dt.date(2026, 12, 25)


def test_nobody_is_told_only_once_somebody_else_has_confirmed(rita, sam):
    made = rated(breach(rita), "unlikely", rita)
    track = clock(made)
    notifying.tell_nobody(track, "unlikely", "It was encrypted.", by=rita, now=NOW)
    assert (fresh(track).done_at, fresh(track).decided_by) == (None, rita)
    assert "Ask somebody else" in refused(notifying.confirm, track, by=rita, now=NOW)[0]
    notifying.confirm(track, by=sam, now=NOW + HOUR, dpo_view="Agreed.")
    track = fresh(track)
    assert (track.confirmed_by, track.done_at, track.dpo_view) == (sam, NOW + HOUR, "Agreed.")


def test_the_database_too_wants_two_people(rita):
    track = clock(rated(breach(rita), "unlikely", rita))
    track.decided_by = track.confirmed_by = rita
    with pytest.raises(IntegrityError), transaction.atomic():
        track.save()


@pytest.mark.parametrize("risk", ["risk", "high"])
def test_where_a_risk_is_likely_the_authority_is_told(rita, risk):
    track = clock(rated(breach(rita), risk, rita))
    assert "the authority is told" in refused(notifying.tell_nobody, track, "unlikely", "No.", by=rita, now=NOW)[0]


def test_the_risk_is_decided_before_anybody_decides_on_silence(rita):
    told = refused(notifying.tell_nobody, clock(breach(rita)), "unlikely", "No.", by=rita, now=NOW)
    assert told == ["Decide first what risk it is to people."]


def test_a_decision_falls_when_the_risk_is_rated_higher_before_it_is_confirmed(rita, sam):
    made = rated(breach(rita), "unlikely", rita)
    notifying.tell_nobody(clock(made), "unlikely", "It was encrypted.", by=rita, now=NOW)
    rated(fresh(made), "high", rita)
    assert "the authority is told" in refused(notifying.confirm, clock(made), by=sam, now=NOW)[0]


@pytest.mark.parametrize(
    ("risk", "ground", "is_allowed"),
    [
        ("risk", "not_high", True), ("high", "not_high", False), ("high", "unreadable", True),
        ("high", "averted", True), ("high", "out_of_proportion", True),
    ],
)  # fmt: skip
def test_people_at_high_risk_are_told_but_for_three_reasons(rita, risk, ground, is_allowed):
    track = clock(rated(breach(rita), risk, rita), "breach.people")
    if is_allowed:
        notifying.tell_nobody(track, ground, "Because.", by=rita, now=NOW)
    else:
        assert set(refused(notifying.tell_nobody, track, ground, "Because.", by=rita, now=NOW)) == {"ground"}


def test_a_decision_is_taken_back_with_a_reason_and_the_clock_counts_from_when_it_did(rita, sam):
    track = clock(rated(breach(rita), "unlikely", rita))
    notifying.tell_nobody(track, "unlikely", "It was encrypted.", by=rita, now=NOW)
    notifying.confirm(track, by=sam, now=NOW)
    notifying.take_back(track, "The key was lost too.", by=rita, now=NOW + HOUR)
    track = fresh(track)
    assert (track.done_at, track.why_not, track.target_at) == (None, "", NOW + 72 * HOUR)


def test_a_notice_overrules_a_decision_to_tell_nobody(rita, sam):
    track = clock(rated(breach(rita), "unlikely", rita))
    notifying.tell_nobody(track, "unlikely", "It was encrypted.", by=rita, now=NOW)
    notifying.send(track, sent(5), by=rita, now=NOW + 6 * HOUR)
    assert (fresh(track).why_not, fresh(track).done_at) == ("", NOW + 5 * HOUR)


def test_closing_asks_for_all_that_is_open_at_once(rita):
    made = breach(rita, severity="high")
    make(Action, incident=made)
    told = refused(advance, fresh(made), "close", by=rita)
    assert [line.split(" ")[0] for line in told] == ["Name", "Send", "Finish", "Say"]


def test_a_breach_closes_once_all_is_answered(rita, sam):
    made = breach(rita, severity="high", cause="A wrong address.")
    rated(made, "risk", rita)
    notifying.send(clock(made), sent(5), by=rita, now=NOW + 6 * HOUR)
    notifying.tell_nobody(clock(made, "breach.people"), "not_high", "Names only.", by=rita, now=NOW)
    make(Lesson, incident=made, due_on=TODAY)
    assert refused(advance, fresh(made), "close", by=rita) == [
        "Have a second person confirm the decision to tell nobody."
    ]
    notifying.confirm(clock(made, "breach.people"), by=sam, now=NOW)
    assert advance(fresh(made), "close", by=rita).state == "closed"


def test_why_there_is_nothing_to_learn_is_a_lesson_too(rita):
    made = breach(rita, kind="near_miss", severity="low", cause="Luck.", no_lessons_why="It cannot recur.")
    assert advance(made, "close", by=rita).state == "closed"


def test_who_may_not_work_on_it_may_not_close_it(people, rita):
    with pytest.raises(PermissionDenied):
        advance(breach(rita), "close", by=people.outsider)
