"""The command, the checkpoints that leave, and what the home page says of it."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from governance.core import guards, witness
from governance.ledger import checkpoints, keys, notes, recording, schema, sequencing, standing, tasks, witnessing
from governance.ledger.models import Checkpoint, Entry, Verification
from governance.ledger.verifying.history import History
from governance.ledger.verifying.report import Check, Report
from governance.ledger.verifying.tree import Tree
from governance.reminders.letters import letter

from .attacks import edit_a_row
from .conftest import sql

pytestmark = pytest.mark.django_db


def ran(*options) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("verify_ledger", *options, stdout=out)
    except SystemExit as error:
        return error.code, out.getvalue()
    return 0, out.getvalue()


def broken(past) -> None:
    with guards.lifted():
        edit_a_row(past)


def test_it_says_that_all_is_intact_and_how_much_that_is(past):
    code, said = ran()
    assert code == 0
    assert said.startswith(f"Intact: {past.witness.size} entries, 0 of them waiting for a number, 0 witnessed")


def test_it_ends_with_1_and_names_the_first_place_that_is_broken(past):
    broken(past)
    code, said = ran()
    assert code == 1
    assert said.startswith(f"BROKEN at vendors.Vendor {past.vendor.pk}: ")
    code, said = ran("--json")
    told = json.loads(said)
    assert (code, told["intact"], told["problems"][0]["check"]) == (1, False, "C7")


def test_checkpoints_in_a_mail_are_found_whatever_stands_around_them(past, tmp_path):
    note = checkpoints.newest().note
    quoted = "Dear all,\n\n" + "".join(f"> {line}\n" for line in note.splitlines()) + "\nRegards\n"
    (tmp_path / "mail.txt").write_text(quoted)
    assert ran("--witness", tmp_path / "mail.txt")[0] == 0
    assert "1 witnessed checkpoints" in ran("--witness", tmp_path / "mail.txt")[1]


@pytest.mark.parametrize("text", ["nothing of ours", "", "\x00"])
def test_a_witness_that_holds_no_checkpoint_is_refused(past, tmp_path, text):
    (tmp_path / "w.txt").write_text(text)
    with pytest.raises(CommandError, match="holds no checkpoint"):
        ran("--witness", tmp_path / "w.txt")


def test_a_witness_that_was_signed_by_somebody_else_is_refused(past, tmp_path):
    (tmp_path / "w.txt").write_text(notes.sign(past.witness, keys.Keys.new().private))
    with pytest.raises(CommandError, match="not signed with the key"):
        ran("--witness", tmp_path / "w.txt")


def test_nothing_is_signed_over_an_entry_that_was_changed(past):
    past.rename("Later")
    sequencing.drain()
    with guards.lifted():
        sql("UPDATE ledger_entry SET payload = payload || ' ' WHERE number = %s", sequencing.count() - 1)
    with pytest.raises(checkpoints.Corrupt):
        checkpoints.make(timezone.now())


def test_no_new_checkpoint_is_made_where_nothing_is_new(past):
    before = Checkpoint.objects.count()
    checkpoints.make(timezone.now())
    assert Checkpoint.objects.count() == before


def test_each_checkpoint_is_written_to_the_folder_and_one_a_day_is_mailed_to_those_who_watch(past, people, folder):
    now = timezone.now()
    for hours in (0, 1, 24):
        past.rename(f"Name {hours}")
        witnessing.keep(now + dt.timedelta(hours=hours))
    kept = sorted(path.read_text() for path in folder.glob("*.txt"))
    assert [notes.opened(note, keys.current().origin, keys.current().public).size for note in kept] == sorted(
        Checkpoint.objects.order_by("-size").values_list("size", flat=True)[:3]
    )
    told = {message.to[0] for message in mail.outbox}
    assert told == {people.lead.email, people.director.email, people.auditor.email}
    assert len(mail.outbox) == 2 * len(told)
    assert notes.found_in(mail.outbox[-1].body, keys.current().origin)


def test_every_reminder_carries_the_newest_checkpoint(past, people):
    assert witness.line() == checkpoints.newest().note.strip()
    assert checkpoints.newest().note.strip() in letter(people.lead, [line()], [1]).body


def line():
    from governance.reminders.letters import Line

    return Line("Review is due", "VEN-001", timezone.localdate(), "https://fairhold.example/")


def test_the_home_page_of_those_who_watch_says_how_history_stands(past, people, client):
    client.force_login(people.auditor)
    assert "Not verified yet" in client.get("/").content.decode()
    tasks.verify_all()
    assert "History is intact" in client.get("/").content.decode()
    broken(past)
    standing.verify_and_note(timezone.now())
    page = client.get("/").content.decode()
    assert "History is broken" in page
    assert f"vendors.Vendor {past.vendor.pk}" in page
    client.force_login(people.member)
    assert "History is" not in client.get("/").content.decode()


def test_it_is_verified_once_a_day_by_itself(past):
    for _hour in range(3):
        tasks.verify_all()
    assert Verification.objects.count() == 1


def test_the_columns_of_history_are_an_entry_and_written_once_for_each_change(past):
    assert schema.note() is None
    assert Entry.objects.filter(kind=schema.KIND).count() == 1


def test_keys_are_rotated_and_old_entries_still_hold(past, monkeypatch):
    ours = keys.current().rotated()
    monkeypatch.setattr(keys, "current", lambda: ours)
    past.rename("After the rotation")
    assert Entry.objects.order_by("-pk").first().mac.startswith("2:")
    assert past.verify(witnesses=[past.witness]).is_intact


def test_entries_that_still_wait_for_a_number_are_checked_too(past):
    past.rename("Not numbered yet")
    report = past.verify()
    assert (report.waiting, report.is_intact) == (1, True)


def test_the_checkpoint_command_prints_the_note_and_the_key(past):
    out = StringIO()
    call_command("checkpoint", stdout=out)
    assert out.getvalue().strip() == checkpoints.newest().note.strip()
    out = StringIO()
    call_command("checkpoint", "--key", stdout=out)
    assert notes.read_vkey(out.getvalue()) == (keys.current().origin, keys.current().public)


def as_read(field: models.Field):
    """What a migration leaves in a column for the rows that are there, as the database gives it back."""
    if isinstance(field, models.JSONField) or not hasattr(field, "from_db_value"):
        return field.get_default()
    return field.from_db_value(field.get_prep_value(field.get_default()), None, None)


def test_whatever_column_came_later_its_default_explains_what_older_rows_hold():
    report = Report(frozenset(Check))
    history = History(report)
    for kind, model in history.kinds.items():
        fields = [one for one in model._meta.concrete_fields if not isinstance(one, models.UUIDField)]
        row = {one.attname: as_read(one) for one in fields}
        history._compare({"kind": kind, "row": 1, "number": 1, "id": 1}, {}, row)
    assert report.problems == []


def test_history_from_before_the_ledger_may_lie_as_it_came_and_none_after_it():
    """It was entered kind by kind, so that its times jump back, and that is nobody's doing."""
    report = Report(frozenset(Check))
    tree, told = Tree(report, []), {"payload": "", "mac": "", "number": 1}
    for kind, moment in (("a", "2026-05-02T09:00:00.000000Z"), ("b", "2026-04-01T09:00:00.000000Z")):
        tree.made_by_us(told | {"kind": kind})
        tree.time(told | {"kind": kind}, moment)
    tree.made_by_us(told | {"kind": schema.KIND})
    assert Check.TIMES not in report.broken
    for moment in ("2026-05-03T09:00:00.000000Z", "2026-04-01T09:00:00.000000Z"):
        tree.time(told | {"kind": "a"}, moment)
    assert Check.TIMES in report.broken


