"""Files as other systems write them, made up here and as small as they can be."""

import json
from typing import Any

import pytest

from governance.core.reading import Source
from governance.core.roles import Role
from governance.exchange.entries import formats
from governance.exchange.intake import take_in
from governance.exchange.reports import Report
from tests.factories import NOW, person


def source(name: str, content: Any) -> Source:
    text = content if isinstance(content, str) else json.dumps(content)
    return Source(name, text.encode())


def vendor(number: int, name: str = "Adline", **told: Any) -> dict[str, Any]:
    said = {"id": number, "name": name, "purposes": [1, 3], "legIntPurposes": [7], "flexiblePurposes": []}
    return said | {"specialFeatures": [2], "policyUrl": "https://adline.example/privacy"} | told


def vendor_list(*vendors: dict[str, Any], updated: str = "2020-08-13T16:05:23Z", **told: Any) -> Source:
    top = {"gvlSpecificationVersion": 2, "vendorListVersion": 51, "lastUpdated": updated}
    return source("vendor-list.json", top | {"vendors": {str(one["id"]): one for one in vendors}} | told)


def incident(**told: Any) -> dict[str, Any]:
    said = {"schema_version": "1.3.2", "incident_id": "A1", "security_incident": "Confirmed"}
    return said | {"timeline": {"incident": {"year": 2014}}, "victim": {"victim_id": "A clinic"}} | told


def veris(*incidents: dict[str, Any]) -> Source:
    return source("incidents.json", list(incidents))


MANIFEST = """
dataset:
  - fides_key: readers
    name: Readers
    description: Who reads us.
    owner_of_the_moon: nobody
    collections:
      - name: people
        fields:
          - name: email
            data_categories: [user.contact.email]
          - name: address
            fields:
              - name: city
                data_categories: [user.contact.address.city]
              - name: written_on
                data_categories: [system.operations]
system:
  - fides_key: letters
    name: Letters
    description: Sends letters.
    administrating_department: Marketing
    privacy_declarations:
      - name: Tell readers of new books
        data_use: marketing.advertising
        data_categories: [user.contact.email]
        data_subjects: [customer]
        dataset_references: [readers]
"""


@pytest.fixture
def steward(db):
    return person(Role.STEWARD, name="Stu Steward")


@pytest.fixture
def taking(steward):
    """Takes sources in as the steward: `taking("gvl", source, ...)` gives the report."""

    def take(code: str, *sources: Source, by=None, **told: Any) -> Report:
        return take_in(formats[code], sources, by=by or steward, owner=steward, now=NOW, **told)

    return take
