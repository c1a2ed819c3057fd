"""The example organisation: every role, something in every state, and gone without a trace."""

import io

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone

from governance.core.records import record_types
from governance.core.roles import Role
from governance.demo.people import PASSWORD, PEOPLE, address
from governance.ledger import witnessing
from governance.ledger.verifying import verify
from governance.people.models import User
from tests.factories import person


def demo(**told) -> str:
    out = io.StringIO()
    call_command("demo", stdout=out, **told)
    return out.getvalue()


def counts() -> dict[str, int]:
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model.__module__.startswith("governance.")
    }


@pytest.mark.django_db(transaction=True)
def test_it_has_every_role_and_something_in_every_state_and_loads_once(settings, tmp_path):
    settings.LEDGER_WITNESS = tmp_path
    empty = counts()
    told = demo(load=True)
    assert all(address(key) in told for key, *_rest in PEOPLE)
    assert PASSWORD in told
    assert {role for user in User.objects.all() for role in user.roles} == {role.value for role in Role.held()}
    missing = [
        (model._meta.label, state)
        for model in record_types()
        for state in model.workflow().states.values
        if model.__module__.startswith("governance.") and not model.objects.in_state(state).exists()
    ]
    assert missing == []
    witnessing.keep(timezone.now())
    assert verify(now=timezone.now()).problems == []
    assert list(tmp_path.glob("*.txt")) != []
    before = counts()
    demo(load=True)
    assert counts() == before
    demo(remove=True)
    assert counts() == empty
    assert list(tmp_path.glob("*.txt")) == []


@pytest.mark.django_db
def test_it_does_not_mix_with_records_of_ones_own():
    person()
    for option in ("load", "reset", "remove"):
        with pytest.raises(CommandError, match="people of its own"):
            demo(**{option: True})
    assert User.objects.count() == 1
