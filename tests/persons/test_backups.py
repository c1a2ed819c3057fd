"""A backup of SQLite from before an erasure is restored: nobody comes back, and later nobody could be brought back."""

import datetime as dt
import sqlite3

import pytest
from django.core.management import call_command
from django.db import connection

from governance.persons import rotating
from governance.vendors.models import VendorContact
from tests.factories import TODAY

from .conftest import CANARIES, contact

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def backup(tmp_path):
    """The file of a backup, by SQLite's own means."""
    file = sqlite3.connect(tmp_path / "backup.sqlite3")
    yield file
    file.close()


def take(backup) -> None:
    connection.ensure_connection()
    connection.connection.backup(backup)


def restore(backup) -> None:
    backup.backup(connection.connection)


def names() -> list[str]:
    return [one.full_name for one in VendorContact.objects.order_by("pk")]


def test_a_restored_backup_brings_nobody_back_once_erasures_are_replayed(erased, backup, capsys):
    ada, _bob = contact(), contact(full_name="Bob Stays")
    take(backup)
    erased(ada.subject)
    assert names() == ["erased", "Bob Stays"]
    restore(backup)
    assert names() == [CANARIES["full_name"], "Bob Stays"]
    call_command("replay_erasures")
    assert names() == ["erased", "Bob Stays"]
    call_command("verify_ledger")


def test_a_backup_that_is_older_than_its_key_tells_nothing_of_anybody(erased, backup, people):
    ada, _bob = contact(), contact(full_name="Bob Stays")
    take(backup)
    erased(ada.subject)
    rotating.rotate(TODAY)
    rotating.age(TODAY + dt.timedelta(days=35))
    assert names() == ["erased", "Bob Stays"]
    restore(backup)
    assert names() == ["no longer readable"] * 2
