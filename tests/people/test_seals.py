"""Whoever administers the database, but not the machine, does not sign in as somebody else."""

import io
from contextlib import suppress
from importlib import import_module

import pytest
from asgiref.sync import async_to_sync
from django.apps import apps
from django.contrib.auth import aauthenticate
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection, models, transaction
from django.test import Client
from django.utils import timezone

from governance.core import bulk, guards
from governance.ledger.verifying.run import verify
from governance.people import noting
from governance.people.auth import PolicyBackend
from governance.people.models import User
from tests.factories import hire
from tests.pages import signed_in

pytestmark = pytest.mark.django_db
HERS, THEIRS, NEW = "a pass phrase of Lena", "a pass phrase of somebody", "a pass phrase that is new"
OLD_KEY, NEW_KEY = "old-" * 20, "new-" * 20
PBKDF2 = "django.contrib.auth.hashers.PBKDF2PasswordHasher"


@pytest.fixture
def lena() -> User:
    return User.objects.create_user("lena@example.com", HERS, name="Lena", roles=["privacy_lead"])


@pytest.fixture
def mallory() -> User:
    return User.objects.create_user("mallory@example.com", THEIRS, name="Mallory")


def write_past(person: User, **columns: str) -> None:
    """As whoever administers the database does: with its guards taken away for the moment."""
    with guards.lifted():
        models.QuerySet(User).filter(pk=person.pk).update(**columns)


def enters(person: User, password: str) -> bool:
    client = Client()
    client.post("/login/", {"username": person.email, "password": password})
    return client.get("/").status_code == 200


def sealed(person: User) -> bool:
    return User.objects.get(pk=person.pk).is_password_sealed()


def test_a_password_that_was_written_to_the_database_opens_nothing_and_is_told(lena, caplog):
    write_past(lena, password=make_password(THEIRS))
    assert not enters(lena, THEIRS)
    assert f"The password of person {lena.pk} has no seal" in caplog.text


def test_a_password_that_was_copied_from_another_row_opens_nothing_even_with_its_seal(lena, mallory):
    write_past(lena, password=mallory.password)
    assert not enters(lena, THEIRS)
    type(mallory.seal).objects.filter(pk=lena.pk).update(text=mallory.seal.text)
    assert not enters(lena, THEIRS)
    assert enters(mallory, THEIRS)


def test_a_written_password_is_not_sealed_when_it_is_made_stronger_at_sign_in(lena, settings):
    write_past(lena, password=make_password(THEIRS))
    settings.PASSWORD_HASHERS = [PBKDF2, *settings.PASSWORD_HASHERS]
    assert not enters(lena, THEIRS)
    assert not User.objects.get(pk=lena.pk).password.startswith("pbkdf2")


def test_a_written_password_is_not_sealed_by_saving_something_else(lena):
    write_past(lena, password=make_password(THEIRS))
    found = User.objects.get(pk=lena.pk)
    found.department = "Legal"
    found.save()
    found.department = "Law"
    bulk.write([found])
    assert not enters(lena, THEIRS)


def test_a_password_read_after_another_was_set_is_not_sealed(lena):
    write_past(lena, password=make_password(THEIRS))
    lena.set_password(NEW)
    lena.refresh_from_db()
    lena.name = "Lena Lead"
    lena.save()
    assert not enters(lena, THEIRS)


def test_an_open_session_ends_when_the_password_or_its_seal_is_no_longer_that_person_s(lena):
    open_one, other = signed_in(lena), signed_in(lena)
    assert open_one.get("/").status_code == 200
    lena.seal.text = "0" * 64
    lena.seal.save()
    assert open_one.get("/").status_code == 302
    write_past(lena, password=make_password(THEIRS))
    assert other.get("/").status_code == 302


def test_no_account_is_moved_under_an_open_session(lena, mallory):
    """The number of Lena beside the password and the session of Mallory: a view could say so in place of the table."""
    moved = User.objects.get(pk=mallory.pk)
    assert moved.is_password_sealed()
    moved.seal.person_id = moved.pk = lena.pk
    assert not moved.is_password_sealed()


def test_ordinary_ways_to_a_password_seal_it(lena):
    assert enters(lena, HERS)
    hired = hire(name="Many at once")
    hired.set_password(NEW)
    bulk.write([hired])
    assert enters(hired, NEW)
    hired.set_password(HERS)
    bulk.write([hired])
    assert enters(hired, HERS)
    assert not enters(hired, NEW)


def test_who_changes_the_password_stays_signed_in_and_comes_in_with_the_new_one(lena):
    client, elsewhere = signed_in(lena), signed_in(lena)
    told = {"old_password": HERS, "new_password1": NEW, "new_password2": NEW}
    assert client.post("/password_change/", told).status_code == 302
    assert client.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    assert enters(lena, NEW)
    assert not enters(lena, HERS)


