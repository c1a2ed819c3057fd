"""Two people erase a third; then nothing of them can be read, and every proof still holds."""

import json
from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import IntegrityError

from governance.core import proof
from governance.core.acting import acting
from governance.ledger import checkpoints, keys, notes, sequencing, tlog
from governance.ledger.models import Entry
from governance.persons import certificates, erasing, finding, sealing
from governance.persons.models import BlindIndex, DataSubject, Erasure, SubjectKey
from governance.vendors.models import VendorContact
from tests.factories import NOW, make

from .conftest import CANARIES, contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return contact()


def again(row):
    return type(row).objects.get(pk=row.pk)


def test_what_was_kept_of_them_reads_as_erased(ada, erased):
    past = VendorContact.history.get(id=ada.pk)
    assert past.full_name == CANARIES["full_name"]
    erased(ada.subject)
    row, past = again(ada), VendorContact.history.get(id=ada.pk)
    assert [row.full_name, row.email, past.telephone] == ["erased"] * 3
    assert row.function == "Sales"
    assert str(row.subject.erased_on) == "2026-11-24"


def test_nobody_else_is_erased_with_them(ada, erased):
    other = contact(vendor=ada.vendor, full_name="Somebody Else")
    erased(ada.subject)
    assert again(other).full_name == "Somebody Else"


def test_key_and_indexes_are_gone_and_nobody_finds_them(ada, erased, people):
    erased(ada.subject)
    assert not SubjectKey.objects.filter(subject=ada.subject).exists()
    assert not BlindIndex.objects.filter(subject=ada.subject).exists()
    assert not finding.by(CANARIES["email"], people.lead).exists()


def test_the_ledger_is_intact_and_every_proof_of_inclusion_still_holds(ada, erased):
    ada.telephone = "+353 1 9"
    ada.save()
    first = checkpoints.make(NOW)
    before = [(one.number, one.data) for one in Entry.objects.order_by("number")]
    erased(ada.subject)
    head = notes.opened(checkpoints.make(NOW).note, keys.current().origin, keys.current().public)
    assert head.size > first.size
    for number, data in before:
        path = tlog.inclusion(number, head.size, sequencing.hash_at)
        tlog.check_inclusion(tlog.leaf_hash(data), number, head.size, path, head.root)
        assert Entry.objects.get(number=number).data == data
    call_command("verify_ledger")


def test_one_person_alone_cannot_do_both(ada, people):
    asked = erasing.ask(ada.subject, by=people.lead, reason="They asked for it.", now=NOW)
    with pytest.raises(ValidationError, match="somebody else confirms"):
        erasing.confirm(asked, by=people.lead, now=NOW)
    assert again(ada).full_name == CANARIES["full_name"]


def test_the_database_itself_asks_for_two_people(ada, people):
    asked = erasing.ask(ada.subject, by=people.lead, reason="They asked for it.", now=NOW)
    asked.settled_by, asked.confirmed_at = people.lead, NOW
    with pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
        asked.save()


