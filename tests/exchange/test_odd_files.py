"""Whatever stands in the place of any value, a file comes in, or is refused with file, place and reason."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from governance.core.reading import Source
from governance.core.refusals import Refused

from .conftest import MANIFEST, incident, vendor, vendor_list

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ODD = [None, "", 0, -1, True, [], {}, ["a"], [{}], "x" * 5000, 2**70]
INCIDENT = incident(
    action={"error": {"variety": ["Loss"]}},
    attribute={"confidentiality": {"data": [{"variety": "Personal"}], "data_total": 3, "data_disclosure": "Yes"}},
    plus={"master_id": "m", "modified": "2015-03-03T00:28:41Z"},
    impact={"overall_rating": "Unknown"},
    summary="It was lost.",
)
URLS = [{"langId": "en", "privacy": "https://adline.example"}]
LIST = json.loads(vendor_list(vendor(7, deletedDate="2020-06-17T00:00:00Z", urls=URLS)).content)
FILES = [("veris", "a.json", INCIDENT), ("gvl", "a.json", LIST), ("fides", "a.yml", yaml.safe_load(MANIFEST))]


def places(value: Any, path: tuple = ()) -> Iterator[tuple]:
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield from places(one, (*path, key))


def with_odd(value: Any, path: tuple, odd: Any) -> Any:
    if not path:
        return odd
    changed = copy.deepcopy(value)
    holder = changed
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = odd
    return changed


@pytest.mark.parametrize(("code", "name", "file"), FILES, ids=["veris", "gvl", "fides"])
def test_an_odd_value_anywhere_is_taken_in_or_refused_with_its_place(taking, code, name, file):
    told = []
    for path in places(file):
        for odd in ODD:
            source = Source(name, json.dumps(with_odd(file, path, odd)).encode())
            try:
                taking(code, source, dry_run=True)
            except Refused as refused:
                told += refused.problems
    assert all(one.file == name and one.reason for one in told)
    assert len({one.position for one in told}) > 10