def test_a_hash_that_is_made_stronger_at_sign_in_is_sealed_anew(lena, settings):
    settings.PASSWORD_HASHERS = [PBKDF2, *settings.PASSWORD_HASHERS]
    assert enters(lena, HERS)
    assert User.objects.get(pk=lena.pk).password.startswith("pbkdf2")
    assert enters(lena, HERS)


def test_the_commands_for_a_first_account_and_for_a_forgotten_password_seal_it(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", HERS)
    told = {"email": "first@example.com", "name": "First", "interactive": False, "verbosity": 0}
    call_command("createsuperuser", **told)
    first = User.objects.get()
    assert enters(first, HERS)
    write_past(first, password=make_password(THEIRS))
    monkeypatch.setattr("getpass.getpass", lambda **_told: NEW)
    call_command("changepassword", "first@example.com", stdout=io.StringIO())
    assert enters(first, NEW)


def test_seals_leave_nothing_in_history_and_no_row_that_differs_from_it(lena, settings):
    settings.PASSWORD_HASHERS = [PBKDF2, *settings.PASSWORD_HASHERS]
    assert enters(lena, HERS)
    assert [one.version for one in lena.history.order_by("version")] == [1, 2]
    assert not {"seal", "password"} & {field.name for field in User.history.model._meta.fields}
    assert verify(now=timezone.now()).is_intact


def test_under_another_secret_key_nobody_signs_in_until_passwords_are_taken_for_right(lena, settings):
    settings.SECRET_KEY = NEW_KEY
    assert not enters(lena, HERS)
    call_command("seal_passwords", stdout=(said := io.StringIO()))
    assert said.getvalue() == "Sealed: 1.\n"
    assert enters(lena, HERS)


def test_a_key_of_before_holds_as_long_as_it_is_named_and_signing_in_moves_on_to_the_new_one(settings):
    settings.SECRET_KEY = OLD_KEY
    came, stayed_away = (User.objects.create_user(f"{name}@example.com", HERS, name=name) for name in ("ann", "bob"))
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW_KEY, [OLD_KEY]
    assert enters(came, HERS)
    assert sealed(stayed_away)
    settings.SECRET_KEY_FALLBACKS = []
    assert enters(came, HERS)
    assert not enters(stayed_away, HERS)


def seal_by_migration() -> None:
    migration = import_module("governance.people.migrations.0003_password_seal")
    migration.seal_those_there(apps, connection.schema_editor())


def test_migrating_seals_those_who_are_there(lena, settings, tmp_path):
    nobody = User.objects.nobody()
    lena.seal.delete()
    settings.PASSWORDS_SEALED = tmp_path / "passwords.sealed"
    seal_by_migration()
    assert enters(lena, HERS)
    assert not hasattr(User.objects.get(pk=nobody.pk), "seal")


def test_migrating_once_more_seals_nothing(lena, caplog):
    assert noting.is_noted("default")
    lena.seal.delete()
    write_past(lena, password=make_password(THEIRS))
    seal_by_migration()
    assert "No password was sealed" in caplog.text
    assert not enters(lena, THEIRS)


def test_a_copy_that_is_tried_first_and_a_way_back_and_forth_lock_nobody_out(lena, settings, tmp_path, monkeypatch):
    settings.PASSWORDS_SEALED = tmp_path / "passwords.sealed"
    monkeypatch.setitem(connection.settings_dict, "HOST", "rehearsal")
    noting.note("default")
    monkeypatch.setitem(connection.settings_dict, "HOST", "")
    assert not noting.is_noted("default")
    noting.note("default")
    noting.forget("default")
    assert not noting.is_noted("default")


def test_a_folder_that_refuses_the_note_stops_no_migration(settings, tmp_path, caplog):
    (tmp_path / "file").write_text("")
    settings.PASSWORDS_SEALED = tmp_path / "file" / "passwords.sealed"
    noting.note("default")
    assert "could not be noted" in caplog.text


def test_what_was_given_is_sealed_though_the_first_save_was_rolled_back(lena):
    lena.set_password(THEIRS)
    with suppress(ZeroDivisionError), transaction.atomic():
        lena.save()
        raise ZeroDivisionError
    lena.version -= 1
    lena.save()
    assert enters(lena, THEIRS)


def test_the_asynchronous_doors_look_at_the_seal_too(lena, mallory):
    write_past(lena, password=make_password(THEIRS))
    forged = User.objects.get(pk=lena.pk)
    assert not async_to_sync(forged.acheck_password)(THEIRS)
    assert async_to_sync(aauthenticate)(username=lena.email, password=THEIRS) is None
    assert async_to_sync(PolicyBackend().aget_user)(lena.pk) is None
    assert async_to_sync(aauthenticate)(username=mallory.email, password=THEIRS) == mallory
