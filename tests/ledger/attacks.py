"""Ways to change the past, for somebody who may write to the database as they like: guards are down while they do."""
# ruff: noqa: S608  attackers put statements together as they like

import json

import time_machine
from django.db import connection
from django.utils import timezone

from governance.core import guards
from governance.ledger import checkpoints, keys, notes, recording, sequencing, tlog
from governance.ledger.models import Entry
from governance.ledger.verifying import Check

from .conftest import HOUR, asked, sql

C = Check
ATTACKS = {}


def attack(number: str, *caught: Check, witnessed: bool = False):
    """Declares an attack with the checks that must catch it, `witnessed` with the checkpoint that left the machine."""

    def declare(act):
        ATTACKS[f"{number} {act.__name__.replace('_', ' ')}"] = (act, set(caught), witnessed)
        return act

    return declare


def history_of(row) -> tuple[str, int]:
    table = type(row).history.model._meta.db_table
    found = asked(f"SELECT history_id FROM {table} WHERE id = %s AND version = 2", row.pk)
    return table, found[0][0]


def entry_of(history: int, kind: str = "vendors.historicalvendor") -> Entry:
    return Entry.objects.get(kind=kind, row=history)


def rewrite(entry: Entry, payload: str, mac: str | None = None) -> None:
    mac = entry.mac if mac is None else mac
    found = tlog.leaf_hash(f"{payload}\n{mac}".encode()).hex()
    sql("UPDATE ledger_entry SET payload = %s, mac = %s, hash = %s WHERE id = %s", payload, mac, found, entry.pk)


def rebuild() -> None:
    """All nodes anew over the hashes as they stand."""
    sql("DELETE FROM ledger_node")
    leaves = [
        bytes.fromhex(text) for (text,) in asked("SELECT hash FROM ledger_entry WHERE number >= 0 ORDER BY number")
    ]
    for level, place, found in tlog.grow(0, [], leaves):
        sql("INSERT INTO ledger_node (level, place, hash) VALUES (%s, %s, %s)", level, place, found.hex())


def close_gap(number: int) -> None:
    for (later,) in asked("SELECT number FROM ledger_entry WHERE number > %s ORDER BY number", number):
        sql("UPDATE ledger_entry SET number = %s WHERE number = %s", later - 1, later)


def cut_tail(size: int) -> None:
    """As if nothing had happened after entry `size`: rows, history, entries and nodes."""
    for number, kind, row in asked(
        "SELECT number, kind, row FROM ledger_entry WHERE number >= %s ORDER BY number DESC", size
    ):
        undo(kind, row)
        sql("DELETE FROM ledger_entry WHERE number = %s", number)
    rebuild()


def undo(kind: str, row: int) -> None:
    table, of = kind.replace(".", "_"), kind.replace(".historical", "_")
    ((key, version, how),) = asked(f"SELECT id, version, history_type FROM {table} WHERE history_id = %s", row)
    sql(f"DELETE FROM {table} WHERE history_id = %s", row)
    if how == "+":
        sql(f"DELETE FROM {of} WHERE id = %s", key)
    elif how == "~":
        names = [name for (name,) in columns(of)]
        kept = ", ".join(f'"{name}" = (SELECT "{name}" FROM {table} WHERE id = %s AND version = %s)' for name in names)
        sql(f"UPDATE {of} SET {kept} WHERE id = %s", *[one for _name in names for one in (key, version - 1)], key)


def columns(table: str) -> list[tuple[str]]:
    with connection.cursor() as cursor:
        return [(one.name,) for one in connection.introspection.get_table_description(cursor, table)]


def resign() -> None:
    sql("DELETE FROM ledger_checkpoint")
    checkpoints.make(timezone.now())


@attack("01", C.ROWS)
def edit_a_row(past):
    sql("UPDATE vendors_vendor SET name = 'Forged' WHERE id = %s", past.vendor.pk)


