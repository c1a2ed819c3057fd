"""Accounts: signing in, new people, leaving."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from governance.core.roles import Role
from governance.incidents.models import Incident
from governance.people.models import User
from governance.people.sharing import share

from .factories import make, person

pytestmark = pytest.mark.django_db
GOOD = "a long enough pass phrase"


def test_one_signs_in_by_e_mail_whatever_its_case():
    User.objects.create_user("Ann@Example.com", GOOD, name="Ann")
    client = Client()
    assert client.post("/login/", {"username": "ANN@example.com", "password": GOOD}).status_code == 302
    assert client.get("/").status_code == 200


def test_signing_in_leaves_no_version_and_no_password_in_history():
    user = User.objects.create_user("ann@example.com", GOOD, name="Ann")
    Client().post("/login/", {"username": "ann@example.com", "password": GOOD})
    user.refresh_from_db()
    assert user.version == 1
    assert "password" not in [field.name for field in User.history.model._meta.fields]


def test_two_addresses_that_differ_in_case_are_one():
    User.objects.create_user("ann@example.com", GOOD, name="Ann")
    with pytest.raises(ValidationError):
        User.objects.create_user("ANN@EXAMPLE.COM", GOOD, name="Ann")


def test_who_has_left_does_not_come_in_and_an_open_session_ends():
    user = User.objects.create_user("ann@example.com", GOOD, name="Ann", roles=["steward"])
    client = Client()
    client.force_login(user)
    assert client.get("/").status_code == 200
    user.is_active = False
    user.save()
    assert client.get("/").status_code == 302


def test_a_superuser_without_roles_sees_nothing(people):
    from governance.vendors.models import Vendor

    from .factories import make

    make(Vendor)
    assert not Vendor.objects.visible_to(person(is_superuser=True)).exists()
    assert not person(is_superuser=True).has_perm("vendors.view_vendor", make(Vendor))


def test_the_first_account_is_a_privacy_lead():
    user = User.objects.create_superuser("first@example.com", GOOD, name="First")
    assert user.roles == ["privacy_lead"]


def test_the_privacy_lead_adds_a_person_who_can_then_sign_in(people):
    client = Client()
    client.force_login(people.lead)
    told = {
        "name": "New",
        "email": "New@Example.com",
        "time_zone": "Europe/Dublin",
        "roles": ["steward"],
        "is_active": "on",
        "password1": GOOD,
        "password2": GOOD,
    }
    response = client.post("/people/user/add/", told)
    assert response.status_code == 302, response.context["errors"]
    assert Client().login(username="new@example.com", password=GOOD)
    refused = client.post(
        "/people/user/add/",
        told | {"email": "x@example.com", "password1": "short", "password2": "short", "time_zone": "Mars/Base"},
    )
    assert set(refused.context["adminform"].form.errors) >= {"time_zone"}


def test_a_steward_does_not_make_themselves_a_privacy_lead(people):
    client = Client()
    client.force_login(people.steward)
    response = client.post(f"/people/user/{people.steward.pk}/change/", {"roles": ["privacy_lead"], "name": "x"})
    people.steward.refresh_from_db()
    assert (response.status_code, people.steward.roles) == (403, ["steward"])


def test_changes_of_roles_are_told_in_words(people):
    people.member.roles = ["member", "chair"]
    people.member.save()
    client = Client()
    client.force_login(people.lead)
    page = client.get(f"/people/user/{people.member.pk}/history/").content.decode()
    assert "changed roles from Committee member to Committee member, Committee chair" in page


def test_the_last_privacy_lead_stays_one(people):
    people.lead.roles = [Role.STEWARD]
    with pytest.raises(ValidationError, match="last privacy lead"):
        people.lead.clean()
    person(Role.PRIVACY_LEAD)
    people.lead.clean()


def test_somebody_without_a_role_proposes_and_reports_and_sees_their_own_only(people):
    make(Incident)
    client = Client()
    client.force_login(people.outsider)
    assert [client.get(url).status_code for url in ("/propose/", "/incidents/incident/add/")] == [200, 200]
    assert client.get("/vendors/vendor/add/").status_code == 403
    mine = make(Incident, owner=people.outsider)
    assert list(Incident.objects.visible_to(people.outsider)) == [mine]
    assert client.get(mine.get_absolute_url()).status_code == 200


def test_a_grant_opens_a_record_to_somebody_without_a_role(people):
    hidden = make(Incident, confidential=True)
    share(hidden, people.outsider, by=people.lead, reason="asked")
    client = Client()
    client.force_login(people.outsider)
    for page in ("change", "history"):
        assert client.get(f"/incidents/incident/{hidden.pk}/{page}/").status_code == 200
