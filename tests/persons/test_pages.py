"""On screen: contact persons are edited like any field, people outside are found exactly, and erased by two."""

import io
import json
import logging
import zipfile

import pytest

from governance.core.roles import Role
from governance.incidents.models import Incident, Informant
from governance.persons import certificates
from governance.persons.models import BlindIndex, DataSubject
from governance.vendors.models import Vendor, VendorContact
from tests.factories import make, person
from tests.pages import form_of, signed_in

from .conftest import CANARIES, contact

pytestmark = pytest.mark.django_db
WHY = {"ask-reason": "They asked for it.", "hold-reason": "A lawsuit."}


@pytest.fixture
def ada():
    return contact()


def text(client, url: str) -> str:
    return client.get(url).content.decode()


def test_a_contact_person_is_added_and_changed_with_the_vendor_like_any_field(people):
    vendor, client = make(Vendor, name="Firm"), signed_in(people.steward)
    url = vendor.get_absolute_url()
    sent = form_of(client, url)
    sent |= {"contacts-TOTAL_FORMS": ["1"], "contacts-0-full_name": ["Zoë Canary"], "contacts-0-email": ["z@c.example"]}
    assert client.post(url, sent).status_code == 302
    made = VendorContact.objects.get()
    assert (made.full_name, made.email, made.telephone, made.vendor) == ("Zoë Canary", "z@c.example", "", vendor)
    assert "Zoë Canary" in text(client, url)
    sent = form_of(client, url)
    assert sent["contacts-0-full_name"] == ["Zoë Canary"]
    assert client.post(url, sent).status_code == 302
    assert VendorContact.objects.get().version == 1
    assert client.post(url, sent | {"contacts-0-telephone": ["+353 1"]}).status_code == 302
    changed = VendorContact.objects.get()
    assert (changed.version, changed.telephone) == (2, "+353 1")
    assert changed.full_name_sealed == made.full_name_sealed


def test_a_wrong_address_is_told_and_what_was_typed_is_kept(people):
    vendor, client = make(Vendor), signed_in(people.steward)
    sent = form_of(client, vendor.get_absolute_url())
    sent |= {"contacts-TOTAL_FORMS": ["1"], "contacts-0-full_name": ["Zoë"], "contacts-0-email": ["no address"]}
    answer = client.post(vendor.get_absolute_url(), sent).content.decode()
    assert "Enter a valid email address" in answer
    assert "no address" in answer
    assert not VendorContact.objects.exists()


def test_a_second_save_is_refused_and_shows_what_both_typed(ada, people):
    client, url = signed_in(people.steward), ada.vendor.get_absolute_url()
    sent = form_of(client, url)
    theirs = VendorContact.objects.get()
    theirs.full_name, theirs.telephone = "Their Name", "+1"
    theirs.save()
    answer = client.post(url, sent | {"contacts-0-full_name": ["My Name"]}).content.decode()
    assert "Somebody has changed this" in answer
    assert 'value="My Name"' in answer
    assert 'value="+1"' in answer
    assert "s1:" not in answer
    assert VendorContact.objects.get().full_name == "Their Name"


def test_who_may_only_read_the_record_reads_them_too(ada, people):
    assert CANARIES["full_name"] in text(signed_in(people.auditor), ada.vendor.get_absolute_url())


def test_the_history_of_a_record_says_that_they_changed_and_not_what(ada, people):
    ada.full_name = "Another Canary"
    ada.save()
    shown = text(signed_in(people.lead), f"/vendors/vendor/{ada.vendor_id}/history/")
    assert "changed name in contact person" in shown
    assert "anary" not in shown


def test_contact_persons_and_informants_stand_on_the_pages_of_work(ada, people):
    incident = make(Incident)
    Informant(incident=incident, full_name="Ivy Canary", address="ivy@canary.example").save()
    assert CANARIES["telephone"] in text(signed_in(people.steward), f"/vendors/{ada.vendor_id}/")
    shown = text(signed_in(people.steward), incident.page)
    assert "Ivy Canary" in shown
    assert "ivy@canary.example" in shown


def test_an_informant_is_seen_only_with_the_incident(people):
    incident = make(Incident, confidential=True)
    informant = Informant(incident=incident, full_name="Ivy Canary", address="ivy@canary.example")
    informant.save()
    assert informant.subject.kind == "informant"
    assert "Ivy Canary" in text(signed_in(people.lead), incident.get_absolute_url())
    assert not Informant.objects.visible_to(people.steward).exists()


@pytest.mark.parametrize("words", ["Canary Wörld-Ñame", "CANARY@bird.example"])
def test_somebody_is_found_with_all_that_is_kept_of_them(ada, people, words):
    client = signed_in(people.lead)
    answer = client.post("/persons/", {"words": words}).content.decode()
    assert ada.subject.get_absolute_url() in answer
    assert f"{CANARIES['full_name']} · {ada.vendor}" in answer
    shown = text(client, ada.subject.get_absolute_url())
    assert all(told in shown for told in (*CANARIES.values(), str(ada.vendor)))


def test_who_is_not_there_is_not_found(people, ada):
    assert "Nobody." in signed_in(people.lead).post("/persons/", {"words": "Canary"}).content.decode()


@pytest.mark.parametrize("role", [Role.STEWARD, Role.MEMBER, Role.CHAIR, None])
def test_others_neither_search_nor_open_the_page_of_a_person(ada, role):
    client = signed_in(person(*([role] if role else [])))
    assert client.get("/persons/").status_code == 403
    assert client.post("/persons/", {"words": CANARIES["email"]}).status_code == 403
    assert client.get(ada.subject.get_absolute_url()).status_code == 404


