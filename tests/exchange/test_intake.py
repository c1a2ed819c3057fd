"""An import is all or nothing, changes nothing twice, and never undoes what a person has changed since."""

import pytest
from django.core.exceptions import ValidationError

from governance.core.reading import sources
from governance.core.records import tracked_types
from governance.core.refusals import Refused
from governance.core.roles import Role
from governance.core.workflow import advance
from governance.exchange.models import Origin
from governance.inventory.models import DataAsset, DataField, ProcessingActivity, Purpose, System
from governance.ledger.models import Entry
from governance.vendors.models import Agreement, Vendor
from tests.factories import make, person

from .conftest import MANIFEST, source, vendor, vendor_list

pytestmark = pytest.mark.django_db
SCHEMA = 1
"""The entry that says which columns history has."""
LATER = "2021-01-01T00:00:00Z"


def written() -> dict[str, int]:
    """How many history rows there are of each kind, and how many proofs."""
    rows = {model._meta.label: model.history.count() for model in tracked_types()}
    return rows | {"ledger": Entry.objects.count()}


def test_importing_twice_changes_nothing(taking):
    for code, file in (("fides", source("demo.yml", MANIFEST)), ("gvl", vendor_list(vendor(7), vendor(8)))):
        taking(code, file)
        before = written()
        report = taking(code, file)
        assert (report.news, report.held_back, written()) == (0, 0, before)


def test_every_imported_row_has_its_history_and_its_proof(taking):
    taking("fides", source("demo.yml", MANIFEST))
    counts = written()
    assert counts["inventory.DataField"] == DataField.objects.count() == 4
    assert counts["ledger"] == sum(counts.values()) - counts["ledger"] + SCHEMA
    row = DataAsset.objects.get()
    assert [(one.actor, one.source) for one in row.history.all()] == [("Stu Steward", "import")]


def test_a_dry_run_tells_the_same_and_writes_nothing(taking):
    before = written()
    tried = taking("fides", source("demo.yml", MANIFEST), dry_run=True)
    assert written() == before
    done = taking("fides", source("demo.yml", MANIFEST))
    assert tried.plain() == done.plain()
    assert ProcessingActivity.objects.get().reference == "ACT-001"


def test_one_bad_file_keeps_all_others_out_and_every_bad_file_is_told(taking):
    before = written()
    good, bad = source("good.yml", MANIFEST), source("bad.yml", "dataset: [{}]")
    with pytest.raises(Refused) as refused:
        taking("fides", good, bad, source("worse.yml", "a: ["))
    assert [one.file for one in refused.value.problems] == ["bad.yml", "worse.yml"]
    assert written() == before


def test_what_a_person_has_changed_stays_and_what_only_the_source_changed_follows(taking, steward):
    taking("gvl", vendor_list(vendor(7, "Adline")))
    found = Vendor.objects.get()
    found.name = "Adline (do not use)"
    found.save()
    changed = vendor(7, "Adline Media", policyUrl="https://adline.example/new")
    report = taking("gvl", vendor_list(changed, updated=LATER))
    found.refresh_from_db()
    assert (found.name, found.privacy_policy) == ("Adline (do not use)", "https://adline.example/new")
    assert report.notes == [f"{found}: “name” stays as it was changed here; the source has changed it too."]


def test_a_closed_record_does_not_follow_until_it_is_open_again(taking, steward):
    taking("gvl", vendor_list(vendor(7)))
    found = advance(Vendor.objects.get(), "retire", by=steward, note="Not needed.")
    newer = vendor_list(vendor(7, "Adline Media"), updated=LATER)
    assert taking("gvl", newer).held_back == 1
    advance(found, "reconsider", by=steward, note="Needed after all.")
    assert taking("gvl", newer).changed == {Vendor: 1}
    assert Vendor.objects.get().name == "Adline Media"


def test_a_vendor_that_a_steward_has_taken_back_is_not_retired_again_by_the_same_list(taking, steward):
    deleted = vendor_list(vendor(7, deletedDate="2020-06-17T00:00:00Z"))
    taking("gvl", deleted)
    advance(Vendor.objects.get(), "reconsider", by=steward, note="We still use it.")
    assert taking("gvl", deleted).news == 0
    newer = vendor_list(vendor(7, "Adline Media", deletedDate="2020-06-17T00:00:00Z"), updated=LATER)
    taking("gvl", newer)
    assert (Vendor.objects.get().state, Vendor.objects.get().name) == ("candidate", "Adline Media")


