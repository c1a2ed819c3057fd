"""Who is told: the owner there is now, or whoever stands in; and a notice that was dropped told nobody."""

import datetime as dt

import pytest
from django.core import mail
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance.committee.models import Committee, Seat
from governance.core.roles import Role
from governance.core.todos import dates
from governance.core.workflow import advance
from governance.incidents.models import Action
from governance.reminders.models import Reminder
from governance.reminders.sweep import sweep
from tests.factories import NOW, TODAY, make, person

from .rows import agreement, change, deliver_at, on, remind

pytestmark = pytest.mark.django_db
LATER = TODAY + dt.timedelta(days=400)


def addresses() -> list[str]:
    return [address for message in mail.outbox for address in message.to]


def test_the_owner_who_has_left_is_replaced_by_the_privacy_leads():
    lead = person(Role.PRIVACY_LEAD)
    row = agreement(owner=person(is_active=False, name="Lew Leaver"))
    assert [remind(day) for day in (0, 0, 1)] == [1, 0, 0]
    assert addresses() == [lead.email]
    assert mail.outbox[0].subject.startswith("Lew Leaver has left, and it waits: ")
    assert [(todo.record, str(todo.what).split(":")[0]) for todo in dates(lead, NOW)] == [
        (row, "Lew Leaver has left, and it waits")
    ]


def test_an_owner_who_leaves_before_the_mail_is_replaced():
    owner, lead = person(Role.MEMBER), person(Role.PRIVACY_LEAD)
    agreement(owner=owner, ends_on=TODAY)
    sweep(on(0))
    change(owner, is_active=False)
    assert deliver_at(on(0)) == 0
    assert [remind(day) for day in (1, 1, 5)] == [1, 0, 0]
    assert addresses() == [lead.email]


def test_an_owner_who_leaves_after_the_mail_is_replaced():
    owner, lead = person(Role.MEMBER, Role.PRIVACY_LEAD), person(Role.PRIVACY_LEAD)
    agreement(owner=owner, ends_on=TODAY)
    remind(0)
    change(owner, is_active=False)
    assert [remind(day) for day in (1, 1, 5)] == [1, 0, 0]
    assert addresses() == [owner.email, lead.email]


def test_an_owner_who_comes_back_is_told():
    owner = person(Role.MEMBER)
    agreement(owner=owner)
    sweep(on(0))
    change(owner, is_active=False)
    deliver_at(on(0))
    change(owner, is_active=True)
    assert [remind(day) for day in (1, 1)] == [1, 0]


@pytest.mark.parametrize("former", [{}, {"roles": ["privacy_lead"]}, {"is_active": False}])
def test_a_new_owner_is_told_too_whoever_was_told_before(former):
    person(Role.PRIVACY_LEAD)
    row = agreement(owner=person(**former))
    remind(0)
    change(row, owner=person(Role.MEMBER))
    assert [remind(day) for day in (0, 1)] == [1, 0]
    assert addresses()[-1] == row.owner.email


def test_who_gave_a_record_away_before_the_mail_is_not_told():
    row = agreement()
    sweep(on(0))
    change(row, owner=person(Role.MEMBER))
    remind(0)
    assert addresses() == [row.owner.email]


def test_a_part_without_an_owner_reminds_the_roles_that_it_names():
    lead = person(Role.PRIVACY_LEAD)
    make(Seat, committee=make(Committee), starts_on=TODAY, ends_on=TODAY + dt.timedelta(days=10))
    assert [remind(day) for day in (0, 0, 1)] == [1, 0, 0]
    assert addresses() == [lead.email]


@pytest.mark.parametrize("lost", [{"is_active": False}, {"roles": []}])
def test_a_lead_who_leaves_before_the_mail_is_replaced(lost):
    first = person(Role.PRIVACY_LEAD)
    make(Seat, committee=make(Committee), starts_on=TODAY, ends_on=TODAY + dt.timedelta(days=10))
    sweep(on(0))
    second = person(Role.PRIVACY_LEAD)
    change(first, **lost)
    assert deliver_at(on(0)) == 0
    assert [remind(day) for day in (1, 1)] == [1, 0]
    assert addresses() == [second.email]


def test_a_date_that_moved_there_and_back_is_told():
    row = agreement(ends_on=TODAY)
    sweep(on(0))
    change(row, ends_on=LATER)
    assert deliver_at(on(0)) == 0
    assert Reminder.objects.get().dropped_at == on(0)
    change(row, ends_on=TODAY)
    assert [remind(day) for day in (1, 1)] == [1, 0]


def test_an_action_that_was_finished_by_mistake_and_reopened_is_told():
    owner = person(Role.STEWARD)
    row = make(Action, owner=owner, due_on=TODAY)
    sweep(on(0))
    advance(row, "finish", by=owner)
    assert deliver_at(on(0)) == 0
    advance(row, "reopen", by=owner, note="It was not.")
    assert [remind(day) for day in (1, 1)] == [1, 0]


CHANGES = ["leave", "return", "give", "move", "move back", "end", "revive", "sweep", "deliver"]


@pytest.mark.once
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(CHANGES), max_size=12))
def test_whatever_happens_in_between_nobody_is_told_twice_and_in_the_end_somebody_was(changes):
    lead, owners = person(Role.PRIVACY_LEAD), [person(Role.MEMBER), person(Role.MEMBER)]
    row = agreement(owner=owners[0], ends_on=TODAY)
    does = {
        "leave": lambda: change(owners[0], is_active=False),
        "return": lambda: change(owners[0], is_active=True),
        "give": lambda: change(row, owner=owners[row.owner_id == owners[0].pk]),
        "move": lambda: change(row, ends_on=LATER),
        "move back": lambda: change(row, ends_on=TODAY),
        "end": lambda: change(row, state="ended"),
        "revive": lambda: change(row, state="in_force"),
        "sweep": lambda: sweep(on(0)),
        "deliver": lambda: deliver_at(on(0)),
    }
    for name in [*changes, "move back", "revive", "sweep", "deliver"]:
        does[name]()
    told = list(Reminder.objects.filter(object_id=row.pk, sent_at__isnull=False).values_list("recipient", flat=True))
    assert len(told) == len(set(told))
    assert (row.owner_id if row.owner.is_active else lead.pk) in told
    change(row, state="ended")
    change(owners[0], is_active=True)
    person(Role.PRIVACY_LEAD)
    change(lead, is_active=False)
