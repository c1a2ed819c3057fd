"""What is kept of a person is sealed everywhere, under the person's own key, and opens for its own row alone."""

import datetime as dt
import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import IntegrityError

from governance.core import bulk, snapshots, story
from governance.core.acting import acting
from governance.core.errors import Unrecorded
from governance.incidents.models import Informant
from governance.ledger import sequencing
from governance.ledger.models import Entry
from governance.persons import finding, keyring, sealing
from governance.persons.fields import Draft, Sealed
from governance.persons.models import DataSubject, SubjectKey
from governance.persons.opening import CHANGED
from governance.vendors.models import Vendor, VendorContact
from tests.factories import make, person

pytestmark = pytest.mark.django_db
ADA = {"full_name": "Ada Canary", "email": "ada@canary.example", "telephone": "+353 1 555"}


@pytest.fixture
def ada():
    return make(VendorContact, subject=None, vendor=make(Vendor), function="Sales", **ADA)


def again(row):
    return type(row).objects.get(pk=row.pk)


def test_what_was_written_is_read_again(ada):
    found = again(ada)
    assert {name: getattr(found, name) for name in ADA} == ADA
    assert found.subject.kind == "contact"
    assert make(Informant, full_name="Åsa Ødegård 🎈").full_name == "Åsa Ødegård 🎈"


def test_the_row_its_history_and_the_ledger_hold_the_same_ciphertext(ada):
    row, past = again(ada), VendorContact.history.get(id=ada.pk)
    said = json.loads(Entry.objects.get(kind="vendors.historicalvendorcontact").payload)["row"]
    for name, text in ADA.items():
        column = f"{name}_sealed"
        assert getattr(row, column) == getattr(past, column) == said[column]
        assert isinstance(getattr(row, column), Sealed)
        assert text not in said[column]
    assert past.full_name == "Ada Canary"


def test_no_table_holds_a_plain_text(ada):
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  names of our own
            assert "canary" not in repr(cursor.fetchall()).casefold(), table


def test_a_ciphertext_changes_with_its_own_text_only(ada):
    before = again(ada)
    ada.email, ada.full_name = "new@canary.example", "Ada Canary"
    ada.save()
    after = again(ada)
    assert after.full_name_sealed == before.full_name_sealed
    assert after.email_sealed != before.email_sealed
    assert after.version == 2


def test_saving_the_same_text_again_writes_nothing(ada):
    row = again(ada)
    row.full_name = "Ada Canary"
    row.save()
    assert VendorContact.history.filter(id=ada.pk).count() == 1


def test_many_at_once_are_sealed_too():
    vendor = make(Vendor)
    bulk.write([VendorContact(vendor=vendor, full_name=f"Person {n}") for n in range(3)])
    assert [one.full_name for one in vendor.contacts.all()] == ["Person 0", "Person 1", "Person 2"]
    rows = list(vendor.contacts.all())
    for row in rows:
        row.full_name += "!"
    bulk.write(rows)
    assert [one.full_name for one in vendor.contacts.all()] == ["Person 0!", "Person 1!", "Person 2!"]


def test_a_ciphertext_does_not_open_in_another_row_field_or_person(ada):
    bob = make(VendorContact, subject=ada.subject, full_name="Bob")
    bob.full_name_sealed = ada.full_name_sealed
    assert bob.full_name == CHANGED
    ada.email_sealed = ada.full_name_sealed
    assert ada.email == CHANGED
    ada.subject = make(DataSubject)
    assert ada.telephone == CHANGED


def test_one_changed_byte_is_refused(ada):
    text = ada.full_name_sealed
    ada.full_name_sealed = Sealed(text[:-3] + ("A" if text[-3] != "A" else "B") + text[-2:])
    assert ada.full_name == CHANGED
    assert ada.is_unreadable is False


def test_a_key_other_than_the_one_that_was_committed_to_is_refused(ada):
    subject = again(ada).subject
    assert subject.commitment == sealing.commitment(key_of(subject))
    assert subject.commitment in Entry.objects.get(kind="persons.historicaldatasubject").payload
    newest = keyring.current().newest
    subject.key.wrapped = sealing.wrap(newest.key, sealing.new_key())
    subject.key.save()
    with pytest.raises(sealing.Tampered, match="not the one that the ledger knows"):
        key_of(again(ada).subject)
    assert again(ada).full_name == CHANGED
    assert again(ada).is_unreadable


