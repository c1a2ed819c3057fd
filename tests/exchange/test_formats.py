"""What each format becomes in the registers, trap by trap."""

import pytest

from governance.core.refusals import Refused
from governance.exchange.models import Origin
from governance.incidents.models import Incident
from governance.inventory.models import DataAsset, DataField, ProcessingActivity, System
from governance.vendors.models import Agreement, Vendor

from .conftest import MANIFEST, incident, source, vendor, vendor_list, veris

pytestmark = pytest.mark.django_db


def refusal(taking, code: str, *files) -> str:
    with pytest.raises(Refused) as refused:
        taking(code, *files)
    return str(refused.value)


# Incidents


@pytest.mark.parametrize(
    ("when", "kept"),
    [
        ({"year": 2014}, "2014"),
        ({"year": 2014, "month": 5}, "2014-05"),
        ({"year": 2014, "month": 5, "day": 17}, "2014-05-17"),
        ({}, ""),
    ],
)
def test_a_date_stays_as_exact_as_it_is_known(taking, when, kept):
    taking("veris", veris(incident(timeline={"incident": when})))
    assert Incident.objects.get().occurred == kept


@pytest.mark.parametrize(
    ("when", "place"),
    [
        ({"year": 2014, "month": 13}, "[0].timeline.incident.month"),
        ({"year": 2014, "month": 2, "day": 30}, "[0].timeline.incident"),
        ({"year": 2014, "day": 3}, "[0].timeline.incident"),
        ({"year": "2014"}, "[0].timeline.incident.year"),
        ({"year": True}, "[0].timeline.incident.year"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_its_place(taking, when, place):
    assert refusal(taking, "veris", veris(incident(timeline={"incident": when}))).startswith(
        f"incidents.json, {place}:"
    )
    assert not Incident.objects.exists()


@pytest.mark.parametrize(
    ("said", "kept"),
    [("Yes", "yes"), ("Potentially", "potentially"), ("No", "no"), ("Unknown", "unknown"), (None, "")],
)
def test_the_five_answers_about_disclosure_stay_five(taking, said, kept):
    told = {"confidentiality": {"data_disclosure": said}} if said else {}
    taking("veris", veris(incident(attribute=told)))
    assert Incident.objects.get().disclosure == kept


def test_an_answer_about_disclosure_that_is_none_of_the_five_is_refused(taking):
    told = {"confidentiality": {"data_disclosure": "Perhaps"}}
    assert "[0].attribute.confidentiality.data_disclosure" in refusal(taking, "veris", veris(incident(attribute=told)))


@pytest.mark.parametrize("number", [0, 2**31 + 1, 2**63 - 1])
def test_large_numbers_survive(taking, number):
    taking("veris", veris(incident(attribute={"confidentiality": {"data_total": number}})))
    assert Incident.objects.get().records_affected == number


@pytest.mark.parametrize("number", [-1, 2**63, 1.5, "7", True])
def test_a_number_that_no_field_holds_is_refused(taking, number):
    told = {"confidentiality": {"data_total": number}}
    assert "a whole number" in refusal(taking, "veris", veris(incident(attribute=told)))


@pytest.mark.parametrize("version", ["1.3.2", "1_3_2", "1.4"])
def test_versions_are_known_in_both_spellings(taking, version):
    assert taking("veris", veris(incident(schema_version=version))).created.total() == 1


@pytest.mark.parametrize("version", ["2.0", "", None, "1"])
def test_other_versions_are_refused(taking, version):
    assert "schema_version" in refusal(taking, "veris", veris(incident(schema_version=version)))


def test_an_incident_is_itself_by_its_master_id_whatever_its_other_ids_and_their_case(taking):
    taking("veris", veris(incident(incident_id="A1", plus={"master_id": "0a-1B"})))
    report = taking("veris", veris(incident(incident_id="B2", plus={"master_id": "0A-1b"})))
    assert (report.created.total(), report.reworded.total()) == (0, 1)
    assert Incident.objects.count() == 1


def test_the_way_of_discovery_may_be_a_word_or_an_object_and_unknown_keys_survive(taking):
    old = incident(incident_id="1", discovery_method="Ext - customer", zebra={"stripes": 7})
    new = incident(incident_id="2", discovery_method={"external": {"variety": ["Customer"]}})
    taking("veris", veris(old, new))
    said = "".join(Origin.objects.order_by("key").values_list("said", flat=True))
    assert '"zebra": {\n  "stripes": 7\n }' in said
    assert '"Customer"' in said


def test_an_unrated_incident_is_not_rated_low(taking):
    taking("veris", veris(incident(impact={"overall_rating": "Unknown"})))
    assert (Incident.objects.get().severity, Incident.objects.get().people_affected) == ("unknown", None)


# Vendors


def test_a_renamed_vendor_stays_the_same_vendor(taking):
    taking("gvl", vendor_list(vendor(7, "Adline")))
    report = taking("gvl", vendor_list(vendor(7, "Adline Media"), updated="2021-01-01T00:00:00Z"))
    assert report.changed == {Vendor: 1}
    assert [one.name for one in Vendor.objects.all()] == ["Adline Media"]
    names = Vendor.history.order_by("history_id").values_list("name", "history_change_reason")
    why = "imported from Vendor list of the IAB framework (GVL)"
    assert list(names) == [("Adline", why), ("Adline Media", why)]


def test_two_vendors_of_one_name_stay_two(taking):
    taking("gvl", vendor_list(vendor(7), vendor(8)))
    assert [one.name for one in Vendor.objects.all()] == ["Adline", "Adline"]


def test_invisible_characters_do_not_hide_a_name(taking):
    taking("gvl", vendor_list(vendor(7, "Ad\u200bline Inc.\u200b")))
    assert Vendor.objects.get().name == "Adline Inc."
    assert "Ad\u200bline" in Origin.objects.get().said


def test_a_purpose_declared_to_everybody_is_no_agreement_and_no_role(taking):
    taking("gvl", vendor_list(vendor(7)))
    found = Vendor.objects.get()
    assert (found.state, found.role, found.personal_data) == ("candidate", "unknown", "unknown")
    assert not Agreement.objects.exists()


def test_a_deleted_vendor_is_retired_from_the_day_of_its_deletion(taking):
    taking("gvl", vendor_list(vendor(7, deletedDate="2020-06-17T00:00:00Z")))
    assert (Vendor.objects.get().state, str(Vendor.objects.get().retired_on)) == ("retired", "2020-06-17")


def test_a_vendor_that_is_deleted_later_is_retired_by_a_step_in_its_history(taking, steward):
    taking("gvl", vendor_list(vendor(7)))
    taking("gvl", vendor_list(vendor(7, deletedDate="2021-02-01T00:00:00Z"), updated="2021-03-01T00:00:00Z"))
    found = Vendor.objects.get()
    last = found.history.order_by("-history_id").first()
    assert (found.state, str(found.retired_on)) == ("retired", "2021-02-01")
    assert (last.actor, last.source, last.history_change_reason) == ("Stu Steward", "import", "The source says so.")


def test_a_privacy_policy_that_is_no_address_is_left_empty_and_told(taking):
    report = taking("gvl", vendor_list(vendor(7, policyUrl="adline.example/privacy")))
    assert Vendor.objects.get().privacy_policy == ""
    assert "“adline.example/privacy” is not a web address" in report.notes[0]


def test_specification_3_gives_the_english_privacy_policy(taking):
    urls = [{"langId": "de", "privacy": "https://a.example/de"}, {"langId": "en", "privacy": "https://a.example/en"}]
    said = {key: value for key, value in vendor(7, urls=urls).items() if key != "policyUrl"}
    taking("gvl", vendor_list(said, gvlSpecificationVersion=3))
    assert Vendor.objects.get().privacy_policy == "https://a.example/en"


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ({"gvlSpecificationVersion": 1}, "specification 2 or 3"),
        ({"lastUpdated": "yesterday"}, "lastUpdated"),
        ({"lastUpdated": ""}, "lastUpdated"),
        ({"lastUpdated": "0001-01-01T00:00:00+23:59"}, "lastUpdated"),
        ({"lastUpdated": None}, "lastUpdated"),
        ({"vendors": [1]}, "vendors: This should be a group"),
        ({"vendors": {"7": {"id": 8}}}, "vendors.7.id"),
        ({"vendors": {"7": {"id": 7}}}, "vendors.7.name"),
        ({"vendors": {"7": {"id": 7, "name": "A", "purposes": ["x"]}}}, "vendors.7.purposes[0]"),
    ],
)
def test_what_is_not_a_vendor_list_is_refused_with_its_place(taking, told, place):
    assert place in refusal(taking, "gvl", vendor_list(**told))


def test_an_older_list_does_not_undo_a_newer_one(taking):
    taking("gvl", vendor_list(vendor(7, "New name"), updated="2021-01-01T00:00:00Z"))
    assert taking("gvl", vendor_list(vendor(7, "Old name"))).unchanged == 1
    assert Vendor.objects.get().name == "New name"


def test_of_two_lists_at_once_the_newer_counts(taking):
    older, newer = vendor_list(vendor(7, "Old")), vendor_list(vendor(7, "New"), updated="2021-01-01T00:00:00Z")
    taking("gvl", newer, older)
    assert [one.name for one in Vendor.objects.all()] == ["New"]


# Systems and data


def test_a_manifest_becomes_a_system_its_data_and_what_is_done_with_it(taking):
    report = taking("fides", source("demo.yml", MANIFEST))
    assert report.created == {System: 1, DataAsset: 1, ProcessingActivity: 1}
    asset, activity = DataAsset.objects.get(), ProcessingActivity.objects.get()
    assert (asset.system, asset.personal_data) == (System.objects.get(), "yes")
    assert asset.categories == ["user.contact.email", "user.contact.address.city", "system.operations"]
    assert list(asset.fields.values_list("path", flat=True)) == [
        "people.email",
        "people.address",
        "people.address.city",
        "people.address.written_on",
    ]
    assert (activity.state, activity.subjects, activity.department) == ("draft", ["customer"], "Marketing")
    assert [(one.name, one.legal_basis) for one in activity.purposes.all()] == [("marketing.advertising", "")]
    assert [one.system.name for one in activity.uses.all()] == ["Letters"]
    assert "owner_of_the_moon" in Origin.objects.get(key="dataset:readers").said


def test_data_without_personal_categories_is_not_known_to_be_free_of_them(taking):
    text = "dataset: [{fides_key: logs, collections: [{name: a, fields: [{name: t, data_categories: [system]}]}]}]"
    taking("fides", source("logs.yml", text))
    assert DataAsset.objects.get().personal_data == "unknown"


def test_templates_without_a_key_of_their_own_are_told_apart_by_their_files(taking):
    text = "dataset: [{fides_key: <instance_fides_key>, name: Shop}]"
    files = [source("a.yml", text), source("b.yml", text)]
    assert taking("fides", *files).created == {DataAsset: 2}
    assert taking("fides", *files).unchanged == 2


def test_what_has_no_register_is_counted_as_left_aside(taking):
    report = taking("fides", source("policy.yml", "policy: [{fides_key: a}, {fides_key: b}]"))
    assert (dict(report.found), report.news) == ({"left_aside_policy": 2}, 0)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("- a", "a group of named values"),
        ("dataset: [{name: x}]", "dataset[0].fides_key"),
        ("dataset: [{fides_key: x, collections: [{name: c, fields: [{name: f}, {name: f}]}]}]", "fields[1].name"),
        ("system: [{fides_key: x, privacy_declarations: [{name: y}]}]", "privacy_declarations[0].data_use"),
        ("dataset: [{fides_key: x}, {fides_key: x}]", "dataset[1]"),
        (f"dataset: [{{fides_key: {'x' * 501}}}]", "dataset[0]: The key"),
        ("dataset: [{fides_key: x, collections: [{name: c, data_categories: [a|b]}]}]", "“categories of data”"),
        (f"dataset: [{{fides_key: x, collections: [{{name: c, fields: [{{name: {'f' * 501}}}]}}]}}]", "“field”"),
    ],
)
def test_a_manifest_with_something_wrong_is_refused_with_its_place(taking, text, place):
    assert place in refusal(taking, "fides", source("bad.yml", text))
    assert not DataField.objects.exists()