def test_a_vendor_with_an_agreement_in_force_is_not_retired_by_a_list_but_told(taking):
    taking("gvl", vendor_list(vendor(7)))
    make(Agreement, vendor=Vendor.objects.get(), state="in_force", signed_on="2020-01-01")
    report = taking("gvl", vendor_list(vendor(7, deletedDate="2020-12-31T00:00:00Z"), updated=LATER))
    assert Vendor.objects.get().state == "candidate"
    assert "End the agreements in force first." in report.notes[0]


@pytest.fixture
def blocked(taking):
    """A vendor that its list has deleted, while an agreement with it is in force; and that list."""
    taking("gvl", vendor_list(vendor(7)))
    agreement = make(Agreement, vendor=Vendor.objects.get(), state="in_force", signed_on="2020-01-01")
    deleted = vendor_list(vendor(7, deletedDate="2020-12-31T00:00:00Z"), updated=LATER)
    report = taking("gvl", deleted)
    assert (report.changed.total(), report.reworded) == (0, {Vendor: 1})
    return agreement, deleted


def test_an_end_that_is_blocked_is_told_by_each_import_and_nothing_is_written_again(taking, blocked):
    _agreement, deleted = blocked
    before = written()
    for _again in range(2):
        report = taking("gvl", deleted)
        assert "End the agreements in force first." in " ".join(report.notes)
        assert (report.news, report.unchanged, written()) == (0, 1, before)


def test_an_end_that_was_blocked_is_taken_by_the_same_list_once_nothing_is_in_its_way(taking, steward, blocked):
    agreement, deleted = blocked
    advance(agreement, "end", by=steward, note="Over.")
    report = taking("gvl", deleted)
    assert (Vendor.objects.get().state, report.changed, report.notes) == ("retired", {Vendor: 1}, [])
    before = written()
    assert (taking("gvl", deleted).news, written()) == (0, before)
    advance(Vendor.objects.get(), "reconsider", by=steward, note="We still use it.")
    assert (taking("gvl", deleted).news, Vendor.objects.get().state) == (0, "candidate")


@pytest.mark.parametrize("between", [True, False])
def test_an_end_that_was_blocked_and_that_a_steward_has_taken_back_is_not_taken_again(
    taking, steward, blocked, between
):
    agreement, deleted = blocked
    advance(agreement, "end", by=steward, note="Over.")
    advance(Vendor.objects.get(), "retire", by=steward, note="Over.")
    if between:
        assert (taking("gvl", deleted).held_back, Vendor.objects.get().state) == (0, "retired")
    advance(Vendor.objects.get(), "reconsider", by=steward, note="We need it again.")
    for _again in range(2):
        assert (taking("gvl", deleted).notes, Vendor.objects.get().state) == ([], "candidate")


def test_what_only_the_source_says_otherwise_is_no_change_of_the_record(taking):
    taking("gvl", vendor_list(vendor(7)))
    report = taking("gvl", vendor_list(vendor(7, purposes=[1]), updated=LATER))
    assert (report.words(), Vendor.history.count()) == (["1 vendor: only the text of the source is new"], 1)


def test_a_record_that_the_importer_may_not_see_is_neither_changed_nor_named(taking, steward):
    taking("gvl", vendor_list(vendor(7, "Secret deal")))
    found = Vendor.objects.get()
    found.confidential, found.owner = True, person(Role.PRIVACY_LEAD)
    found.save()
    report = taking("gvl", vendor_list(vendor(7, "Adline Media"), updated=LATER))
    assert (report.held_back, report.notes, Vendor.objects.get().name) == (1, [], "Secret deal")


def test_a_field_that_is_gone_from_the_source_is_told_and_stays_and_a_new_one_comes_in(taking):
    taking("fides", source("demo.yml", MANIFEST))
    taking_again = MANIFEST.replace("- name: city", "- name: town")
    report = taking("fides", source("demo.yml", taking_again))
    paths = list(DataField.objects.order_by("pk").values_list("path", flat=True))
    assert paths[-2:] == ["people.address.written_on", "people.address.town"]
    assert "people.address.city" in paths
    assert f"{DataAsset.objects.get()}: “people.address.city” is no longer in the source." in report.notes[0]


