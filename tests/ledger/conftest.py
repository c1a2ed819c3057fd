"""A small ledger with a past, for those who want to change it."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from governance.core.acting import acting
from governance.core.roles import Role
from governance.core.workflow import advance
from governance.incidents.models import Incident
from governance.inventory.models import ProcessingActivity, Purpose
from governance.ledger import checkpoints, keys, notes
from governance.ledger.verifying import verify
from governance.vendors.models import Vendor
from tests.factories import make, person


class Past:
    """Vendors, an incident and an activity with changes, and a checkpoint that was kept elsewhere."""

    def __init__(self) -> None:
        self.ada = person(Role.STEWARD, name="Ada")
        with acting(self.ada, reason="at first"):
            self.vendor, self.other = make(Vendor, name="First"), make(Vendor, name="Other")
            self.incident = make(Incident, owner=self.ada, people_affected=3)
            self.purpose = make(Purpose, activity=make(ProcessingActivity, owner=self.ada))
        for name in ("Second", "Third"):
            self.rename(name)
        self.purpose.delete()
        advance(self.incident, "contain", by=self.ada, note="The door is shut.")
        self.witness = self.checkpoint()

    def rename(self, name: str) -> None:
        with acting(self.ada, reason="a new name"):
            self.vendor.name = name
            self.vendor.save()

    def checkpoint(self) -> notes.Head:
        made = checkpoints.make(timezone.now())
        return notes.opened(made.note, keys.current().origin, keys.current().public)

    def verify(self, *, witnesses=(), **options):
        return verify(now=timezone.now(), witnesses=witnesses, **options)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Of each test its own: their ledgers do not continue each other."""
    settings.LEDGER_WITNESS = tmp_path / "checkpoints"
    return settings.LEDGER_WITNESS


@pytest.fixture
def past(db) -> Past:
    return Past()


def sql(text: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, values)


def asked(text: str, *values) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall()


HOUR = dt.timedelta(hours=1)
