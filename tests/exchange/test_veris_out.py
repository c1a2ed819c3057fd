"""Incidents as VERIS 1.4: valid whatever was imported or written here, and nothing is lost on the way round."""

import io
import json
from pathlib import Path

import jsonschema
import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance.core.fields import PartialDate
from governance.core.reading import sources, verbatim
from governance.core.refusals import Refused
from governance.core.roles import Role
from governance.exchange.formats import veris_out
from governance.exchange.formats.veris_fit import discovered, fitted
from governance.exchange.formats.veris_own import FIELDS
from governance.exchange.models import Origin
from governance.incidents.models import Incident, Kind, Severity
from tests.factories import NOW, make, person

from .conftest import incident, veris

pytestmark = pytest.mark.django_db
samples_needed = pytest.mark.samples


def out(folder: Path) -> list[dict]:
    call_command("export_register", "veris", folder, stdout=io.StringIO())
    return [json.loads(path.read_text()) for path in sorted(folder.iterdir())]


def values() -> list[dict]:
    return [{name: getattr(row, name) for name in FIELDS} for row in Incident.objects.order_by("pk")]


@pytest.fixture
def valid(samples):
    """Says what the published schema objects to."""
    schema = json.loads((samples / "veris-schema" / "verisc-merged.json").read_text())
    validator = jsonschema.Draft4Validator(schema)

    def check(made: list[dict]) -> list[str]:
        return [f"{list(error.absolute_path)}: {error.message}" for one in made for error in validator.iter_errors(one)]

    return check


@samples_needed
def test_the_community_database_comes_out_valid_and_goes_in_again_as_it_was(taking, samples, valid, tmp_path):
    taking("veris", *sources(samples / "vcdb", (".json",)))
    before, said = values(), list(Origin.objects.order_by("pk").values_list("said", "key"))
    made = out(tmp_path / "out")
    assert (len(made), valid(made), {one["schema_version"] for one in made}) == (60, [], {"1.4.0"})
    again = taking("veris", *sources(tmp_path / "out", (".json",)))
    assert (again.unchanged, again.news, again.notes) == (60, 0, [])
    for path in (tmp_path / "out").iterdir():
        path.write_text(renamed(path.read_text()))
    assert taking("veris", *sources(tmp_path / "out", (".json",))).created == {Incident: 60}
    assert values()[60:] == before
    assert [renamed(one) for one, _key in said] == list(Origin.objects.order_by("pk").values_list("said", flat=True))[
        60:
    ]


def renamed(text: str) -> str:
    """As if it were another incident that says the same."""
    said = json.loads(text)
    for one in (said, said["plus"].get("fairhold", {}).get("source")):
        if one:
            one["plus"]["master_id"] = "copy-" + one["plus"]["master_id"]
    return verbatim(said)


@samples_needed
def test_every_word_of_a_source_stands_somewhere_in_what_comes_out(taking, samples, tmp_path):
    taking("veris", *sources(samples / "vcdb", (".json",)))
    known = {
        json.loads(text)["plus"]["master_id"]: json.loads(text)
        for text in Origin.objects.values_list("said", flat=True)
    }
    for one in out(tmp_path / "out"):
        assert one["plus"]["fairhold"]["source"] == known[one["plus"]["master_id"]]


@samples_needed
@pytest.mark.parametrize("kind", Kind.values)
@pytest.mark.parametrize("severity", Severity.values)
def test_what_is_written_here_comes_out_valid(valid, tmp_path, kind, severity):
    make(Incident, kind=kind, severity=severity)
    told = {"occurred": PartialDate("2026-11"), "categories": ["health", "my own"], "records_affected": 2**40}
    make(Incident, kind=kind, severity=severity, aware_at=NOW, cause="A wrong address.", disclosure="unknown", **told)
    make(Incident, kind=kind, severity=severity, suspected=PartialDate("2020"), disclosure="no", description="x")
    made = out(tmp_path / "out")
    assert (len(made), valid(made)) == (3, [])
    assert [one["timeline"]["incident"]["year"] for one in made][1:] == [2026, 2020]