def test_nothing_is_signed_that_the_database_changed_on_its_way(past):
    """SQLite has no way to change a row before it is kept, and refuses to change history after it."""
    if connection.vendor == "sqlite":
        does = "BEGIN UPDATE vendors_historicalvendor SET actor = 'Lena Lead' WHERE history_id = NEW.history_id; END"
        sql(f"CREATE TRIGGER helpful AFTER INSERT ON vendors_historicalvendor FOR EACH ROW {does}")
    else:
        does = "BEGIN NEW.actor = 'Lena Lead'; RETURN NEW; END"
        sql(f"CREATE FUNCTION helpful() RETURNS trigger AS $$ {does} $$ LANGUAGE plpgsql")
        sql("CREATE TRIGGER helpful BEFORE INSERT ON vendors_historicalvendor FOR EACH ROW EXECUTE FUNCTION helpful()")
    with pytest.raises((recording.Altered, IntegrityError)), transaction.atomic():
        past.rename("In her name")
    assert not Entry.objects.filter(actor="Lena Lead").exists()


def test_an_entry_that_is_no_entry_of_ours_is_told_and_verifying_goes_on(past):
    past.rename("Waits")
    with guards.lifted():
        sql("UPDATE ledger_entry SET payload = 'not json' WHERE number IS NULL")
    assert not past.verify().is_intact
