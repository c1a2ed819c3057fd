"""What a form does to a record: nothing that its sender did not do."""

import datetime as dt

import pytest

from governance.committee.models import Committee, Meeting
from governance.core.records import record_types
from governance.deia.models import Assessment, Risk
from governance.incidents.models import Action, Incident
from governance.inventory.models import ProcessingActivity, Purpose, Recipient, System, SystemUse
from governance.people.sharing import share
from governance.vendors.models import Agreement, Vendor
from tests.factories import NOW, make
from tests.pages import address, form_of, signed_in

pytestmark = pytest.mark.django_db
STALE = "Somebody has changed this since you opened it"


def values(row) -> dict:
    stored = type(row)._base_manager.get(pk=row.pk)
    return {field.name: field.value_from_object(stored) for field in row._meta.concrete_fields}


def unusual(row):
    """A row with values that a form cannot show in full: from an import, or from before a rule."""
    told = {
        Incident: {
            "aware_at": dt.datetime(2026, 1, 1, 1, 2, 3, 456789, tzinfo=dt.UTC),
            "categories": ["custom, one", "mine", "name"],
            "occurred": "2014-05",
            "description": "one\ntwo  ",
        },
        Vendor: {"service": "one\ntwo\n", "review_on": dt.date(1850, 1, 1)},
    }
    for name, value in told.get(type(row), {}).items():
        setattr(row, name, value)
    row.save()
    return row


@pytest.mark.parametrize("model", record_types(), ids=lambda model: model._meta.label)
def test_a_form_that_is_sent_untouched_changes_nothing(model, people):
    row = unusual(make(model, owner=people.lead))
    client, url = signed_in(people.lead), address(model, "change", row.pk)
    before = values(row)
    response = client.post(url, form_of(client, url))
    assert response.status_code == 302, response.context["errors"]
    assert values(row) == before


def test_a_person_who_is_sent_untouched_stays_the_same(people):
    client, url = signed_in(people.lead), address(type(people.steward), "change", people.steward.pk)
    assert client.post(url, form_of(client, url)).status_code == 302
    people.steward.refresh_from_db()
    assert people.steward.version == 1


def test_a_link_to_a_hidden_record_is_shown_by_its_reference_and_stays(people):
    hidden = make(Vendor, confidential=True, name="Canary")
    row = make(Incident, vendor=hidden, owner=people.steward)
    client, url = signed_in(people.steward), address(Incident, "change", row.pk)
    page = client.get(url).content.decode()
    assert f'<option value="{hidden.pk}" selected>{hidden.reference}</option>' in page
    assert "Canary" not in page
    assert client.post(url, form_of(client, url) | {"name": "Other"}).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.vendor) == ("Other", hidden)


def test_a_record_that_is_hidden_by_its_parent_is_told_by_its_reference_too(people):
    incident = make(Incident, confidential=True)
    row = make(Action, incident=incident, owner=people.member)
    page = signed_in(people.member).get(address(Action, "change", row.pk)).content.decode()
    assert f"selected>{incident.reference}</option>" in page


def test_a_part_keeps_its_link_to_a_hidden_record(people):
    activity = make(ProcessingActivity, owner=people.steward)
    recipient = make(Recipient, activity=activity, vendor=make(Vendor, confidential=True))
    use = make(SystemUse, activity=activity, system=make(System, confidential=True))
    client, url = signed_in(people.steward), address(ProcessingActivity, "change", activity.pk)
    before = values(recipient), values(use)
    response = client.post(url, form_of(client, url) | {"name": "Other"})
    assert response.status_code == 302, response.context["errors"]
    assert (values(recipient), values(use)) == before


def test_a_link_of_one_part_opens_nothing_to_another(people):
    activity = make(ProcessingActivity, owner=people.steward)
    hidden, shown = make(Vendor, confidential=True), make(Vendor)
    make(Recipient, activity=activity, vendor=hidden)
    other = make(Recipient, activity=activity, vendor=shown)
    client, url = signed_in(people.steward), address(ProcessingActivity, "change", activity.pk)
    for name in ("recipients-1-vendor", "recipients-2-vendor"):
        assert client.post(url, form_of(client, url) | {name: hidden.pk}).status_code == 200
    assert list(Recipient.objects.filter(vendor=hidden).exclude(pk=other.pk).values_list("version", flat=True)) == [1]


