"""Keys are replaced and age out, backups with them, and a restored backup brings nobody back."""

import datetime as dt
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.utils import timezone

from governance.ledger.models import Entry
from governance.persons import certificates, finding, keyring, rotating, sealing, tasks
from governance.persons.models import BlindIndex, DataSubject, SubjectKey
from governance.vendors.models import VendorContact
from tests.factories import NOW, TODAY

from .conftest import CANARIES, contact

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def first() -> int:
    """The number of the first epoch, which is any."""
    return keyring.current().newest.number


def named(row) -> str:
    return VendorContact.objects.get(pk=row.pk).full_name


def test_the_keys_are_in_a_file_for_nobody_else_and_made_once(settings):
    ring = keyring.current()
    assert keyring.current() is ring
    assert stat.S_IMODE(settings.PERSON_KEYS.stat().st_mode) == 0o600
    assert keyring.Keyring.read(settings.PERSON_KEYS) == ring


@pytest.mark.parametrize("text", ["", "{}", '{"index": "00", "epochs": []}', '{"index": "zz", "epochs": [{}]}', "[]"])
def test_a_file_without_keys_is_refused_and_never_replaced(settings, text):
    settings.PERSON_KEYS.write_text(text)
    with pytest.raises(ImproperlyConfigured, match="does not hold the keys of persons"):
        keyring.current()
    assert settings.PERSON_KEYS.read_text() == text


def test_wrapping_is_that_of_the_standard():
    """RFC 3394, section 4.6: 256 bits of key data with a 256-bit key."""
    outer = bytes(range(32))
    inner = bytes.fromhex("00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F")
    wrapped = "28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21"
    assert sealing.wrap(outer, inner).hex().upper() == wrapped
    assert sealing.unwrap(outer, bytes.fromhex(wrapped)) == inner
    with pytest.raises(sealing.Tampered):
        sealing.unwrap(outer, bytes(40))


def test_a_rotation_wraps_all_anew_changes_no_entry_and_everybody_is_still_read(first):
    rows = [contact(full_name=f"Person {n}") for n in range(5)]
    entries = list(Entry.objects.order_by("pk").values_list("payload", "mac"))
    wrapped = {bytes(key.wrapped) for key in SubjectKey.objects.all()}
    assert rotating.rotate(TODAY) == 5
    assert [named(row) for row in rows] == [f"Person {n}" for n in range(5)]
    assert list(Entry.objects.order_by("pk").values_list("payload", "mac")) == entries
    assert not wrapped & {bytes(key.wrapped) for key in SubjectKey.objects.all()}
    assert set(SubjectKey.objects.values_list("epoch", flat=True)) == {first + 1}


def test_a_rotation_leaves_everybody_found_and_no_index_of_an_older_key(first, people):
    ada = contact()
    before = set(BlindIndex.objects.values_list("digest", flat=True))
    keyring.change(lambda ring: ring.rotated(TODAY))
    assert finding.by(CANARIES["email"], people.lead).get() == ada.subject
    finding.remember(ada.subject, CANARIES["email"])  # By another process, before all are wrapped anew.
    assert BlindIndex.objects.count() == len(before) + 1
    rotating.rewrap()
    assert finding.by(CANARIES["email"], people.lead).get() == ada.subject
    assert set(BlindIndex.objects.values_list("epoch", flat=True)) == {first + 1}
    assert len(before) == BlindIndex.objects.count()
    assert not before & set(BlindIndex.objects.values_list("digest", flat=True))


def test_an_old_key_is_destroyed_once_backups_of_its_time_are_over(settings, first):
    ada = contact()
    rotating.rotate(TODAY)
    assert rotating.age(TODAY + 34 * DAY) == set()
    assert rotating.age(TODAY + 35 * DAY) == {first}
    assert [epoch.number for epoch in keyring.current().epochs] == [first + 1]
    assert f'"number": {first},' not in settings.PERSON_KEYS.read_text()
    assert named(ada) == CANARIES["full_name"]


def test_an_old_key_that_still_wraps_something_is_not_destroyed(first):
    ada = contact()
    keyring.change(lambda ring: ring.rotated(TODAY))
    assert rotating.age(TODAY + 400 * DAY) == set()
    assert named(ada) == CANARIES["full_name"]
    assert rotating.rewrap() == 1
    assert rotating.age(TODAY + 400 * DAY) == {first}


