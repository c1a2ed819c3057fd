"""The registers: what a list costs, what a form refuses, what history says."""

import re

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from governance.core.records import record_types
from governance.incidents.models import Action, Incident
from governance.inventory.models import ProcessingActivity, Recipient
from governance.vendors.models import Agreement, Vendor

from .factories import make, person
from .pages import address, form_of, signed_in

pytestmark = pytest.mark.django_db
every_record = pytest.mark.parametrize("model", record_types(), ids=lambda model: model._meta.label)


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@every_record
def test_a_list_costs_the_same_for_1_3_and_100_rows(model, people):
    client, url = signed_in(people.lead), address(model, "changelist")
    owner, costs, made = people.steward, [], 0
    for rows in (1, 3, 100):
        for _row in range(rows - made):
            make(model, owner=owner)
        made = rows
        client.get(url)
        costs.append(queries(client, url))
    assert costs == [costs[0]] * 3


def test_the_home_page_costs_the_same_for_3_and_30_waiting_rows(people):
    client, costs, made = signed_in(people.lead), [], 0
    for rows in (3, 30):
        for model in record_types():
            for _row in range(rows - made):
                make(model, owner=people.lead)
        made = rows
        client.get("/")
        costs.append(queries(client, "/"))
    assert costs[1] == costs[0]


def test_a_history_page_costs_the_same_for_2_and_20_changes(people):
    client, row, costs = signed_in(people.lead), make(Vendor, owner=people.lead), []
    for changes in (2, 18):
        for number in range(changes):
            row.service = f"service {changes} {number}"
            row.save()
        client.get(address(Vendor, "history", row.pk))
        costs.append(queries(client, address(Vendor, "history", row.pk)))
    assert costs[1] == costs[0]


def test_a_second_save_of_a_stale_form_is_refused_in_words_and_keeps_what_both_typed(people):
    row = make(Vendor, name="Mailwel", owner=people.steward, country="Ireland", service="Sends mail.")
    url = address(Vendor, "change", row.pk)
    mine = form_of(signed_in(people.steward), url) | {"name": "Mailwell", "service": "Sends our newsletter."}
    theirs = form_of(signed_in(people.lead), url) | {"country": "France", "service": "Sends mail and texts."}
    assert signed_in(people.lead).post(url, theirs).status_code == 302
    refused = signed_in(people.steward).post(url, mine)
    text = refused.content.decode()
    assert "Somebody has changed this since you opened it" in text
    assert "“what they do for us” is now “Sends mail and texts.”; yours would replace it." in text
    row.refresh_from_db()
    assert (row.name, row.country, row.service) == ("Mailwel", "France", "Sends mail and texts.")
    merged = refused.context["adminform"].form.data
    assert (merged["name"], merged["country"], merged["service"]) == ("Mailwell", "France", "Sends our newsletter.")
    assert signed_in(people.steward).post(url, merged).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.country, row.service) == ("Mailwell", "France", "Sends our newsletter.")


def test_a_change_is_told_as_one_plain_sentence_with_its_reason(people):
    row = make(Incident, people_affected=120, owner=people.steward)
    url = address(Incident, "change", row.pk)
    client = signed_in(people.steward)
    sent = form_of(client, url) | {
        "people_affected": "1240",
        "reason": "a second sheet was found",
        "occurred": "2026-05",
    }
    response = client.post(url, sent)
    assert response.status_code == 302, response.context["errors"]
    page = signed_in(people.director).get(address(Incident, "history", row.pk)).content.decode()
    told = (
        "Stu Steward changed people affected from 120 to 1,240 and when it happened from nothing to May 2026 "
        f"in incident {row.reference}, because: a second sheet was found."
    )
    assert told in re.sub(r"\s+", " ", page)


def test_a_closed_record_is_shown_and_not_edited(people):
    row = make(Vendor, owner=people.steward, state="retired", retired_on="2026-01-01")
    client, url = signed_in(people.steward), address(Vendor, "change", row.pk)
    page = client.get(url)
    assert (page.status_code, page.context["has_change_permission"]) == (200, False)
    assert client.post(url, {"name": "Other"}).status_code == 403