def test_somebody_without_a_role_may_own_what_they_report(people):
    client, url = signed_in(people.outsider), "/incidents/incident/add/"
    response = client.post(url, form_of(client, url) | {"name": "I lost a phone"})
    assert response.status_code == 302, response.context["errors"]
    assert Incident.objects.get().owner == people.outsider


def test_a_stale_form_takes_over_a_moment_that_only_they_changed(people):
    row = make(Meeting, owner=people.steward, starts_at=NOW)
    after_their_save(people, row, {"starts_at_0": "2026-11-20"}, {"name": "Mine"})
    assert (row.name, row.starts_at.day) == ("Mine", 20)


def test_a_stale_form_takes_over_codes_of_an_open_list(people):
    row = make(Incident, owner=people.steward, categories=["name", "custom", "a, b"])
    after_their_save(people, row, {"categories_other": "other, more"}, {"name": "Mine"})
    assert (row.name, set(row.categories)) == ("Mine", {"name", "a, b", "other", "more"})


def test_a_stale_form_takes_over_a_tick_that_was_taken_away(people):
    row = make(Agreement, owner=people.steward, renews=True)
    after_their_save(people, row, {"renews": []}, {"name": "Mine"})
    assert (row.name, row.renews) == ("Mine", False)


def test_a_stale_form_takes_over_a_link_to_a_hidden_record(people):
    row = make(Incident, owner=people.steward, vendor=make(Vendor))
    hidden = make(Vendor, confidential=True)
    after_their_save(people, row, {"vendor": hidden.pk}, {"name": "Mine"})
    assert (row.name, row.vendor) == ("Mine", hidden)


def test_a_stale_form_that_kept_a_link_to_a_hidden_record_takes_over_the_new_one(people):
    row = make(Incident, owner=people.steward, vendor=make(Vendor, confidential=True))
    shown = make(Vendor)
    after_their_save(people, row, {"vendor": shown.pk}, {"name": "Mine"})
    assert (row.name, row.vendor) == ("Mine", shown)


def after_their_save(people, row, theirs: dict, mine: dict) -> None:
    """The lead saves after the steward opened the form; the steward is told, and saves what came back."""
    url, me, them = address(type(row), "change", row.pk), signed_in(people.steward), signed_in(people.lead)
    opened = form_of(me, url)
    assert them.post(url, form_of(them, url) | theirs).status_code == 302
    refused = me.post(url, opened | mine)
    assert STALE in refused.content.decode()
    data = refused.context["adminform"].form.data
    response = me.post(url, {name: data.getlist(name) for name in data})
    assert response.status_code == 302, response.context["errors"]
    row.refresh_from_db()


@pytest.mark.parametrize("said", [None, "", "abc", "999", str(10**30)])
def test_a_form_that_names_no_version_that_there_was_is_refused_once(people, said):
    row = make(Vendor, owner=people.steward, name="N", country="Ireland")
    client, url = signed_in(people.steward), address(Vendor, "change", row.pk)
    sent = form_of(client, url) | {"name": "Mine"}
    sent = sent | {"seen_version": said} if said is not None else {k: v for k, v in sent.items() if k != "seen_version"}
    refused = client.post(url, sent)
    assert refused.status_code == 200
    assert "yours would replace it" in refused.content.decode()
    row.refresh_from_db()
    assert row.name == "N"
    assert client.post(url, refused.context["adminform"].form.data).status_code == 302


def test_a_tick_to_take_out_a_part_does_not_delete_what_was_written_since(people):
    assessment = make(Assessment, owner=people.lead)
    risk = make(Risk, assessment=assessment)
    client, url = signed_in(people.lead), address(Assessment, "change", assessment.pk)
    sent = form_of(client, url) | {"risks-0-DELETE": "on"}
    risk.measure = "An important new text"
    risk.save()
    refused = client.post(url, sent)
    assert refused.status_code == 200
    assert "An important new text" in refused.content.decode()
    assert Risk.objects.exists()
    assert client.post(url, sent | {"risks-0-seen_version": risk.version}).status_code == 302
    assert not Risk.objects.exists()


