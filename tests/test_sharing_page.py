"""The page on which one confidential record is shown to one more person."""

import pytest
from django.test import Client

from governance.incidents.models import Incident

from .factories import make

pytestmark = pytest.mark.django_db


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_owner_shows_it_to_one_person_and_takes_that_back(people):
    row = make(Incident, confidential=True, owner=people.steward)
    url = f"/share/incidents/incident/{row.pk}/"
    owner = signed_in(people.steward)
    assert owner.post(url, {"person": people.director.pk, "reason": "has to know"}).status_code == 302
    assert Incident.objects.visible_to(people.director).get() == row
    assert "Dora Director" in owner.get(url).content.decode()
    owner.post(url, {"do": "withdraw", "person": people.director.pk})
    assert not Incident.objects.visible_to(people.director).exists()


def test_who_was_shown_it_does_not_show_it_on(people):
    row = make(Incident, confidential=True, owner=people.steward)
    url = f"/share/incidents/incident/{row.pk}/"
    signed_in(people.steward).post(url, {"person": people.director.pk, "reason": "has to know"})
    assert signed_in(people.director).get(url).status_code == 403
    assert signed_in(people.director).post(url, {"person": people.member.pk, "reason": "x"}).status_code == 403
    assert not Incident.objects.visible_to(people.member).exists()


def test_showing_it_without_a_reason_is_refused(people):
    row = make(Incident, confidential=True, owner=people.steward)
    url = f"/share/incidents/incident/{row.pk}/"
    page = signed_in(people.steward).post(url, {"person": people.director.pk}).content.decode()
    assert "There is a problem" in page
    assert not Incident.objects.visible_to(people.director).exists()
