"""Two workers at the same moment: every notice is made once, and every mail leaves once."""

from functools import partial

import pytest
from django.core import mail
from django.db import connection

from governance.core.roles import Role
from governance.reminders.models import Reminder
from governance.reminders.sweep import sweep
from tests.committee.test_races import at_once
from tests.factories import person

from .rows import agreement, deliver_at, on

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("round_", range(3))
def test_two_sweeps_and_deliveries_at_once_tell_everybody_once(round_):
    leads = [person(Role.PRIVACY_LEAD) for _lead in range(3)]
    left = person(is_active=False)
    for _row in range(20):
        agreement(owner=left)
    assert at_once(*[partial(sweep, on(0))] * 3) == []
    assert Reminder.objects.count() == 60
    assert at_once(*[partial(deliver_at, on(0))] * 3) == []
    assert sorted(message.to[0] for message in mail.outbox) == sorted(lead.email for lead in leads)
    connection.close()
