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
    settings.DATA_DIR = tmp_path
    settings.LEDGER_WITNESS = tmp_path / "checkpoints"
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
    assert list(settings.LEDGER_WITNESS.glob("*.txt")) != []
    note = settings.LEDGER_WITNESS / "what-happened.txt"
    note.write_text("Restored from a backup.")
    before = counts()
    demo(load=True)
    assert counts() == before
    demo(remove=True)
    assert counts() == empty
    assert list(settings.LEDGER_WITNESS.glob("*.txt")) == [note]


@pytest.mark.django_db(transaction=True)
def test_it_leaves_a_folder_alone_that_may_hold_checkpoints_of_others(settings, tmp_path):
    settings.LEDGER_WITNESS = tmp_path
    theirs = tmp_path / "000000000074.txt"
    theirs.write_text("theirs")
    demo(load=True)
    demo(remove=True)
    assert theirs.read_text() == "theirs"


@pytest.mark.django_db
def test_it_does_not_mix_with_records_of_ones_own():
    person()
    for option in ("load", "reset", "remove"):
        with pytest.raises(CommandError, match="people of its own"):
            demo(**{option: True})
    assert User.objects.count() == 1