def key_of(subject):
    from governance.persons.opening import key_of

    return key_of(subject)


@pytest.mark.parametrize("change", ["commitment = 'x'", "uuid = '0123456789abcdef0123456789abcdef'"])
def test_the_database_keeps_what_a_key_was_committed_to(ada, change):
    with pytest.raises(IntegrityError, match="committed to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE persons_datasubject SET {change}, version = version + 1")  # noqa: S608  as above


def test_what_is_printed_of_a_row_tells_nobody(ada):
    ada.full_name = "Other Canary"
    for text in (
        str(ada),
        repr(ada),
        f"{ada.__dict__}",
        repr(again(ada).__dict__),
        str(ada.subject),
        repr(ada.subject),
    ):
        assert "Canary" not in text


def test_history_and_snapshots_say_that_it_changed_and_not_what_it_said(ada):
    lena = person(name="Lena")
    with acting(lena, reason="a call"):
        ada.full_name = "Eve Canary"
        ada.save()
    told = story.told(list(VendorContact.history.filter(id=ada.pk)), lena)
    assert told[0].sentence == "Lena changed name in contact person, because: a call."
    assert "anary" not in repr([(one.sentence, one.fields) for one in told])
    assert "anary" not in repr(snapshots.content(ada))


def test_no_plain_text_reaches_the_database_past_the_row(ada):
    with pytest.raises(TypeError):
        VendorContact.objects.filter(full_name="Ada Canary").exists()
    ada.full_name_sealed = "Plain"
    with pytest.raises((TypeError, sealing.Tampered)):
        ada.save()
    with pytest.raises(TypeError):
        VendorContact._meta.get_field("full_name").get_prep_value(Draft("Plain"))


def test_what_a_field_asks_for_is_asked_of_the_text(ada):
    ada.email = "not an address"
    with pytest.raises(ValidationError) as refused:
        ada.full_clean()
    assert set(refused.value.message_dict) == {"email"}
    with pytest.raises(ValidationError, match="full_name"):
        VendorContact(vendor=ada.vendor).full_clean()


@pytest.mark.parametrize(
    "words", ["Ada Canary", "ada  CANARY ", "\uff21\uff24\uff21 canary", "ADA@canary.example", "+353 1 555"]
)
def test_somebody_is_found_by_exactly_what_is_kept_whatever_its_case(ada, people, words):
    assert list(finding.by(words, people.lead)) == [ada.subject]
    assert list(finding.held([ada.subject], people.lead)) == [ada]


@pytest.mark.parametrize("words", ["Ada", "", "Ada Canary2", "Sales"])
def test_somebody_is_not_found_by_less_or_by_what_is_not_theirs(ada, people, words):
    assert not finding.by(words, people.lead).exists()
    assert not finding.by("Ada Canary", people.steward).exists()


def test_somebody_is_found_by_what_history_still_holds(ada, people):
    ada.email = "new@canary.example"
    ada.save()
    ada.delete()
    assert list(finding.by("ada@canary.example", people.lead)) == [ada.subject]
    assert list(finding.by("new@canary.example", people.lead)) == [ada.subject]


def test_a_list_of_people_asks_for_no_key_one_by_one(ada, django_assert_num_queries):
    for n in range(4):
        make(VendorContact, subject=None, vendor=ada.vendor, full_name=f"Person {n}")
    with django_assert_num_queries(1):
        assert len([one.full_name for one in ada.vendor.contacts.all()]) == 5


def test_keys_and_indexes_are_in_no_history_and_no_ledger(ada):
    wrapped = bytes(SubjectKey.objects.get(subject=ada.subject).wrapped)
    for text in Entry.objects.values_list("payload", flat=True):
        assert wrapped.hex() not in text
        assert not any(digest in text for digest in finding.digests("Ada Canary").values())
    assert not hasattr(SubjectKey, "history")


def test_the_ledger_is_intact(ada):
    ada.full_name = "Eve"
    ada.save()
    sequencing.drain()  # what came with the tables waits since they were made, which may be long ago
    call_command("verify_ledger")


def test_a_subject_is_never_deleted(ada):
    with pytest.raises(Unrecorded):
        ada.subject.delete()


def test_the_day_it_began_is_known(ada):
    assert isinstance(ada.subject.created_at, dt.datetime)
