"""Migrations make the tables that the models say, which an empty database gets at once."""

import os
import sqlite3
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from governance.core import guards
from governance.ledger import sequencing
from governance.ledger.models import Entry
from governance.ledger.verifying.run import verify

from .factories import person

ROOT = Path(__file__).parents[1]
SAID = ["at", "actor", "person", "action", "save_id", "of_kind", "of"]
once = pytest.mark.once


@pytest.fixture(scope="module")
def migrated(tmp_path_factory) -> sqlite3.Connection:
    folder = tmp_path_factory.mktemp("migrated")
    settings = {"FAIRHOLD_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "governance.settings"}
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    subprocess.run([sys.executable, "manage.py", "migrate", "--one-by-one"], cwd=ROOT, env=kept | settings, check=True)
    with sqlite3.connect(folder / "fairhold.sqlite3") as database:
        yield database
    database.close()


def ours() -> list:
    return [one for one in apps.get_models(include_auto_created=True) if one._meta.app_label != "toys"]


@once
def test_migrations_make_the_same_columns_as_the_models(migrated):
    for model in ours():
        rows = migrated.execute(f"PRAGMA table_info({model._meta.db_table})")
        found = {row[1]: bool(row[3]) for row in rows}
        assert found == {field.column: not field.null for field in model._meta.concrete_fields}, model._meta.label


@once
def test_migrations_make_the_same_indexes_and_constraints_as_the_models(migrated):
    there = " ".join(f"{row[0]} {row[1]}" for row in migrated.execute("SELECT name, sql FROM sqlite_master"))
    for model in ours():
        missing = [one.name for one in [*model._meta.indexes, *model._meta.constraints] if one.name not in there]
        assert not missing, model._meta.label


@once
def test_migrations_leave_every_guard_in_place(migrated):
    there = {row[0] for row in migrated.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    assert len(there) > 300
    assert {name for name in there if "toys" in name} == set()


@pytest.mark.django_db
def test_entries_of_an_earlier_ledger_are_told_when_and_by_whom(people):
    person(name="Later")
    rows = Entry.objects.exclude(of=None).order_by("pk").values(*SAID)
    before, earlier = list(rows), MigrationLoader(connection).project_state().apps
    with guards.lifted():
        empty = {"actor": "", "person": None, "action": "", "save_id": None, "of_kind": "", "of": None}
        earlier.get_model("ledger", "Entry").objects.update(at=timezone.now(), **empty)
        import_module("governance.ledger.migrations.0003_where_entries_are_found").tell(earlier, None)
    sequencing.drain()
    assert len(before) > 8
    assert list(rows) == before
    assert verify(now=timezone.now()).is_intact
