"""No way round history, whichever way one writes: what leaves no history, or no proof of it, is refused."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.models import F
from django.utils import timezone

from governance.core.errors import StaleRecord, Unrecorded
from governance.ledger import checkpoints
from governance.ledger.models import Checkpoint, Entry, Node
from governance.vendors.models import Vendor
from tests.factories import build, make

from .attacks import columns
from .conftest import sql

pytestmark = pytest.mark.django_db


def rows(model) -> models.QuerySet:
    """Django's own: what a careless programmer would reach for to get past ours."""
    return models.QuerySet(model)


def history(row) -> models.QuerySet:
    return rows(Vendor.history.model).filter(id=row.pk)


def copied(table: str, **changed: str) -> str:
    """A statement that inserts a copy of a row, with some columns changed."""
    names = [name for (name,) in columns(table)]
    into, told = ", ".join(f'"{name}"' for name in names), ", ".join(changed.get(name, f'"{name}"') for name in names)
    return f"INSERT INTO {table} ({into}) SELECT {told} FROM {table} WHERE id = %s"  # noqa: S608  names of our own


HISTORY = "vendors_historicalvendor"


def update_history_by_a_queryset(row):
    history(row).update(actor="Nobody")


def delete_history_by_a_queryset(row):
    history(row).delete()


def update_history_in_sql(row):
    sql("UPDATE vendors_historicalvendor SET actor = 'x' WHERE id = %s", row.pk)


def delete_history_in_sql(row):
    sql("DELETE FROM vendors_historicalvendor WHERE id = %s", row.pk)


def make_history_up(row):
    sql(copied(HISTORY, history_id="9999", version="9"), row.pk)


def update_an_entry(_row):
    rows(Entry).update(payload="{}")


def give_an_entry_another_number(_row):
    rows(Entry).filter(number=0).update(number=10**6)


def delete_an_entry(_row):
    rows(Entry).delete()


def update_a_node(_row):
    rows(Node).update(hash="0" * 64)


def delete_a_checkpoint(_row):
    rows(Checkpoint).delete()


def update_a_row_by_a_queryset(row):
    rows(Vendor).filter(pk=row.pk).update(name="Forged")


def empty_history_out(_row):
    sql("TRUNCATE vendors_historicalvendor")


def play_replica(row):
    sql("SET LOCAL session_replication_role = replica")
    sql("DELETE FROM vendors_historicalvendor WHERE id = %s", row.pk)


def update_a_row_with_its_version(row):
    rows(Vendor).filter(pk=row.pk).update(name="Forged", version=F("version") + 1)


def create_rows_in_bulk(row):
    rows(Vendor).bulk_create([build(Vendor, reference="VEN-900", owner=row.owner)])


def update_rows_in_bulk(row):
    row.name, row.version = "Forged", row.version + 1
    rows(Vendor).bulk_update([row], ["name", "version"])


def insert_a_row_in_sql(row):
    sql(copied("vendors_vendor", id="9999", reference="'VEN-999'"), row.pk)


def delete_a_row_in_sql(row):
    sql("DELETE FROM vendors_vendor WHERE id = %s", row.pk)


def write_history_without_its_entry(row):
    update_a_row_with_its_version(row)
    sql(copied(HISTORY, history_id="9999", version="2", name="'Forged'"), row.pk)


AT_ONCE = [
    update_history_by_a_queryset, delete_history_by_a_queryset, update_history_in_sql, delete_history_in_sql,
    make_history_up, update_an_entry, give_an_entry_another_number, delete_an_entry, update_a_node,
    delete_a_checkpoint, update_a_row_by_a_queryset,
    # SQLite has neither.
    *([empty_history_out, play_replica] if connection.vendor == "postgresql" else []),
]  # fmt: skip
AT_COMMIT = [
    update_a_row_with_its_version, create_rows_in_bulk, update_rows_in_bulk, insert_a_row_in_sql,
    delete_a_row_in_sql, write_history_without_its_entry,
]  # fmt: skip


@pytest.fixture
def row():
    made = make(Vendor, name="As it was")
    checkpoints.make(timezone.now())
    return made


def name_of(way) -> str:
    return way.__name__.replace("_", " ")


@pytest.mark.parametrize("way", AT_ONCE, ids=name_of)
def test_the_database_refuses_at_once_to(row, way):
    with pytest.raises(DatabaseError), transaction.atomic():
        way(row)
    assert Vendor.objects.get(pk=row.pk).name == "As it was"


@pytest.mark.parametrize("way", AT_COMMIT, ids=name_of)
def test_the_database_refuses_to_commit_to(row, way):
    with pytest.raises(IntegrityError), transaction.atomic():
        committed(way, row)
    assert Vendor.objects.get(pk=row.pk).name == "As it was"


def committed(way, row) -> None:
    way(row)
    connection.check_constraints()


def test_a_stale_save_is_refused_before_the_database_is_asked(row):
    other = Vendor.objects.get(pk=row.pk)
    row.name = "Mine"
    row.save()
    other.name = "Theirs"
    with pytest.raises(StaleRecord):
        other.save()


def test_our_own_managers_refuse_in_words_that_a_programmer_understands(row):
    with pytest.raises(Unrecorded, match="keeps history"):
        Vendor.objects.update(name="Forged")
