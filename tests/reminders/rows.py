"""Rows with dates, and the days on which they are looked at."""

import datetime as dt

from governance.core.roles import Role
from governance.reminders.delivery import deliver
from governance.reminders.sweep import sweep
from governance.vendors.models import Agreement
from tests.factories import NOW, TODAY, make, person


def on(days: int) -> dt.datetime:
    return NOW + dt.timedelta(days=days)


def agreement(**told) -> Agreement:
    told = {"owner": told.get("owner") or person(Role.MEMBER)} | told
    return make(Agreement, **{"state": "in_force", "signed_on": TODAY, "ends_on": TODAY + dt.timedelta(days=30)} | told)


def change(row, **told) -> None:
    for name, value in told.items():
        setattr(row, name, value)
    row.save()


def deliver_at(moment: dt.datetime) -> int:
    return deliver(moment, lambda: moment)


def remind(days: int) -> int:
    """What the task does on that day."""
    sweep(on(days))
    return deliver_at(on(days))
