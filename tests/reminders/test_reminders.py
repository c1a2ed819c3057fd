"""The sweep: each date is told at each notice, neither lost nor doubled."""

import datetime as dt
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance.committee.models import Committee, Seat
from governance.core.deadlines import declared
from governance.core.roles import Role
from governance.core.todos import dates
from governance.reminders.models import Reminder
from governance.reminders.sweep import sweep
from governance.vendors.models import Vendor
from tests.factories import TODAY, make, person

from .rows import agreement, change, on

pytestmark = pytest.mark.django_db


def test_a_date_is_told_once_a_notice_however_often_the_sweep_runs():
    agreement()
    made = [sweep(on(day)) for day in (-31, -30, -30, -29, 0, 0, 1, 22, 23, 24, 30, 31, 60)]
    assert made == [0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0]


def test_a_worker_that_was_down_for_weeks_sends_the_most_urgent_notice_once():
    agreement()
    assert sweep(on(45)) == 1
    assert Reminder.objects.get().notice == 0
    assert sweep(on(46)) == 0


def test_a_moved_date_is_told_anew():
    row = agreement()
    assert sweep(on(0)) == 1
    change(row, ends_on=row.ends_on + dt.timedelta(days=300))
    assert sweep(on(1)) == 0
    assert sweep(on(300)) == 1


def test_a_date_that_no_longer_counts_is_not_told():
    agreement(state="ended")
    agreement(state="draft")
    assert sweep(on(30)) == 0


@pytest.mark.parametrize(("days", "counts"), [(-60, 1), (0, 1), (14, 1), (15, 0), (2000, 0)])
def test_a_term_that_ended_more_than_two_weeks_ago_is_neither_told_nor_on_the_home_page(days, counts):
    lead = person(Role.PRIVACY_LEAD)
    make(Seat, committee=make(Committee), starts_on=TODAY.replace(year=2020), ends_on=TODAY)
    assert len(list(dates(lead, on(days)))) == counts
    assert sweep(on(days)) == counts


def test_an_agreement_that_ran_out_stays_on_the_home_page_until_it_is_settled():
    row = agreement()
    assert len(list(dates(row.owner, on(2000)))) == 1


def test_the_command_says_how_many_notices_it_made():
    agreement()
    out = io.StringIO()
    call_command("send_reminders", now="2026-11-24T09:00Z", json=True, stdout=out)
    assert json.loads(out.getvalue()) == {"notices": 1, "mails": 1}
    out = io.StringIO()
    call_command("send_reminders", now="2026-11-24T09:00Z", stdout=out)
    assert out.getvalue() == "0 notices made, 0 mails sent.\n"


def test_the_command_refuses_a_time_that_is_none():
    with pytest.raises(CommandError, match="is not a time"):
        call_command("send_reminders", now="tomorrow")


@pytest.mark.parametrize("now", ["9999-12-31T23:59Z", "9999-12-31", "0001-01-01T00:00", "0001-01-01T00:00+14:00"])
def test_the_command_refuses_a_time_that_nobody_can_have_meant(now):
    with pytest.raises(CommandError, match="Write a year from 1900 to 2200"):
        call_command("send_reminders", now=now)


@pytest.mark.parametrize("now", ["1900-01-01T00:00+14:00", "2200-12-31T23:59-12:00"])
def test_the_command_takes_the_first_and_the_last_time_that_it_allows(now):
    call_command("send_reminders", now=now)


def test_the_sweep_costs_the_same_for_2_and_80_dates():
    owner, left, costs = person(Role.MEMBER), person(is_active=False), []
    person(Role.PRIVACY_LEAD)
    sweep(on(0))  # so that what is looked up once for all, such as kinds of row, is known
    for rows in (1, 40):
        for _row in range(rows):
            agreement(owner=owner)
            agreement(owner=left)
        with CaptureQueriesContext(connection) as captured:
            assert sweep(on(0)) == 2 * rows
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_every_kind_of_date_that_is_declared_can_be_swept():
    assert sweep(on(0)) == 0
    assert len(list(declared())) >= 8


@pytest.mark.once
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(due=st.integers(-3, 70), ticks=st.lists(st.integers(-3, 75), min_size=1, max_size=6))
def test_each_notice_that_was_the_most_urgent_at_some_tick_is_given_exactly_once(due, ticks):
    row = agreement(ends_on=TODAY + dt.timedelta(days=due))
    for tick in sorted(ticks):
        sweep(on(tick))
    urgent = {min((notice for notice in (60, 30, 7, 0) if due - tick <= notice), default=None) for tick in ticks}
    told = Reminder.objects.filter(object_id=row.pk, deadline="ends_on").values_list("notice", flat=True)
    assert sorted(told) == sorted(urgent - {None})
    Reminder.objects.all().delete()
    change(row, state="ended")


def test_vendor_reviews_remind_too():
    make(Vendor, state="active", review_on=TODAY)
    assert sweep(on(0)) == 1
