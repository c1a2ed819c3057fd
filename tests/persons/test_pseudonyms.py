"""Colleagues who left go by a pseudonym on screen, and what they did stays provable."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.core import story
from governance.core.acting import acting
from governance.core.roles import Role
from governance.ledger.models import Entry
from governance.ledger.verifying import verify
from governance.persons import pseudonymising
from governance.persons.models import Pseudonym
from governance.vendors.models import Vendor
from tests.factories import make, person
from tests.pages import signed_in

pytestmark = pytest.mark.django_db
NAME = "Wilhelmina Canary"


@pytest.fixture
def gone(people):
    """Somebody who decided something, and left."""
    made = person(Role.STEWARD, name=NAME)
    with acting(made, reason="It was cheaper."):
        vendor = make(Vendor, name="Mailwell", owner=made)
        vendor.service = "Sends mail."
        vendor.save()
    made.is_active = False
    made.save()
    return made, vendor


def settled(made, people) -> None:
    asked = pseudonymising.ask(made, by=people.lead, reason="They asked for it.", now=timezone.now())
    pseudonymising.confirm(asked, by=people.director, now=timezone.now())


def pages(made, vendor, user) -> str:
    addresses = [
        vendor.get_absolute_url(), reverse("admin:vendors_vendor_history", args=[vendor.pk]),
        reverse("admin:vendors_vendor_changelist"), reverse("admin:people_user_history", args=[made.pk]),
        reverse("admin:people_user_changelist"), reverse("admin:people_user_change", args=[made.pk]),
        reverse("admin:explorer"), reverse("admin:persons"), reverse("admin:colleague", args=[made.pk]),
        reverse("admin:export_history", args=["csv"]),
    ]  # fmt: skip
    browser = signed_in(user)
    return "\n".join(browser.get(address).content.decode() for address in addresses)


def test_their_name_is_on_no_page_afterwards_and_was_before(gone, people):
    made, vendor = gone
    assert pages(made, vendor, people.lead).count(NAME) > 5
    settled(made, people)
    told = pages(made, vendor, people.lead)
    assert NAME not in told
    assert made.email not in told
    assert f"Former colleague {made.pk} recorded vendor VEN-001" in told


def test_history_and_ledger_keep_who_it_was_and_every_proof_holds(gone, people):
    made, vendor = gone
    before = list(Entry.objects.order_by("pk").values_list("payload", flat=True))
    settled(made, people)
    assert set(vendor.history.values_list("actor", flat=True)) == {NAME}
    assert list(Entry.objects.order_by("pk").values_list("payload", flat=True))[: len(before)] == before
    assert [one for one in verify(now=timezone.now()).problems if one.check.name != "GUARDS"] == []


def test_it_takes_two_people_who_may_and_whoever_asked_does_not_confirm(gone, people):
    made, _vendor = gone
    told = {"reason": "They asked for it.", "now": timezone.now()}
    with pytest.raises(PermissionDenied):
        pseudonymising.ask(made, by=people.steward, **told)
    asked = pseudonymising.ask(made, by=people.lead, **told)
    with pytest.raises(ValidationError, match="somebody else confirms"):
        pseudonymising.confirm(asked, by=people.lead, now=timezone.now())
    with pytest.raises(PermissionDenied):
        pseudonymising.confirm(asked, by=people.auditor, now=timezone.now())
    with pytest.raises(ValidationError, match="already"):
        pseudonymising.ask(made, by=people.director, **told)
    with pytest.raises(IntegrityError), transaction.atomic():
        make(Pseudonym, person=person(), asked_by=people.lead, settled_by=people.lead, confirmed_at=timezone.now())


def test_who_still_works_here_keeps_the_name_and_what_was_asked_can_be_taken_back(gone, people):
    made, _vendor = gone
    told = {"reason": "They asked for it.", "now": timezone.now()}
    with pytest.raises(ValidationError, match="still work here"):
        pseudonymising.ask(people.member, by=people.lead, **told)
    pseudonymising.drop(pseudonymising.ask(made, by=people.lead, **told), by=people.lead, now=timezone.now())
    made.refresh_from_db()
    assert made.name == NAME
    settled(made, people)
    made.refresh_from_db()
    assert (made.name, made.email) == (f"Former colleague {made.pk}", f"former-{made.pk}@fairhold.invalid")


def test_it_is_asked_for_and_confirmed_on_pages(gone, people):
    made, _vendor = gone
    address = reverse("admin:colleague", args=[made.pk])
    lead, director = signed_in(people.lead), signed_in(people.director)
    assert NAME in lead.get(reverse("admin:persons")).content.decode()
    lead.post(address, {"do": "ask", "ask-reason": "They asked for it."})
    assert "You asked for it" in lead.get(address).content.decode()
    assert "asks that they go by a pseudonym" in director.get("/").content.decode()
    assert "asks that they go by a pseudonym" not in lead.get("/").content.decode()
    director.post(address, {"do": "confirm"})
    assert "Goes by a pseudonym since" in lead.get(address).content.decode()
    assert signed_in(people.steward).get(address).status_code == 403
    assert lead.get(reverse("admin:colleague", args=[people.member.pk])).status_code == 404


def test_a_page_of_history_asks_once_for_pseudonyms_however_many_people_it_names(gone, people):
    made, vendor = gone
    settled(made, people)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            story.of_record(vendor, people.lead, size=50)
        return sum("persons_pseudonym" in one["sql"] for one in queries)

    assert asked() == 1
    for number in range(4):
        with acting(person()):
            vendor.service = f"Sends mail {number}."
            vendor.save()
    assert asked() == 1