@attack("02", C.ROWS)
def edit_a_row_and_raise_its_version(past):
    sql("UPDATE vendors_vendor SET name = 'Forged', version = version + 1 WHERE id = %s", past.vendor.pk)


@attack("03", C.ROWS)
def add_a_row(past):
    names = ", ".join(f'"{name}"' for (name,) in columns("vendors_vendor") if name not in {"id", "reference"})
    sql(
        f"INSERT INTO vendors_vendor (id, reference, {names}) SELECT id + 100, 'VEN-999', {names} "
        "FROM vendors_vendor WHERE id = %s",
        past.vendor.pk,
    )


@attack("04", C.ROWS)
def delete_a_row(past):
    sql("DELETE FROM vendors_vendor WHERE id = %s", past.other.pk)


@attack("05", C.HISTORY)
def edit_history(past):
    table, row = history_of(past.vendor)
    sql(f"UPDATE {table} SET name = 'Never so' WHERE history_id = %s", row)


@attack("06", C.HISTORY)
def change_who_and_why(past):
    table, row = history_of(past.vendor)
    sql(f"UPDATE {table} SET actor = 'Somebody else', history_change_reason = 'no' WHERE history_id = %s", row)


@attack("07", C.HISTORY)
def delete_history(past):
    table, row = history_of(past.vendor)
    sql(f"DELETE FROM {table} WHERE history_id = %s", row)


@attack("08", C.HISTORY)
def add_history_that_never_was(past):
    table, row = history_of(past.vendor)
    names = ", ".join(f'"{name}"' for (name,) in columns(table) if name != "history_id")
    sql(f"INSERT INTO {table} (history_id, {names}) SELECT 9999, {names} FROM {table} WHERE history_id = %s", row)


@attack("09", C.TREE, C.CHECKPOINTS, C.CODES)
def edit_entry_and_history_alike(past):
    table, row = history_of(past.vendor)
    entry = entry_of(row)
    sql(f"UPDATE {table} SET name = 'Never so' WHERE history_id = %s", row)
    rewrite(entry, entry.payload.replace("Second", "Never so"))


@attack("10", C.CHECKPOINTS, C.CODES)
def edit_entry_and_history_and_rebuild_the_tree(past):
    edit_entry_and_history_alike(past)
    rebuild()


@attack("11", C.CHECKPOINTS, C.VERSIONS)
def swap_two_entries_and_rebuild(past):
    swap(past, 2, 3)


@attack("11b", C.VERSIONS)
def swap_two_entries_that_no_checkpoint_covers(past):
    for name in ("Fourth", "Fifth", "Sixth"):
        past.rename(name)
    sequencing.drain()
    swap(past, 4, 5)


def swap(past, one: int, other: int) -> None:
    table = past.vendor.history.model._meta.db_table
    rows = asked(f"SELECT history_id FROM {table} WHERE id = %s AND version IN (%s, %s)", past.vendor.pk, one, other)
    first, second = (entry_of(row).number for (row,) in rows)
    for was, now in ((first, 10**6), (second, first), (10**6, second)):
        sql("UPDATE ledger_entry SET number = %s WHERE number = %s", now, was)
    rebuild()


@attack("12", C.CHECKPOINTS, C.VERSIONS)
def remove_an_entry_and_close_the_gap(past):
    table, row = history_of(past.vendor)
    entry = entry_of(row)
    sql(f"DELETE FROM {table} WHERE history_id = %s", row)
    sql("DELETE FROM ledger_entry WHERE id = %s", entry.pk)
    close_gap(entry.number)
    rebuild()


@attack("13", C.CHECKPOINTS)
def cut_the_tail_and_keep_the_checkpoint(past):
    cut_tail(past.witness.size - 1)


@attack("14", C.WITNESSES, witnessed=True)
def cut_the_tail_and_its_checkpoint(past):
    sql("DELETE FROM ledger_checkpoint")
    cut_tail(past.witness.size - 1)