@pytest.mark.parametrize("who", ["steward", "member", "auditor", "outsider", "leaver"])
def test_only_those_who_answer_for_it_ask_confirm_and_hold(ada, people, who):
    asked, other = erasing.ask(ada.subject, by=people.lead, reason="They asked.", now=NOW), getattr(people, who)
    for act in (
        lambda: erasing.confirm(asked, by=other, now=NOW),
        lambda: erasing.drop(asked, by=other, now=NOW),
        lambda: erasing.hold(ada.subject, by=other, reason="No.", now=NOW),
        lambda: erasing.ask(ada.subject, by=other, reason="No.", now=NOW),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_director_sees_only_whom_somebody_asked_to_erase(ada, people):
    other = contact()
    erasing.ask(ada.subject, by=people.lead, reason="They asked.", now=NOW)
    assert list(DataSubject.objects.visible_to(people.director)) == [ada.subject]
    with pytest.raises(PermissionDenied):
        erasing.ask(other.subject, by=people.director, reason="I heard of them.", now=NOW)


def test_a_hold_blocks_it_in_words_until_it_is_lifted(ada, people):
    asked = erasing.ask(ada.subject, by=people.lead, reason="They asked.", now=NOW)
    held = erasing.hold(ada.subject, by=people.lead, reason="A lawsuit.", now=NOW)
    with pytest.raises(ValidationError, match="A hold by Lena Lead stands until it is lifted: A lawsuit"):
        erasing.confirm(asked, by=people.director, now=NOW)
    erasing.lift(held, by=people.lead, now=NOW)
    erasing.confirm(asked, by=people.director, now=NOW)
    assert again(ada).full_name == "erased"


def test_a_hold_blocks_asking_too(ada, people):
    erasing.hold(ada.subject, by=people.lead, reason="A lawsuit.", now=NOW)
    with pytest.raises(ValidationError, match="A lawsuit"):
        erasing.ask(ada.subject, by=people.lead, reason="They asked.", now=NOW)


def test_it_is_asked_for_once_and_may_be_taken_back(ada, people):
    asked = erasing.ask(ada.subject, by=people.lead, reason="They asked.", now=NOW)
    with pytest.raises(ValidationError, match="already"):
        erasing.ask(ada.subject, by=people.lead, reason="They asked.", now=NOW)
    erasing.drop(asked, by=people.lead, now=NOW)
    with pytest.raises(ValidationError, match="settled"):
        erasing.confirm(asked, by=people.director, now=NOW)
    erasing.ask(ada.subject, by=people.lead, reason="They asked again.", now=NOW)
    assert Erasure.objects.filter(subject=ada.subject).count() == 2


def test_a_reason_is_asked_for(ada, people):
    for act in (erasing.ask, erasing.hold):
        with pytest.raises(ValidationError, match="Say why"):
            act(ada.subject, by=people.lead, reason="  ", now=NOW)


def test_who_was_erased_is_not_filled_in_again(ada, erased):
    erased(ada.subject)
    row = again(ada)
    row.full_name = "erased"  # As the form sends back what it showed.
    row.save()
    row.full_name = "Ada Again"
    with pytest.raises(ValidationError, match="was erased"):
        row.save()


def test_the_database_gives_the_erased_neither_a_key_nor_an_index_nor_life(ada, erased):
    erased(ada.subject)
    subject = DataSubject.objects.get(pk=ada.subject_id)
    with pytest.raises(IntegrityError, match="no key again"), transaction.atomic():
        SubjectKey(subject=subject, epoch=1, wrapped=b"x").save()
    with pytest.raises(IntegrityError, match="no key again"), transaction.atomic():
        finding.remember(subject, "Ada")
    subject.erased_on = None
    with pytest.raises(IntegrityError, match="stays erased"), transaction.atomic():
        subject.save()


def test_it_stands_in_the_history_with_who_and_why(ada, erased):
    erased(ada.subject)
    newest = DataSubject.history.filter(id=ada.subject_id).latest()
    assert (newest.actor, newest.history_change_reason) == ("Dora Director", "They asked for it.")
    said = json.loads(Entry.objects.get(kind=certificates.SUBJECT, row=newest.history_id).payload)
    assert said["row"]["erased_on"] == "2026-11-24"


def test_a_certificate_proves_it_and_names_nobody(ada, erased, django_capture_on_commit_callbacks, tmp_path):
    with django_capture_on_commit_callbacks(execute=False):
        erased(ada.subject)
    assert certificates.write_missing(NOW) == 1
    text = certificates.path(ada.subject).read_text()
    told = json.loads(text)
    assert dict(certificates.erased(told)) == {
        str(ada.subject.uuid): ada.subject.created_at.date().replace(2026, 11, 24)
    }
    assert "anary" not in text
    assert certificates.write_missing(NOW) == 0


def forged_day(told):
    told["entries"][-1]["payload"] = told["entries"][-1]["payload"].replace("2026-11-24", "2020-01-01")


def forged_code(told):
    told["entries"][0]["mac"] = "1:" + "0" * 64


def forged_place(told):
    told["entries"][0]["number"] += 1


def forged_checkpoint(told):
    told["checkpoint"] = told["checkpoint"].replace("\n", "\n1", 1)


def emptied(told):
    told.clear()


@pytest.mark.parametrize("forge", [forged_day, forged_code, forged_place, forged_checkpoint, emptied])
def test_a_forged_certificate_proves_nothing(ada, erased, forge):
    erased(ada.subject)
    told = certificates.make(ada.subject, NOW)
    forge(told)
    with pytest.raises(proof.Unproved):
        list(certificates.erased(told))


@pytest.mark.django_db(transaction=True)
def test_whoever_adds_to_them_at_that_moment_leaves_no_index_behind(people, tmp_path):
    """An editor and an eraser at once: whoever comes second is refused, or what they left is destroyed."""
    for turn in range(6):
        ada = contact(full_name=f"Turn {turn}")
        asked = erasing.ask(ada.subject, by=people.lead, reason="They asked.", now=NOW)
        threads = [Thread(target=_edit, args=(ada,)), Thread(target=_erase, args=(asked, people.director))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert again(ada).full_name == "erased"
        assert not BlindIndex.objects.filter(subject=ada.subject).exists()


def _edit(ada):
    row = again(ada)
    row.full_name = "New Name"
    try:
        with acting(reason="at once"):
            row.save()
    except (IntegrityError, ValidationError):
        pass
    finally:
        connection.close()


def _erase(asked, by):
    try:
        erasing.confirm(asked, by=by, now=NOW)
    finally:
        connection.close()


def test_a_subject_can_be_made_by_itself(db):
    made = make(DataSubject)
    assert made.commitment == sealing.commitment(_key(made))


def _key(subject):
    from governance.persons.opening import key_of

    return key_of(subject)