def test_the_history_of_a_record_is_only_read(people):
    row = make(Vendor)
    assert signed_in(people.lead).post(address(Vendor, "history", row.pk)).status_code == 403


def test_a_form_cannot_point_at_a_record_that_its_sender_may_not_see(people):
    hidden, row = make(Vendor, confidential=True), make(Incident, owner=people.steward)
    client, url = signed_in(people.steward), address(Incident, "change", row.pk)
    response = client.post(url, form_of(client, url) | {"vendor": hidden.pk})
    assert response.status_code == 200
    row.refresh_from_db()
    assert row.vendor is None


def test_a_grant_opens_one_confidential_record_to_one_person_and_is_in_history(people):
    from governance.people.sharing import grants_on, share, withdraw

    row, other = make(Vendor, confidential=True, owner=people.steward), make(Vendor, confidential=True)
    share(row, people.director, by=people.steward, reason="asked for it")
    assert list(Vendor.objects.visible_to(people.director)) == [row]
    assert signed_in(people.director).get(address(Vendor, "change", row.pk)).status_code == 200
    assert signed_in(people.director).get(address(Vendor, "change", other.pk)).status_code == 302
    grant = grants_on(row).get()
    withdraw(row, people.director, by=people.lead, reason="no longer needed")
    assert not Vendor.objects.visible_to(people.director).exists()
    told = (
        type(grant)
        .history.filter(id=grant.pk)
        .order_by("history_id")
        .values_list("history_type", "actor", "history_change_reason")
    )
    assert list(told) == [("+", "Stu Steward", "asked for it"), ("-", "Lena Lead", "no longer needed")]


def test_only_the_owner_or_a_privacy_lead_shares(people):
    from django.core.exceptions import PermissionDenied

    from governance.people.sharing import share

    row = make(Vendor, confidential=True, owner=people.steward)
    for by in (people.director, people.auditor, person()):
        with pytest.raises(PermissionDenied):
            share(row, people.member, by=by)


def test_a_part_is_taken_out_on_the_page_and_the_history_of_its_record_says_so(people):
    row = make(ProcessingActivity, owner=people.steward)
    make(Recipient, activity=row, name="A printer")
    client, url = signed_in(people.steward), address(ProcessingActivity, "change", row.pk)
    sent = form_of(client, url) | {"recipients-0-DELETE": "on", "reason": "They moved."}
    response = client.post(url, sent)
    assert response.status_code == 302, response.context["errors"]
    assert not Recipient.objects.exists()
    page = client.get(address(ProcessingActivity, "history", row.pk)).content.decode()
    assert "Stu Steward took out recipient A printer, because: They moved." in re.sub(r"\s+", " ", page)


def test_a_signed_file_is_reached_from_its_record(people):
    row = make(Agreement, owner=people.steward)
    row.file.save("signed.pdf", ContentFile(b"%PDF-1.7 signed"), save=True)
    client = signed_in(people.director)
    assert row.file.url in client.get(address(Agreement, "change", row.pk)).content.decode()
    assert b"".join(client.get(row.file.url).streaming_content) == b"%PDF-1.7 signed"


def test_what_is_hidden_is_told_like_what_is_not_there(people):
    client = signed_in(people.director)
    hidden = make(Vendor, confidential=True)
    told = [
        [str(one) for one in client.get(address(Vendor, "change", key), follow=True).context["messages"]]
        for key in (hidden.pk, 10**6)
    ]
    assert told == [["There is no vendor at that address, or you may not see it."]] * 2


def test_a_part_added_from_its_record_leads_back_to_it(people):
    incident = make(Incident, owner=people.steward)
    client = signed_in(people.steward)
    sent = {"incident": incident.pk, "name": "Call them", "owner": people.steward.pk, "due_on": ""}
    response = client.post(address(Action, "add"), sent)
    assert (response.status_code, response.url) == (302, incident.get_absolute_url())