def test_what_was_wrapped_with_a_destroyed_key_is_told_to_be_unreadable():
    ada = contact()
    before = SubjectKey.objects.get(subject=ada.subject)
    rotating.rotate(TODAY)
    rotating.age(TODAY + 35 * DAY)
    before.save()  # As an old backup would bring it back.
    assert named(ada) == "no longer readable"
    assert rotating.rewrap() == 0


def test_whoever_lost_the_file_of_keys_is_told_that_nobody_is_readable_and_goes_on(settings):
    ada = contact()
    settings.PERSON_KEYS.unlink()
    assert named(ada) == "no longer readable"
    assert rotating.rotate(TODAY) == 0
    assert named(contact()) == CANARIES["full_name"]


def test_the_command_rotates_and_says_what_it_did(capsys, first):
    contact()
    call_command("rotate_keys")
    assert capsys.readouterr().out == "1 keys are wrapped anew; 0 old keys are destroyed.\n"
    call_command("rotate_keys", "--only-age")
    assert capsys.readouterr().out == "0 keys are wrapped anew; 0 old keys are destroyed.\n"
    assert keyring.current().newest.number == first + 1


def test_the_task_begins_a_new_key_each_month_and_not_more_often(first):
    contact()
    rotating.keep(TODAY)
    assert keyring.current().newest.number == first + 1
    rotating.keep(TODAY + 29 * DAY)
    assert keyring.current().newest.number == first + 1
    rotating.keep(TODAY + 30 * DAY)
    assert [epoch.number for epoch in keyring.current().epochs] == [first, first + 1, first + 2]
    rotating.keep(TODAY + 36 * DAY)
    assert [epoch.number for epoch in keyring.current().epochs] == [first + 1, first + 2]


def restored(subject, keys, digests) -> None:
    """The database as a backup from before the erasure would bring it back: guards come with it only after."""
    from django.db import connection

    from governance.core import guards

    with guards.lifted(), connection.cursor() as cursor:
        cursor.execute("UPDATE persons_datasubject SET erased_on = NULL WHERE id = %s", [subject.pk])
        for key in keys:
            SubjectKey(subject=subject, epoch=key.epoch, wrapped=key.wrapped).save()
        for digest, epoch in digests:
            subject.found_by.create(digest=digest, epoch=epoch)


@pytest.fixture
def restored_ada(erased, django_capture_on_commit_callbacks):
    """Erased, with the certificate kept; then a backup from before is restored."""
    ada = contact()
    keys = list(SubjectKey.objects.filter(subject=ada.subject))
    digests = list(ada.subject.found_by.values_list("digest", "epoch"))
    erased(ada.subject)
    certificates.write_missing(NOW)
    restored(ada.subject, keys, digests)
    assert named(ada) == CANARIES["full_name"]
    return ada


def test_after_a_backup_is_restored_the_erased_are_erased_again(restored_ada, capsys):
    call_command("replay_erasures")
    assert capsys.readouterr().out == "1 persons are erased again.\n"
    assert named(restored_ada) == "erased"
    assert not BlindIndex.objects.exists()
    subject = DataSubject.objects.get(pk=restored_ada.subject_id)
    assert str(subject.erased_on) == "2026-11-24"
    call_command("replay_erasures")
    assert capsys.readouterr().out == "0 persons are erased again.\n"


def test_certificates_that_were_kept_elsewhere_serve_too(restored_ada, tmp_path):
    kept = tmp_path / "kept.json"
    certificates.path(restored_ada.subject).rename(kept)
    call_command("replay_erasures")
    assert named(restored_ada) == CANARIES["full_name"]
    call_command("replay_erasures", str(kept))
    assert named(restored_ada) == "erased"


def test_a_forged_certificate_erases_nobody_and_is_told(restored_ada, capsys, caplog):
    path = certificates.path(restored_ada.subject)
    path.write_text(path.read_text().replace('"mac": "1:', '"mac": "1:0'))
    with pytest.raises(SystemExit):
        call_command("replay_erasures", str(path))
    assert "does not prove what it says" in capsys.readouterr().out
    assert named(restored_ada) == CANARIES["full_name"]


def test_the_task_erases_again_too(restored_ada):
    tasks.keep_keys()
    assert named(restored_ada) == "erased"
    assert keyring.current().newest.began in {None, timezone.localdate()}
