"""No change without history, no history without an entry: kept by the database itself, on both engines.

A change of a tracked row writes an expectation of its history row; that row answers it and writes one of its entry; the
entry answers that. An expectation that is left makes the commit fail (see models.Expectation).
"""

from collections.abc import Iterator

from governance.core.guards import Effect, Guard, Trigger, guards, only_grows
from governance.core.records import tracked_types

from .models import Checkpoint, Entry, Expectation, Kept, Never, Node, Verification

KEPT = "What was recorded is never changed or deleted."
WAITS = Expectation._meta.db_table


def _expect(key: str) -> str:
    return f"INSERT INTO {WAITS} (key, never_id) VALUES ({key}, 1)"  # noqa: S608  names of our own


def _answer(key: str) -> str:
    return f"DELETE FROM {WAITS} WHERE key = {key}"  # noqa: S608  names of our own


@guards
def every_change_has_its_history() -> Iterator[Trigger]:
    for model in tracked_types():
        yield from _of_rows(model._meta.db_table)
        yield from _of_history(model.history.model, model._meta.db_table)


def _of_rows(table: str) -> Iterator[Trigger]:
    stale = "NEW.version <> OLD.version + 1"
    yield Guard(f"{table}_version_rises", table, "UPDATE", stale, "A change raises the version by one.")
    yield Guard(f"{table}_no_truncate", table, "TRUNCATE", "TRUE", KEPT)
    for event, row, version in (("INSERT", "NEW", ""), ("UPDATE", "NEW", ""), ("DELETE", "OLD", " + 1")):
        key = f"'{table}:' || {row}.id || ':' || ({row}.version{version})"
        yield Effect(f"{table}_expects_{event.lower()}", table, event, "TRUE", (_expect(key),))


def _of_history(history: type, of: str) -> Iterator[Trigger]:
    table, change = history._meta.db_table, f"'{of}:' || NEW.id || ':' || NEW.version"
    none = f"NOT EXISTS (SELECT 1 FROM {WAITS} WHERE key = {change})"  # noqa: S608  names of our own
    yield from only_grows(table, KEPT)
    yield Guard(f"{table}_follows_change", table, "INSERT", none, "History is written of changes only.")
    entry = f"'{history._meta.label_lower}#' || NEW.history_id"
    yield Effect(f"{table}_expects_entry", table, "INSERT", "TRUE", (_answer(change), _expect(entry)))


@guards
def the_ledger_only_grows() -> Iterator[Trigger]:
    for model in (Node, Checkpoint, Kept, Verification):
        yield from only_grows(model._meta.db_table, KEPT)
    table = Entry._meta.db_table
    fixed = [field.column for field in Entry._meta.concrete_fields if field.column != "number"]
    changed = " OR ".join(f"OLD.{column} {{differs}} NEW.{column}" for column in fixed)
    renumbered = "OLD.number IS NOT NULL OR NEW.number IS NULL"
    yield Guard(f"{table}_no_update", table, "UPDATE", f"{renumbered} OR {changed}", KEPT)
    yield Guard(f"{table}_no_delete", table, "DELETE", "TRUE", KEPT)
    yield Guard(f"{table}_no_truncate", table, "TRUNCATE", "TRUE", KEPT)
    yield Effect(f"{table}_answers", table, "INSERT", "TRUE", (_answer("NEW.kind || '#' || NEW.\"row\""),))
    yield Guard(f"{Never._meta.db_table}_is_empty", Never._meta.db_table, "INSERT", "TRUE", "This is always empty.")
