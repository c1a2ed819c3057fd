"""Whoever rewrites the past is caught, by the check that is there for it and by no luck."""

import pytest
from django.db import connection

from governance.core import guards
from governance.ledger.verifying import Check

from .attacks import ATTACKS, GONE, LEFT
from .conftest import sql

pytestmark = pytest.mark.django_db
ALL = frozenset(Check)


def attacked(past, name: str):
    """Does it with all guards down, puts them back, and gives what verifying says to whom kept a checkpoint."""
    act, _caught, witnessed = ATTACKS[name]
    GONE.clear()
    LEFT.clear()
    with connection.constraint_checks_disabled(), guards.lifted():
        act(past)
    for statement in GONE:
        sql(statement)
    for key in LEFT:
        sql("INSERT INTO ledger_expectation (key, never_id) VALUES (%s, 1)", key)
    witnesses = [past.witness] if witnessed else []
    return lambda checks=ALL: _verified(past, witnesses, checks)


def _verified(past, witnesses, checks):
    return past.verify(witnesses=witnesses, checks=checks)


def test_a_past_that_nobody_touched_is_intact(past):
    report = past.verify(witnesses=[past.witness])
    assert report.problems == []
    assert report.entries == past.witness.size
    past.rename("After the checkpoint")
    assert past.verify(witnesses=[past.witness]).is_intact


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_caught_by_the_checks_that_are_there_for_it(past, name):
    caught = ATTACKS[name][1]
    with leftovers():
        assert caught <= attacked(past, name)().broken or not caught


@pytest.mark.parametrize("name", [name for name in ATTACKS if name.startswith("15")])
def test_what_nobody_has_witnessed_can_be_cut_and_is_said_so_in_the_docs(past, name):
    assert attacked(past, name)().is_intact


@pytest.mark.parametrize("check", Check, ids=lambda check: check.name.lower())
def test_without_any_one_check_some_attack_passes(past, check):
    """So that no check is there in vain."""
    alone = [name for name, (_act, caught, _witnessed) in ATTACKS.items() if caught == {check}]
    assert alone, f"No attack is caught by {check} alone."
    with leftovers():
        verified = attacked(past, alone[0])
        assert not verified().is_intact
        assert verified(ALL - {check}).is_intact


class leftovers:  # noqa: N801  reads as words
    """Takes away what an attack left for the commit to refuse, so that the test's own end is not refused."""

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        sql("DELETE FROM ledger_expectation")