def test_saving_a_part_that_was_taken_out_is_told_and_the_others_stay_in_their_place(people):
    activity = make(ProcessingActivity, owner=people.lead)
    first, second, third = (make(Purpose, activity=activity, name=name) for name in ("First", "Second", "Third"))
    client, url = signed_in(people.lead), address(ProcessingActivity, "change", activity.pk)
    sent = form_of(client, url) | {"purposes-1-note": "My note", "purposes-2-note": "Another"}
    second.delete()
    refused = client.post(url, sent)
    assert "Somebody has taken out one of these since you opened the page" in refused.content.decode()
    shown = [form["name"].value() for form in formset_of(refused, "purposes").forms]
    assert shown[:3] == ["First", "Third", "Second"]
    data = formset_of(refused, "purposes").data
    response = client.post(url, {name: data.getlist(name) for name in data})
    assert response.status_code == 302, response.context["errors"]
    found = Purpose.objects.filter(activity=activity).order_by("pk").values_list("name", "note")
    assert list(found) == [("First", ""), ("Third", "Another"), ("Second", "My note")]
    assert {first.pk, third.pk} < set(Purpose.objects.values_list("pk", flat=True))


def test_taking_out_a_part_that_somebody_took_out_is_no_error(people):
    activity = make(ProcessingActivity, owner=people.lead)
    part, other = make(Purpose, activity=activity), make(Purpose, activity=activity)
    client, url = signed_in(people.lead), address(ProcessingActivity, "change", activity.pk)
    sent = form_of(client, url) | {"purposes-0-DELETE": "on", "purposes-1-note": "kept"}
    part.delete()
    response = client.post(url, sent)
    assert response.status_code == 302, response.context["errors"]
    assert list(Purpose.objects.values_list("pk", "note")) == [(other.pk, "kept")]


def formset_of(response, prefix: str):
    return next(one.formset for one in response.context["inline_admin_formsets"] if one.formset.prefix == prefix)


def test_who_was_shown_a_confidential_record_cannot_open_it_to_all(people):
    row = make(Vendor, confidential=True, owner=people.lead)
    share(row, people.steward, by=people.lead, reason="asked for it")
    client, url = signed_in(people.steward), address(Vendor, "change", row.pk)
    sent = form_of(client, url) | {"confidential": [], "owner": people.steward.pk, "country": "Ireland"}
    assert client.post(url, sent).status_code == 302
    row.refresh_from_db()
    assert (row.confidential, row.owner, row.country) == (True, people.lead, "Ireland")


@pytest.mark.parametrize("who", ["lead", "member"])
def test_the_owner_and_a_privacy_lead_say_who_may_see_it(people, who):
    row = make(Vendor, confidential=True, owner=people.member)
    client, url = signed_in(getattr(people, who)), address(Vendor, "change", row.pk)
    assert client.post(url, form_of(client, url) | {"confidential": []}).status_code == 302
    row.refresh_from_db()
    assert row.confidential is False


@pytest.mark.parametrize("model", [Incident, Agreement])
def test_a_hidden_vendor_is_not_found_through_what_points_at_it(people, model):
    row = make(model, vendor=make(Vendor, confidential=True, name="Zebra"), owner=people.steward)
    told = make(model, vendor=make(Vendor, name="Zebra crossing"), owner=people.steward)
    url = address(model, "changelist")
    for who, found in ((people.steward, {told}), (people.lead, {row, told})):
        assert set(signed_in(who).get(url, {"q": "zebr"}).context["cl"].result_list) == found


def test_a_search_finds_rows_that_hold_every_word(people):
    both, _one = make(Vendor, name="Mail Well"), make(Vendor, name="Mail")
    client = signed_in(people.lead)
    for text in ("well mail", '"mail well"', both.reference):
        assert list(client.get("/vendors/vendor/", {"q": text}).context["cl"].result_list) == [both]


def test_a_committee_is_still_found_by_its_name(people):
    group = make(Committee, name="Ethics board")
    assert list(signed_in(people.lead).get("/committee/committee/?q=ethics").context["cl"].result_list) == [group]
