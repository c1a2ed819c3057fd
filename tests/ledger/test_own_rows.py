"""Whoever may insert rows cannot say in our name that all is well."""

import datetime as dt
from importlib import import_module

import pytest
from django.core import mail
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from governance.core import guards
from governance.ledger import checkpoints, standing, tasks, witnessing
from governance.ledger.models import Kept, Verification
from governance.ledger.verifying import Check

from .attacks import note_kept, note_verified
from .conftest import HOUR

pytestmark = pytest.mark.django_db
FAR = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize("hours", [-1, 24 * 365 * 70])
def test_a_verification_that_somebody_inserted_counts_as_none(past, people, client, hours):
    now = timezone.now()
    note_verified(now + hours * HOUR)
    assert standing.is_due(now)
    client.force_login(people.auditor)
    assert "Not verified yet" in client.get("/").content.decode()
    tasks.verify_all()
    assert Verification.objects.count() == 2
    assert "History is broken" in client.get("/").content.decode()


def test_a_verification_of_ours_in_the_future_counts_as_none(past):
    """As where the clock was wrong: it would put the next one off for ever."""
    now = timezone.now()
    standing.verify_and_note(FAR)
    assert standing.is_due(now)
    assert standing.standing(now).verified is None
    standing.verify_and_note(now)
    assert not standing.is_due(now)
    assert standing.standing(now).verified.at == now


def test_the_code_of_one_verification_does_not_stand_for_another(past):
    now = timezone.now()
    standing.verify_and_note(now - 30 * HOUR)
    note_verified(now, mac=Verification.objects.get().mac)
    assert standing.is_due(now)
    assert Check.CHECKPOINTS in past.verify().broken


@pytest.mark.parametrize("at", [timezone.now() - HOUR, FAR])
def test_what_somebody_says_was_kept_stops_neither_the_folder_nor_the_mail(past, people, folder, at):
    now = timezone.now()
    for place in ("folder", "folder elsewhere", f"mail {timezone.localdate(now)}", f"mail {FAR.date()}"):
        note_kept(place, at)
    witnessing.keep(now)
    assert len(list(folder.glob("*.txt"))) == 1
    assert {message.to[0] for message in mail.outbox} == {
        people.lead.email,
        people.director.email,
        people.auditor.email,
    }


def test_verifying_names_the_rows_that_are_not_ours(past):
    witnessing.keep(timezone.now())
    standing.verify_and_note(timezone.now())
    assert past.verify().problems == []
    note_verified(FAR)
    note_kept("elsewhere", FAR)
    rows = (Kept.objects.latest("pk"), Verification.objects.latest("pk"))
    found = [(one.check, one.place) for one in past.verify().problems]
    assert found == [(Check.CHECKPOINTS, f"{row._meta.model_name} {row.pk}") for row in rows]


def test_rows_of_an_earlier_ledger_are_given_our_code(past):
    now = timezone.now()
    witnessing.keep(now)
    standing.verify_and_note(now)
    earlier = MigrationLoader(connection).project_state().apps
    with guards.lifted():
        for name in ("Kept", "Verification"):
            earlier.get_model("ledger", name).objects.update(mac="")
        assert not Verification.objects.get().is_ours
        import_module("governance.ledger.migrations.0004_rows_of_ours").code(earlier, None)
    assert Verification.objects.get().is_ours
    assert all(row.is_ours for row in Kept.objects.all())
    assert past.verify(witnesses=[past.witness]).is_intact
    assert checkpoints.make(now).kept.count() == 2
