"""The people of the tests: one of each role, one without any, one who has left."""

from types import SimpleNamespace

import pytest

from governance.core.roles import Role

from .factories import person

pytest_plugins = ["tests.plugins.needs", "tests.plugins.no_skips", "tests.plugins.once", "tests.served"]


@pytest.fixture
def people(db) -> SimpleNamespace:
    return SimpleNamespace(
        lead=person(Role.PRIVACY_LEAD, name="Lena Lead"),
        steward=person(Role.STEWARD, name="Stu Steward"),
        member=person(Role.MEMBER, name="Mia Member"),
        chair=person(Role.MEMBER, Role.CHAIR, name="Cleo Chair"),
        director=person(Role.DIRECTOR, name="Dora Director"),
        auditor=person(Role.AUDITOR, name="Aude Auditor"),
        outsider=person(name="Olaf Outsider"),
        leaver=person(Role.PRIVACY_LEAD, name="Lew Leaver", is_active=False),
    )
