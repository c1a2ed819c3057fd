"""Files that other systems have published, and facts about them that were counted by other means."""

import json
from collections import Counter

import pytest
from django.db.models import Sum

from governance.core.reading import sources
from governance.core.records import tracked_types
from governance.exchange.entries import formats
from governance.exchange.models import Origin
from governance.exchange.reports import Report
from governance.incidents.models import Incident
from governance.inventory.models import DataAsset, DataField, ProcessingActivity, System
from governance.vendors.models import Vendor

pytestmark = [pytest.mark.django_db, pytest.mark.samples]


@pytest.fixture
def twice(taking, samples):
    """Imports twice; the second time, nothing is written."""

    def import_twice(code: str, name: str) -> Report:
        report = taking(code, *sources(samples / name, formats[code].endings))
        before = [model.history.count() for model in tracked_types()]
        again = taking(code, *sources(samples / name, formats[code].endings))
        assert (again.news, [model.history.count() for model in tracked_types()]) == (0, before)
        return report

    return import_twice


def said() -> list[dict]:
    return [json.loads(text) for text in Origin.objects.values_list("said", flat=True)]


def test_the_incidents_of_the_community_database(twice):
    report = twice("veris", "vcdb")
    found = Incident.objects.all()
    assert (report.created, found.count(), report.found["without_summary"]) == ({Incident: 60}, 60, 4)
    assert Counter(found.values_list("disclosure", flat=True)) == {
        "potentially": 11, "yes": 42, "": 4, "unknown": 2, "no": 1,
    }  # fmt: skip
    assert Counter(one.precision for one in found.values_list("occurred", flat=True)) == {
        "year": 18, "month": 14, "day": 28,
    }  # fmt: skip
    known = found.filter(records_affected__isnull=False)
    assert (known.count(), known.aggregate(n=Sum("records_affected"))["n"]) == (27, 538482)
    assert found.filter(description="").count() == 4
    varieties = Counter(one["variety"] for row in said() for one in data_of(row))
    assert varieties == {
        "Personal": 18, "Credentials": 5, "Secrets": 4, "Unknown": 12, "Internal": 3, "Other": 1, "System": 2,
        "Payment": 5, "Medical": 18, "Bank": 1, "Classified": 1,
    }  # fmt: skip
    assert found.filter(categories__has="Medical").count() == 18
    assert Counter(kind for row in said() for kind in row["action"])["error"] == 20
    assert Counter(row["schema_version"] for row in said()) == {"1.3.2": 57, "1_3_2": 3}


def data_of(row: dict) -> list[dict]:
    return row.get("attribute", {}).get("confidentiality", {}).get("data", [])


@pytest.mark.parametrize(
    ("name", "vendors", "deleted", "counts"),
    [
        ("vendor-list-tcf2.2-v17.json", 692, 1, (3379, 705, 785, 331, 237)),
        ("vendor-list-v25.json", 135, 0, (738, 124, 158, 66, 43)),
        ("vendor-list-v41.json", 359, 1, (1809, 506, 608, 187, 150)),
        ("vendor-list-v51.json", 496, 2, (2504, 724, 997, 261, 206)),
    ],
)
def test_the_vendor_lists_of_the_advertising_industry(twice, name, vendors, deleted, counts):
    report = twice("gvl", f"iab-tcf/{name}")
    assert (report.created, Vendor.objects.count()) == ({Vendor: vendors}, vendors)
    assert Vendor.objects.in_state("retired").count() == report.found["deleted_vendors"] == deleted
    told = ("purposes", "legIntPurposes", "flexiblePurposes", "specialFeatures")
    links = [sum(len(row[key]) for row in said()) for key in told]
    assert (*links, sum(bool(row["legIntPurposes"]) for row in said())) == counts
    named = ("consent_purposes", "legitimate_interest_purposes", "flexible_purposes", "special_features")
    assert (*(report.found[key] for key in named), report.found["vendors_with_legitimate_interest"]) == counts
    assert Vendor.objects.get(name="DoubleVerify Inc.")


def test_four_editions_one_after_the_other_follow_each_vendor_by_its_number(taking, samples):
    for name in ("v25", "v41", "v51", "tcf2.2-v17"):
        taking("gvl", *sources(samples / "iab-tcf" / f"vendor-list-{name}.json", (".json",)))
    numbers = {
        number
        for path in (samples / "iab-tcf").glob("vendor-list*.json")
        for number in json.loads(path.read_text())["vendors"]
    }
    assert set(Origin.objects.values_list("key", flat=True)) == numbers
    assert Vendor.objects.count() == len(numbers)


def test_the_manifests_of_systems_and_data(twice):
    report = twice("fides", "fides-manifests")
    assert report.created == {System: 2, DataAsset: 37, ProcessingActivity: 2}
    counted = ("datasets", "collections", "fields", "category_assignments", "systems", "privacy_declarations")
    assert [report.found[key] for key in counted] == [37, 65, 1763, 1443, 2, 2]
    assert DataField.objects.count() == 1763
    categories = Counter(code for codes in DataField.objects.values_list("categories", flat=True) for code in codes)
    assert (categories.total(), len(categories)) == (1443, 35)
    assert categories.most_common(3) == [("system.operations", 983), ("user.name", 97), ("user.contact.email", 46)]
    assert DataAsset.objects.get(name="Demo Users Dataset").system.name == "Demo Analytics System"
