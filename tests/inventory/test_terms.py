"""Our codes in the words of the W3C Data Privacy Vocabulary and of fides, as those publish them."""

import csv
import json

import pytest

from governance.inventory import terms
from governance.inventory.vocabulary import SPECIAL, Category, Guard, Subject

OURS = {terms.SUBJECT: Subject, terms.CATEGORY: Category, terms.MEASURE: Guard}
PUBLISHED = {terms.SUBJECT: "data_subject", terms.CATEGORY: "data_category"}


def rows() -> list[tuple[str, str, str, str]]:
    return [(*key, *told) for key, told in terms._table().items()]


def test_every_term_is_of_a_code_that_we_have():
    for kind, code, _dpv, _fides in rows():
        assert code in OURS[kind].values


def test_a_code_that_is_not_ours_goes_by_itself():
    assert terms.fides(terms.CATEGORY, "shoe sizes") == "shoe sizes"
    assert terms.dpv(terms.CATEGORY, "shoe sizes") == ""


@pytest.mark.parametrize("kind", [terms.SUBJECT, terms.CATEGORY])
def test_what_leaves_as_fides_comes_back_as_it_was(kind):
    for code in OURS[kind].values:
        assert terms.of_fides(kind, terms.fides(kind, code)) == code


@pytest.mark.samples
def test_every_term_is_in_the_vocabulary_as_it_is_published(samples):
    known = set()
    for path in (samples / "dpv").glob("*.csv"):
        known |= {row.get("iri") for row in csv.DictReader(path.read_text().splitlines())}
    prefixes = {"dpv": "https://w3id.org/dpv#", "pd": "https://w3id.org/dpv/pd#"}
    for _kind, _code, dpv, _fides in rows():
        prefix, _colon, name = dpv.partition(":")
        assert not dpv or prefixes[prefix] + name in known, dpv


@pytest.mark.samples
def test_every_key_of_fides_is_in_its_taxonomy_as_it_is_published(samples):
    known = {}
    for kind, name in PUBLISHED.items():
        told = json.loads((samples / f"fides-manifests/vocab/{name}.json").read_text())
        known[kind] = {one["fides_key"] for one in told}
    for kind, code, _dpv, fides in rows():
        assert not fides or fides in known[kind], code
    assert {code for code in SPECIAL if code.startswith("user")} <= known[terms.CATEGORY]
