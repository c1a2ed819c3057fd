"""Delivery: one mail a person, nothing that is not theirs, and no mail holds up another."""

import datetime as dt

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.committee.models import Condition, Decision, Declaration
from governance.core.roles import Role
from governance.reminders.delivery import LEASE, deliver
from governance.reminders.models import Reminder
from governance.reminders.sweep import sweep
from tests.factories import TODAY, make, person

from .post import REFUSED, Slow, refused
from .rows import agreement, change, deliver_at, on, remind

pytestmark = pytest.mark.django_db
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


def test_one_mail_a_person_however_many_dates():
    owner = person(Role.MEMBER, name="Owen Owner")
    for _row in range(3):
        agreement(owner=owner)
    agreement()
    assert remind(0) == 2
    assert sorted(len(message.body.split("Agreement ends")) - 1 for message in mail.outbox) == [1, 3]
    assert remind(0) == 0


def test_a_mail_names_the_record_and_links_to_it_but_a_confidential_one_by_its_reference():
    owner = person(Role.MEMBER)
    open_one = agreement(owner=owner, name="Open agreement")
    secret = agreement(owner=owner, name="Hush", confidential=True)
    remind(0)
    body = mail.outbox[0].body
    assert "Open agreement" in body
    assert f"https://fairhold.example{open_one.get_absolute_url()}" in body
    assert "Hush" not in body + mail.outbox[0].subject
    assert secret.reference in body


def test_two_notices_of_one_date_that_waited_are_one_line():
    agreement()
    sweep(on(0))
    sweep(on(23))
    assert deliver_at(on(23)) == 1
    assert mail.outbox[0].subject.startswith("Agreement ends: ")


def test_what_its_owner_may_not_see_waits_until_they_may():
    owner = person(Role.MEMBER)
    long_ago = make(Decision, decided_at=on(-60))
    row = make(Condition, owner=owner, due_on=TODAY, decision=long_ago, proposal=long_ago.proposal)
    aside = make(Declaration, proposal=row.proposal, person=owner, steps_aside=True, why="Kin.")
    assert [remind(day) for day in (0, 1)] == [0, 0]
    change(aside, steps_aside=False)
    assert [remind(day) for day in (2, 3)] == [1, 0]
    assert Reminder.objects.count() == 1


def test_a_notice_that_became_moot_before_it_left_is_dropped():
    row = agreement()
    sweep(on(0))
    change(row, ends_on=row.ends_on + dt.timedelta(days=365))
    assert deliver_at(on(0)) == 0
    assert Reminder.objects.get().dropped_at == on(0)


def test_a_date_that_moved_by_some_days_before_the_mail_left_is_told_as_it_stands_now():
    row = agreement()
    sweep(on(0))
    change(row, ends_on=TODAY + dt.timedelta(days=40))
    assert remind(0) == 1
    assert mail.outbox[0].body.count("Agreement ends") == 1
    assert "3 January 2027" in mail.outbox[0].body
    change(row, ends_on=TODAY + dt.timedelta(days=30))
    assert [remind(day) for day in (1, 1)] == [1, 0]


def test_a_mail_that_fails_is_tried_again_after_the_lease_with_the_same_message_id(settings):
    agreement()
    settings.EMAIL_BACKEND = "tests.reminders.post.Refusing"
    assert remind(0) == 0
    settings.EMAIL_BACKEND = LOCMEM
    assert deliver_at(on(0) + LEASE) == 0
    assert deliver_at(on(0) + LEASE + dt.timedelta(seconds=1)) == 1
    assert [message.extra_headers["Message-ID"] for message in mail.outbox] == refused


def test_a_name_in_two_lines_is_one_line_in_the_mail():
    agreement(name="Hosting\r\nBcc: everyone@example.com")
    assert remind(0) == 1
    assert mail.outbox[0].subject.endswith(" Hosting Bcc: everyone@example.com")


@pytest.mark.parametrize("address", [REFUSED, "a\nb@example.com"])
def test_a_mail_that_cannot_leave_holds_up_no_other(settings, address):
    settings.EMAIL_BACKEND = "tests.reminders.post.RefusingOne"
    agreement(owner=person(Role.MEMBER, email=address))
    row = agreement()
    assert remind(0) == 1
    assert [message.to for message in mail.outbox] == [[row.owner.email]]
    assert Reminder.objects.get(sent_at=None).recipient.email == address


def test_what_another_process_has_claimed_is_left_to_it():
    agreement()
    sweep(on(0))
    Reminder.objects.update(claimed_at=on(0))
    assert deliver_at(on(0) + dt.timedelta(minutes=1)) == 0


def test_mails_that_take_longer_than_the_lease_together_are_not_sent_twice(settings):
    settings.EMAIL_BACKEND = "tests.reminders.post.Slow"
    agreement()
    agreement()
    sweep(on(0))
    moments = [on(0)]

    def wait() -> None:
        moments.append(moments[-1] + LEASE * 0.8)

    Slow.meanwhile[:] = [lambda: (wait(), deliver(on(0), lambda: moments[-1])), wait]
    deliver(on(0), lambda: moments[-1])
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("site", ["https://gov.example/fairhold", "https://gov.example:8443", "http://me@gov.example"])
def test_a_message_id_names_the_host_alone(settings, site):
    settings.SITE_URL = site
    agreement()
    remind(0)
    assert mail.outbox[0].extra_headers["Message-ID"].endswith("@gov.example>")


def test_a_mail_costs_the_same_for_1_and_50_dates():
    costs = []
    for rows in (1, 50):
        owner = person(Role.MEMBER)
        for _row in range(rows):
            agreement(owner=owner)
        sweep(on(0))
        with CaptureQueriesContext(connection) as captured:
            assert deliver_at(on(0)) == 1
        costs.append(len(captured))
    assert costs[0] == costs[1]
