"""A breach that somebody knows of, and what people do about it."""

import datetime as dt
from typing import Any

import pytest

from governance.core.roles import Role
from governance.incidents.models import Incident
from governance.incidents.notifying import Sent
from governance.people.models import User
from tests.factories import NOW, make, person

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def rita(db) -> User:
    """Leads the incident."""
    return person(Role.STEWARD, name="Rita Leads")


@pytest.fixture
def sam(db) -> User:
    return person(Role.PRIVACY_LEAD, name="Sam Second")


def breach(owner=None, **told: Any) -> Incident:
    """Known since NOW in the EU, unless told otherwise."""
    said = {"kind": "breach", "jurisdictions": ["EU"], "aware_at": NOW, "aware_why": "Names were in the file."}
    return make(Incident, **said | ({"owner": owner} if owner else {}) | told)


def clock(incident: Incident, code: str = "breach.authority", jurisdiction: str = "EU"):
    return incident.tracks.get(code=code, jurisdiction=jurisdiction)


def sent(hours: float = 10, phase: str = "final", **told: Any) -> Sent:
    return Sent(phase, NOW + hours * HOUR, **{"text": "We write to tell you."} | told)


def fresh(row):
    return type(row)._base_manager.get(pk=row.pk)