@attack("15")
def cut_the_tail_that_nobody_has_witnessed(past):
    """The one that nothing inside can tell: receipts and short times between checkpoints are against it."""
    past.rename("Fourth")
    sequencing.drain()
    cut_tail(past.witness.size)


@attack("16", C.CHECKPOINTS)
def forge_a_checkpoint(past):
    stranger = keys.Keys.new()
    head = notes.Head(keys.current().origin, past.witness.size, bytes(32))
    note = notes.sign(head, stranger.private)
    sql("UPDATE ledger_checkpoint SET note = %s, root = %s", note, head.root.hex())


@attack("17", C.CODES)
def add_an_entry_in_somebodys_name(past):
    """With row, history, entry and tree as they would be, after the last checkpoint."""
    table, row = history_of(past.vendor)
    said = json.loads(entry_of(row).payload)
    names = ", ".join(f'"{name}"' for (name,) in columns(table) if name not in {"history_id", "version"})
    kept = f"SELECT 9999, 4, {names} FROM {table} WHERE history_id = %s"
    sql(f"INSERT INTO {table} (history_id, version, {names}) {kept}", row)
    sql("UPDATE vendors_vendor SET name = 'Second', version = 4 WHERE id = %s", past.vendor.pk)
    said["row"] |= {"history_id": 9999, "version": 4}
    text = recording.canonical(said)
    mac = "1:" + "0" * 64
    found = tlog.leaf_hash(f"{text}\n{mac}".encode()).hex()
    names = "id, kind, row, payload, mac, hash, number, of_kind, of, at, actor, person, action, save_id"
    kept = ", ".join(f'"{name}"' for name in names.split(", ")[7:])
    told = f"SELECT 99999, %s, 9999, %s, %s, %s, %s, {kept} FROM ledger_entry WHERE row = %s AND kind = %s"
    kind = "vendors.historicalvendor"
    named = ", ".join(f'"{name}"' for name in names.split(", "))
    sql(f"INSERT INTO ledger_entry ({named}) {told}", kind, text, mac, found, sequencing.count(), row, kind)
    rebuild()


@attack("18", C.TIMES)
def set_the_clock_back(past):
    with time_machine.travel(timezone.now() - 2 * HOUR):
        past.rename("Yesterday")
    sequencing.drain()


@attack("19", C.TREE)
def edit_the_nodes_only(past):
    """Of a node that no checkpoint is computed from."""
    sql("UPDATE ledger_node SET hash = %s WHERE level = 1 AND place = 0", "0" * 64)


@attack("20", C.GUARDS)
def drop_a_guard(past):
    dropped = next(one for one in guards.everywhere() if one.name == "vendors_vendor_version_rises")
    GONE.append(dropped.drop(connection.vendor))


GONE: list[str] = []


@attack("21", C.ROWS, C.GUARDS)
def edit_with_foreign_keys_off(past):
    """What the command line of SQLite does: the change is committed, and what was expected is left behind."""
    sql("UPDATE vendors_vendor SET name = 'Forged', version = version + 1 WHERE id = %s", past.vendor.pk)
    LEFT.append(f"vendors_vendor:{past.vendor.pk}:4")


LEFT: list[str] = []


@attack("22", C.WITNESSES, witnessed=True)
def forge_everything_with_the_keys_in_hand(past):
    table, row = history_of(past.vendor)
    entry = entry_of(row)
    payload = entry.payload.replace("Second", "Never so")
    sql(f"UPDATE {table} SET name = 'Never so' WHERE history_id = %s", row)
    rewrite(entry, payload, keys.current().mac(payload))
    rebuild()
    resign()


@attack("23", C.WITNESSES, witnessed=True)
def go_back_to_an_old_copy_and_sign_again(past):
    cut_tail(past.witness.size - 2)
    resign()