@samples_needed
def test_what_was_changed_here_comes_out_changed_and_the_rest_as_it_was(taking, valid, tmp_path):
    said = incident(
        summary="A laptop was lost.", impact={"overall_rating": "Painful", "loss": [{"variety": "Asset and fraud"}]}
    )
    said["attribute"] = {
        "confidentiality": {"data_disclosure": "Unknown", "data": [{"variety": "Medical", "amount": 5}]}
    }
    taking("veris", veris(said))
    row = Incident.objects.get()
    row.severity, row.disclosure, row.occurred, row.categories = (
        "critical",
        "yes",
        PartialDate("2014-05"),
        ["Medical", "name"],
    )
    row.save()
    [made] = out(tmp_path / "out")
    assert valid([made]) == []
    assert made["impact"] == {"overall_rating": "Catastrophic", "loss": [{"variety": "Asset and fraud"}]}
    assert made["timeline"]["incident"] == {"year": 2014, "month": 5}
    assert made["attribute"]["confidentiality"] == {
        "data_disclosure": "Yes", "data": [{"variety": "Medical", "amount": 5}, {"variety": "Personal"}],
    }  # fmt: skip
    assert (made["summary"], made["victim"]["victim_id"]) == ("A laptop was lost.", "A clinic")


def test_what_this_app_alone_knows_survives_the_way_round(taking, tmp_path):
    told = {
        "jurisdictions": ["EU", "CH"],
        "consequences": "Mail.",
        "found": PartialDate("2026-11-20"),
        "people_affected": 2**53 + 1,
    }
    row = make(Incident, name="Ours", kind="breach", goes_on="no", aware_at=NOW, aware_why="x", **told)
    made = out(tmp_path / "out")
    assert made[0]["plus"]["fairhold"]["aware"]["at"].startswith("2026-11-24T09:00")
    taking("veris", *sources(tmp_path / "out", (".json",)))
    copy = Incident.objects.exclude(pk=row.pk).get()
    assert {name: getattr(copy, name) for name in FIELDS} == {name: getattr(row, name) for name in FIELDS}
    assert (copy.aware_at, copy.tracks.count()) == (None, 0)


@pytest.mark.parametrize("field", ["occurred", "categories", "people_affected", "kind"])
def test_what_was_tampered_with_is_refused_with_its_place(taking, field):
    with pytest.raises(Refused, match=r"fairhold|fit into"):
        taking("veris", veris(incident(plus={"fairhold": {"fields": {field: "nonsense" if field != "kind" else 7}}})))


def test_nobody_exports_what_they_may_not_see(tmp_path):
    make(Incident, confidential=True, name="Canary", description="Canary")
    make(Incident, name="Open")
    assert veris_out.write(tmp_path, person(Role.MEMBER)) == 1
    assert "Canary" not in "".join(path.read_text() for path in tmp_path.iterdir())


def test_a_folder_that_holds_anything_is_left_alone(tmp_path):
    (tmp_path / "note.txt").write_text("mine")
    with pytest.raises(CommandError, match="not an empty folder"):
        out(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ("Ext - law enforcement", {"external": {"variety": ["Law enforcement"]}}),
        ("Int - other", {"internal": {"variety": ["Other"]}}), ("Other", {"other": True}),
        ("Unknown", {"unknown": True}), (None, {"unknown": True}),
        ({"partner": {"variety": ["Audit"]}}, {"partner": {"variety": ["Audit"]}}),
    ],
)  # fmt: skip
def test_how_it_was_discovered_is_a_group(said, group):
    assert discovered(said) == group


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(["odd", "notes", "governance", "ioc"]), json_values))
def test_fitting_changes_nothing_of_what_it_is_given_and_is_done_once(odd):
    said = {"incident_id": "A1", "asset": {"governance": ["x"]}} | odd
    before = json.dumps(said)
    made = fitted(said)
    assert (json.dumps(said), fitted(made)) == (before, made)
    assert "governance" not in made["asset"]
    assert "odd" not in made