def test_a_director_finds_nobody_whom_nobody_asked_to_erase(ada, people):
    client = signed_in(people.director)
    assert "Nobody." in client.post("/persons/", {"words": CANARIES["email"]}).content.decode()
    assert client.get(ada.subject.get_absolute_url()).status_code == 404


def act(client, subject, do: str, **told) -> str:
    return client.post(subject.get_absolute_url(), {"do": do} | WHY | told, follow=True).content.decode()


def test_one_asks_another_confirms_and_the_certificate_is_there(ada, people, django_capture_on_commit_callbacks):
    subject, url = ada.subject, ada.subject.get_absolute_url()
    mine, theirs = signed_in(people.lead), signed_in(people.director)
    assert "somebody else confirms it" in act(mine, subject, "ask")
    waiting = subject.erasures.get()
    assert url in text(theirs, "/persons/")
    assert "You asked for it" in act(mine, subject, "confirm", target=waiting.pk)
    assert not DataSubject.objects.get(pk=subject.pk).erased_on
    assert mine.get(f"{url}certificate/").status_code == 404
    assert "They are erased." in act(theirs, subject, "confirm", target=waiting.pk)
    assert "anary" not in text(mine, url)
    assert not BlindIndex.objects.filter(subject=subject).exists()
    certificates.write_missing(waiting.asked_at)
    shown = text(mine, f"{url}certificate/")
    assert all(told in shown for told in ("Lena Lead", "Dora Director", "They asked for it.", str(subject.uuid)))
    with zipfile.ZipFile(io.BytesIO(mine.post(f"{url}certificate/").content)) as file:
        assert dict(certificates.erased(json.loads(file.read("evidence.json"))))
        assert "check_evidence.py" in file.namelist()


def test_who_was_erased_is_no_field_any_more_and_can_be_taken_out(ada, people, erased):
    client, url = signed_in(people.lead), ada.vendor.get_absolute_url()
    before = form_of(client, url)
    erased(ada.subject)
    told = client.post(url, before | {"contacts-0-telephone": ["+44 new"]})
    assert "What was kept of this person was erased" in told.content.decode()
    after = form_of(client, url)
    assert client.post(url, after | {"contacts-0-function": ["Left"]}).status_code == 302
    ada.refresh_from_db()
    assert (ada.function, ada.full_name) == ("Left", "erased")
    assert client.post(url, form_of(client, url) | {"contacts-0-DELETE": ["on"]}).status_code == 302
    assert not VendorContact.objects.filter(pk=ada.pk).exists()


def test_the_home_page_tells_whoever_may_be_the_second_person(ada, people):
    mine, theirs = signed_in(people.lead), signed_in(people.director)
    act(mine, ada.subject, "ask")
    told, home = "Lena Lead asks to erase a person outside", text(theirs, "/")
    assert told in home
    assert "Read and confirm" in home
    assert "A clear day" not in home
    assert CANARIES["full_name"] not in home
    assert told not in text(mine, "/") + text(signed_in(people.steward), "/")
    act(mine, ada.subject, "hold")
    assert told not in text(theirs, "/")


def test_one_looks_for_them_in_texts_before_they_are_erased(ada, people, django_assert_max_num_queries):
    client = signed_in(people.lead)
    assert "In no text that you may see." in act(client, ada.subject, "look")
    incident = make(Incident, name="Open", description="Then  CANARY wörld-ñame called us.")
    make(Incident, name="Other", description="Canary of another name.")
    with django_assert_max_num_queries(250):
        shown = act(client, ada.subject, "look")
    assert incident.reference in shown
    assert "What happened" in shown
    assert shown.count("INC-") == 1
    assert "INC-" not in act(signed_in(people.auditor), contact(full_name="Ada").subject, "look")


def test_a_hold_is_shown_and_takes_the_button_away(ada, people):
    mine, theirs = signed_in(people.lead), signed_in(people.director)
    act(mine, ada.subject, "ask")
    waiting = ada.subject.erasures.get()
    assert "A hold stands" in act(mine, ada.subject, "hold")
    shown = text(theirs, ada.subject.get_absolute_url())
    assert "A lawsuit." in shown
    assert "Confirm, and erase them" not in shown
    assert "A hold by Lena Lead stands" in act(theirs, ada.subject, "confirm", target=waiting.pk)
    act(mine, ada.subject, "lift", target=ada.subject.holds.get().pk)
    assert "Confirm, and erase them" in text(theirs, ada.subject.get_absolute_url())


@pytest.mark.parametrize("told", [{}, {"do": "x"}, {"do": "confirm"}, {"do": "lift", "target": "9" * 30}])
def test_what_no_form_of_ours_sends_is_not_found(ada, people, told):
    assert signed_in(people.lead).post(ada.subject.get_absolute_url(), told).status_code == 404


def test_an_auditor_reads_and_settles_nothing(ada, people):
    client = signed_in(people.auditor)
    assert "Ask for it" not in text(client, ada.subject.get_absolute_url())
    assert client.post(ada.subject.get_absolute_url(), {"do": "ask"} | WHY).status_code == 403


def test_what_is_asked_without_a_reason_comes_back(ada, people):
    answer = signed_in(people.lead).post(ada.subject.get_absolute_url(), {"do": "ask"}).content.decode()
    assert "There is a problem" in answer
    assert not ada.subject.erasures.exists()


def test_no_message_and_no_log_names_anybody(ada, people, caplog):
    caplog.set_level(logging.DEBUG)
    client = signed_in(people.steward)
    sent = form_of(client, ada.vendor.get_absolute_url())
    answer = client.post(ada.vendor.get_absolute_url(), sent | {"contacts-0-full_name": ["Second Canary"]}, follow=True)
    assert not [str(one) for one in answer.context["messages"] if "anary" in str(one)]
    assert "anary" not in caplog.text
