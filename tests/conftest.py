"""The people of the tests: one of each role, one without any, one who has left."""

from types import SimpleNamespace

import pytest

from governance.core import bulk
from governance.core.roles import Role

from .factories import hire

pytest_plugins = ["tests.plugins.needs", "tests.plugins.no_skips", "tests.plugins.once", "tests.served"]


@pytest.fixture
def people(db) -> SimpleNamespace:
    """All at once, which is quicker: nearly every test has them."""
    found = SimpleNamespace(
        lead=hire(Role.PRIVACY_LEAD, name="Lena Lead"),
        steward=hire(Role.STEWARD, name="Stu Steward"),
        member=hire(Role.MEMBER, name="Mia Member"),
        chair=hire(Role.MEMBER, Role.CHAIR, name="Cleo Chair"),
        director=hire(Role.DIRECTOR, name="Dora Director"),
        auditor=hire(Role.AUDITOR, name="Aude Auditor"),
        outsider=hire(name="Olaf Outsider"),
        leaver=hire(Role.PRIVACY_LEAD, name="Lew Leaver", is_active=False),
    )
    bulk.write(vars(found).values())
    return found