@attack("24", C.COLUMNS)
def fill_a_column_that_came_later(past):
    """An old entry knows nothing of a column; its history row holds something there all the same."""
    table, row = history_of(past.vendor)
    entry = entry_of(row)
    said = json.loads(entry.payload)
    said["row"].pop("website")
    text = recording.canonical(said)
    rewrite(entry, text, keys.current().mac(text))
    rebuild()
    sql(f"UPDATE {table} SET website = 'https://forged.example' WHERE history_id = %s", row)
    resign()


@attack("25", C.HISTORY, C.CHECKPOINTS)
def let_an_entry_speak_of_another_row(past):
    _table, row = history_of(past.vendor)
    entry = entry_of(row)
    sql("UPDATE ledger_entry SET row = 424242 WHERE id = %s", entry.pk)
    sql("DELETE FROM ledger_checkpoint")
    stranger = notes.sign(notes.Head("fairhold/stranger", past.witness.size, bytes(32)), keys.current().private)
    sql(
        "INSERT INTO ledger_checkpoint (size, root, note, made_at) VALUES (%s, %s, %s, %s)",
        past.witness.size, "0" * 64, stranger, timezone.now(),
    )  # fmt: skip


@attack("26", C.HISTORY)
def let_a_change_be_found_under_somebody_else(past):
    sql("UPDATE ledger_entry SET actor = 'Somebody else' WHERE kind = 'vendors.historicalvendor'")


@attack("27", C.HISTORY)
def let_a_change_be_found_with_another_record(past):
    sql('UPDATE ledger_entry SET "of" = 99999 WHERE kind = %s', "vendors.historicalvendor")


@attack("28", C.GUARDS)
def leave_a_trigger_that_writes_another_name(past):
    """So that the application itself would sign what it says."""
    if connection.vendor == "sqlite":
        does = "BEGIN UPDATE vendors_vendor SET service = 'Forged' WHERE id = NEW.id; END"
        sql(f"CREATE TRIGGER helpful AFTER INSERT ON vendors_vendor FOR EACH ROW {does}")
        return
    sql(
        "CREATE FUNCTION helpful() RETURNS trigger AS $$ BEGIN NEW.actor = 'Lena Lead'; RETURN NEW; END $$ "
        "LANGUAGE plpgsql"
    )
    sql("CREATE TRIGGER helpful BEFORE INSERT ON vendors_historicalvendor FOR EACH ROW EXECUTE FUNCTION helpful()")


@attack("29", C.HISTORY)
def write_codes_that_read_alike_and_are_not_found(past):
    """Without its bars, a role is read and nobody who has it is found."""
    person = past.ada.pk
    for table, key in (("people_user", "id"), ("people_historicaluser", "id")):
        sql(f"UPDATE {table} SET roles = REPLACE(roles, '|', '') WHERE {key} = %s", person)


@attack("30", C.HISTORY)
def act_under_a_borrowed_name(past):
    """The account is renamed, does something through the application, and is renamed back."""
    sql("UPDATE people_user SET name = 'Lena Lead' WHERE id = %s", past.ada.pk)
    past.ada.name = "Lena Lead"
    past.rename("By Lena")
    sql("UPDATE people_user SET name = 'Ada' WHERE id = %s", past.ada.pk)


@attack("31", C.CHECKPOINTS)
def note_a_verification_that_never_was(past):
    note_verified(timezone.now())


@attack("32", C.CHECKPOINTS)
def note_that_a_checkpoint_was_kept(past):
    note_kept("folder", timezone.now())


def note_verified(at, *, mac: str = "1:" + "0" * 64) -> None:
    told = "INSERT INTO ledger_verification (at, intact, entries, told, mac) VALUES (%s, %s, 7, '{}', %s)"
    sql(told, at, True, mac)


def note_kept(place: str, at, *, mac: str = "1:" + "0" * 64) -> None:
    told = "INSERT INTO ledger_kept (checkpoint_id, place, at, mac) SELECT max(id), %s, %s, %s FROM ledger_checkpoint"
    sql(told, place, at, mac)