def test_an_activity_on_record_is_not_changed_behind_the_back_of_its_keepers(taking, steward):
    taking("fides", source("demo.yml", MANIFEST))
    activity = ProcessingActivity.objects.get()
    activity.retention_number, activity.retention_unit, activity.retention_event = 2, "years", "last_contact"
    activity.save()
    purpose = Purpose.objects.get()
    purpose.legal_basis = "consent"
    purpose.save()
    advance(activity, "put_on_record", by=steward)
    newer = source("demo.yml", MANIFEST.replace("data_subjects: [customer]", "data_subjects: [child]"))
    assert taking("fides", newer).held_back == 1
    assert ProcessingActivity.objects.get().subjects == ["customer"]
    advance(ProcessingActivity.objects.get(), "revise", by=steward)
    taking("fides", newer)
    assert ProcessingActivity.objects.get().subjects == ["child"]
    assert Purpose.objects.get().legal_basis == "consent"


def test_an_import_asks_the_same_number_of_questions_for_5_and_20_vendors(taking):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    taking("gvl", vendor_list(vendor(1)))
    costs = []
    for first, count in ((1000, 5), (2000, 20)):
        with CaptureQueriesContext(connection) as captured:
            taking("gvl", vendor_list(*[vendor(first + number) for number in range(count)]))
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_what_the_source_said_belongs_to_one_record_only(taking):
    taking("gvl", vendor_list(vendor(7)))
    origin = Origin.objects.get()
    copy = Origin(about=make(Vendor), format=origin.format, key=origin.key, file="x", said="", taken="")
    with pytest.raises(ValidationError, match="already exists"):
        copy.full_clean(exclude=["said", "taken"])


LINKED = """
system: [{fides_key: %s, privacy_declarations: [{name: x, data_use: u, dataset_references: [d]}]}]
dataset: [{fides_key: d, name: D}]
"""
ALONE = "dataset: [{fides_key: d, name: D}]"


def test_a_link_moves_with_its_source_even_if_the_record_that_it_left_is_not_in_the_upload(taking):
    taking("fides", source("a.yml", LINKED % "a"))
    report = taking("fides", source("b.yml", LINKED % "b"))
    assert (DataAsset.objects.get().system.name, report.notes) == ("b", [])


def test_a_link_that_a_person_has_set_stays_whether_the_source_had_none_before_or_was_silent_since(taking):
    mine = make(System, name="Mine")
    taking("fides", source("d.yml", ALONE))
    asset = DataAsset.objects.get()
    asset.system = mine
    asset.save()
    for text in (LINKED % "a", ALONE, LINKED % "a", LINKED % "b", ALONE, LINKED % "b"):
        taking("fides", source("all.yml", text))
        assert DataAsset.objects.get().system == mine


def test_what_a_person_wrote_of_a_field_before_the_source_had_it_or_while_it_was_gone_stays(taking):
    taking("fides", source("demo.yml", MANIFEST))
    own = make(DataField, asset=DataAsset.objects.get(), path="people.phone", description="Mine.", categories=["mine"])
    address = "          - name: address"
    report = taking("fides", source("demo.yml", MANIFEST.replace(address, f"          - name: phone\n{address}")))
    own.refresh_from_db()
    assert (own.description, own.categories) == ("Mine.", ["mine"])
    city = DataField.objects.get(path="people.address.city")
    taking("fides", source("demo.yml", MANIFEST.replace("- name: city", "- name: town")))
    city.description = "Mine."
    city.save()
    taking("fides", source("demo.yml", MANIFEST))
    assert DataField.objects.get(pk=city.pk).description == "Mine."
    assert "“description” stays as it was changed here" in " ".join(report.notes)


def test_a_template_is_the_same_alone_in_its_folder_and_with_all_others(taking, tmp_path):
    (tmp_path / "saas").mkdir()
    (tmp_path / "saas" / "shop.yml").write_text("dataset: [{fides_key: <key>, name: A}, {fides_key: <key>, name: B}]")
    assert taking("fides", *sources(tmp_path, (".yml",))).created == {DataAsset: 2}
    for place in (tmp_path / "saas", tmp_path / "saas" / "shop.yml"):
        assert taking("fides", *sources(place, (".yml",))).unchanged == 2


def test_a_deletion_that_is_still_to_come_retires_nobody(taking):
    taking("gvl", vendor_list(vendor(7, deletedDate="2099-01-01T00:00:00Z")))
    assert Vendor.objects.get().state == "candidate"
