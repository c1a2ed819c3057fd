"""Notices by the hour: of 72 hours, after 24, 48, 60, 66 and 70, and at the end, each exactly once."""

import datetime as dt

import pytest
from django.core import mail
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance.core.roles import Role
from governance.core.todos import dates
from governance.incidents import awareness, notifying
from governance.incidents.models.tracks import HOURS
from governance.reminders.models import Reminder
from governance.reminders.sweep import sweep
from tests.factories import NOW, person
from tests.incidents.conftest import HOUR, breach, clock, fresh, sent

from .rows import deliver_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def rita(db):
    return person(Role.STEWARD, name="Rita Leads")


def after(hours: float) -> dt.datetime:
    return NOW + hours * HOUR


def swept(*hours: float) -> list[int]:
    return [sweep(after(one)) for one in hours]


def test_a_breach_clock_is_told_at_each_of_its_hours(rita):
    breach(rita)
    assert swept(0, 23.9, 24, 24, 47, 48, 59, 60, 65, 66, 69, 70, 71.9, 72, 73, 500) == [
        0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0,
    ]  # fmt: skip


def test_privacy_leads_are_told_with_whoever_leads_it(rita):
    leads = [person(Role.PRIVACY_LEAD) for _n in range(2)]
    breach(rita)
    assert swept(24, 24) == [3, 0]
    assert set(Reminder.objects.values_list("recipient", flat=True)) == {rita.pk, *(lead.pk for lead in leads)}


def test_a_worker_that_was_down_sends_the_most_urgent_notice_once(rita):
    breach(rita)
    assert swept(71, 71.5) == [1, 0]
    assert Reminder.objects.get().notice == 2


def test_a_moment_that_is_corrected_by_an_hour_is_told_anew_and_the_old_notice_is_dropped(rita):
    made = breach(rita)
    assert swept(24.5) == [1]
    awareness.become_aware(made, NOW - HOUR, "Names.", by=rita, now=after(25), reason="The mail is older.")
    assert swept(24.5) == [1]
    assert deliver_at(after(25)) == 1
    assert Reminder.objects.filter(dropped_at=None, sent_at__isnull=False).get().due_at == NOW + 71 * HOUR


def test_the_mail_says_the_hour(rita):
    breach(rita)
    swept(70)
    assert deliver_at(after(70)) == 1
    assert "Friday 27 November 2026, 09:00 (UTC)" in mail.outbox[0].body


def test_once_somebody_was_told_the_clock_is_silent(rita):
    made = breach(rita)
    notifying.send(clock(made), sent(5, "initial"), by=rita, now=after(6))
    assert swept(24, 48, 72) == [0, 0, 0]


def test_home_shows_the_clock_two_days_before_its_end(rita):
    breach(rita)
    assert len(list(dates(rita, after(24)))) == 1


@pytest.mark.once
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ticks=st.lists(st.integers(0, 80 * 60), min_size=1, max_size=8))
def test_each_notice_that_was_the_most_urgent_at_some_tick_is_given_exactly_once(ticks):
    made = breach(person(Role.MEMBER))
    track = clock(made)
    for minutes in sorted(ticks):
        sweep(NOW + dt.timedelta(minutes=minutes))
    left = [72 - minutes / 60 for minutes in ticks]
    urgent = {min((notice for notice in HOURS if hours <= notice), default=None) for hours in left}
    told = Reminder.objects.filter(object_id=track.pk, deadline="target_at").values_list("notice", flat=True)
    assert sorted(told) == sorted(urgent - {None})
    Reminder.objects.all().delete()
    made = fresh(made)
    made.kind = "security"
    made.save()
