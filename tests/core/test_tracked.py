"""Rows that keep every version: whole, in order, whoever saves them and however."""

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from governance.core.errors import StaleRecord, Unrecorded
from governance.core.story import of_record
from governance.core.workflow import advance
from governance.incidents.models import Action, Incident
from governance.inventory.models import ProcessingActivity, Purpose, Recipient
from governance.ledger.models import Entry
from governance.people.models import User
from governance.people.sharing import share
from governance.vendors.models import Agreement, Vendor
from tests.factories import make, person

pytestmark = pytest.mark.django_db


def test_a_save_of_some_fields_saves_and_tells_the_whole_row():
    row = make(Vendor, name="Old", country="Ireland")
    row.name, row.country = "New", "France"
    row.save(update_fields=["name"])
    stored, newest = Vendor.objects.get(), row.history.order_by("-history_id").first()
    assert (stored.name, stored.country, stored.version) == ("New", "France", 2)
    assert (newest.name, newest.country, newest.version) == ("New", "France", 2)


def test_a_password_made_stronger_at_sign_in_keeps_the_versions_in_step(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    User.objects.create_user("ada@example.com", "a long pass phrase", name="Ada")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher", *settings.PASSWORD_HASHERS]
    assert Client().login(username="ada@example.com", password="a long pass phrase")
    ada = User.objects.get()
    assert ada.password.startswith("pbkdf2")
    assert [one.version for one in ada.history.order_by("history_id")] == [1, 2] == list(range(1, ada.version + 1))


def test_a_part_that_was_taken_out_keeps_its_whole_story_on_the_page(people):
    activity = make(ProcessingActivity)
    part = make(Purpose, activity=activity, name="Sell", legal_basis="consent")
    part.name = "Sell more"
    part.save()
    part.delete()
    told = [change.sentence for change in of_record(activity, people.lead)[0]]
    assert told[:3] == [
        "Command line took out purpose Sell more.",
        "Command line changed purpose from “Sell” to “Sell more” in purpose Sell more.",
        "Command line recorded purpose Sell.",
    ]
    assert [one.version for one in Purpose.history.order_by("history_id")] == [1, 2, 3]


def test_saving_what_somebody_took_out_meanwhile_is_refused():
    part = make(Recipient, name="A printer")
    Recipient.objects.get().delete()
    part.name = "Another printer"
    with pytest.raises(StaleRecord):
        part.save()


def test_a_change_of_owner_is_told_by_name(people):
    row = make(Vendor, owner=people.steward)
    row.owner = people.lead
    row.save()
    assert "changed owner from Stu Steward to Lena Lead" in of_record(row, people.lead)[0][0].sentence


def test_what_a_change_points_at_is_told_by_its_reference_where_it_is_confidential(people):
    vendor = make(Vendor, name="Secret deal", confidential=True)
    row = make(Recipient, vendor=vendor)
    told = of_record(row.activity, people.lead)[0][0]
    assert ("Vendor", "", vendor.reference) in [(label.capitalize(), was, now) for label, was, now in told.fields]


def test_a_grant_on_a_part_shows_that_part_alone(people):
    hidden = make(Vendor, confidential=True)
    part = make(Agreement, vendor=hidden, confidential=True)
    share(part, people.director, by=people.lead, reason="asked")
    assert list(Agreement.objects.visible_to(people.director)) == [part]
    assert not Vendor.objects.visible_to(people.director).exists()


def test_an_action_shows_to_its_owner_even_if_its_incident_does_not(people):
    action = make(Action, incident=make(Incident, confidential=True), owner=people.director)
    assert list(Action.objects.visible_to(people.director)) == [action]
    client = Client()
    client.force_login(people.director)
    assert client.get(reverse("admin:incidents_action_change", args=[action.pk])).status_code == 200
    assert not Action.objects.visible_to(people.member).exists()


def test_nothing_is_added_to_a_closed_incident_or_brought_into_force_with_a_retired_vendor(people):
    closed = make(Incident, state="closed", closed_at="2026-01-01T00:00Z")
    with pytest.raises(ValidationError, match="Reopen it first"):
        Action(incident=closed, name="Call", owner=person()).clean()
    agreement = make(Agreement, vendor=make(Vendor, state="retired", retired_on="2026-01-01"), signed_on="2025-01-01")
    with pytest.raises(ValidationError, match="The vendor is retired"):
        advance(agreement, "bring_into_force", by=people.steward)


def test_a_fixture_that_would_pass_by_history_is_refused():
    text = serializers.serialize("json", [make(Vendor)])
    for found in serializers.deserialize("json", text):
        with pytest.raises(Unrecorded):
            found.save()


def test_what_was_told_and_proved_is_not_told_otherwise_later():
    row = make(Vendor)
    told, proof = row.history.get(), Entry.objects.order_by("-pk").first()
    for kept in (told, proof):
        for write in (kept.save, kept.delete):
            with pytest.raises(Unrecorded):
                write()
    for write in (Entry.objects.update, Entry.objects.all().delete, Entry.objects.bulk_update):
        with pytest.raises(Unrecorded):
            write()
