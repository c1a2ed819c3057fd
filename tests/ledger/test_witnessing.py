"""Checkpoints that lie elsewhere: nothing takes their place, all are heard, and home says whether any left."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from governance.core import guards
from governance.ledger import standing, tasks, witnessing
from governance.ledger.folder import Contradicted
from governance.ledger.models import Verification
from governance.ledger.verifying import Check
from tests.pages import signed_in
from tests.served import free_port

from .attacks import cut_tail
from .conftest import HOUR, sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def forked(past):
    """The ledger as of some entries ago went on another way, with every key in hand."""
    witnessing.keep(timezone.now())
    with guards.lifted():
        sql("DELETE FROM ledger_kept")
        sql("DELETE FROM ledger_checkpoint")
        cut_tail(past.witness.size - 1)
    past.rename("Otherwise")
    assert past.checkpoint().size == past.witness.size
    return past


def test_the_folder_keeps_what_it_holds_against_a_ledger_that_went_another_way(people, forked, folder, caplog):
    (path,) = folder.glob("*.txt")
    before = path.read_text()
    mail.outbox.clear()
    with pytest.raises(Contradicted, match="holds another checkpoint"):
        witnessing.keep(timezone.now() + 24 * HOUR)
    assert path.read_text() == before
    assert "was not written to the folder" in caplog.text
    assert len(mail.outbox) == 3
    with pytest.raises(CommandError, match="holds another checkpoint"):
        call_command("checkpoint")


def test_the_nightly_verification_and_the_command_hear_the_witnesses_in_the_folder(forked):
    assert forked.verify().is_intact
    assert standing.verify_and_note(timezone.now()).broken == {Check.WITNESSES}
    assert not Verification.objects.get().intact
    out = StringIO()
    with pytest.raises(SystemExit, match="1"):
        call_command("verify_ledger", stdout=out)
    assert f"C3 checkpoint at {forked.witness.size} entries" in out.getvalue()


@pytest.mark.parametrize("text", ["no checkpoint", "", "of another size"])
def test_a_file_in_the_folder_that_is_no_longer_what_was_written_is_told(past, folder, text):
    witnessing.keep(timezone.now())
    (path,) = folder.glob("*.txt")
    note = path.read_text() if text == "of another size" else text
    (folder / "000000000001.txt").write_text(note)
    (folder / "README.txt").write_text("What this folder is for.")
    report = standing.verify_and_note(timezone.now())
    assert [one.place for one in report.problems] == ["file 000000000001.txt in the folder of checkpoints"]
    assert report.broken == {Check.WITNESSES}


def test_a_folder_that_cannot_be_reached_stops_neither_the_mail_nor_the_verification(past, people, folder, caplog):
    folder.write_text("no folder")
    with pytest.raises(OSError, match="exists"):
        witnessing.keep(timezone.now())
    assert len(mail.outbox) == 3
    assert "was not written to the folder" in caplog.text
    assert standing.verify_and_note(timezone.now()).is_intact
    assert "verified without it" in caplog.text
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verify_ledger")
    folder.unlink()
    witnessing.keep(timezone.now())
    assert len(list(folder.glob("*.txt"))) == 1
    assert len(mail.outbox) == 3


def test_a_mail_server_that_cannot_be_reached_does_not_stop_the_folder(past, people, folder, settings, caplog):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
    settings.EMAIL_PORT, settings.DATA_DIR = free_port(), folder.parent
    witnessing.keep(timezone.now())
    assert caplog.text.count("The checkpoint did not leave for person") == 3
    assert len(list(folder.glob("*.txt"))) == 1
    assert "No checkpoint has left the machine yet." in home(people)


def home(people) -> str:
    return signed_in(people.auditor).get("/").content.decode()


def test_what_stays_in_the_data_folder_has_not_left_the_machine(past, people, settings):
    settings.DATA_DIR = settings.LEDGER_WITNESS.parent
    witnessing.keep(timezone.now())
    assert len(mail.outbox) == 3
    assert "No checkpoint has left the machine yet. Ask whoever runs Fairhold to set EMAIL_HOST" in home(people)
    assert standing.standing(timezone.now()).tone == "neutral"
    tasks.verify_all()
    assert standing.standing(timezone.now()).tone == "warn"


def test_a_mail_that_a_server_took_has_left_the_machine(past, people, settings):
    settings.DATA_DIR, settings.EMAIL_HOST = settings.LEDGER_WITNESS.parent, "mail.example"
    assert "No checkpoint has left the machine yet.</span>" in home(people)
    witnessing.keep(timezone.now())
    assert "A checkpoint left the machine" in home(people)


def test_a_checkpoint_in_a_folder_elsewhere_has_left_the_machine(past, people):
    witnessing.keep(timezone.now())
    assert "A checkpoint left the machine" in home(people)


def test_a_folder_that_was_emptied_or_is_another_gets_the_newest_again(past, folder, settings, tmp_path):
    witnessing.keep(timezone.now())
    for path in folder.glob("*.txt"):
        path.unlink()
    witnessing.keep(timezone.now())
    assert len(list(folder.glob("*.txt"))) == 1
    settings.LEDGER_WITNESS = tmp_path / "another"
    witnessing.keep(timezone.now())
    assert len(list(settings.LEDGER_WITNESS.glob("*.txt"))) == 1


def test_a_clock_that_goes_back_mails_nobody_twice(past, people):
    now = timezone.now().replace(hour=12)
    witnessing.keep(now)
    sent = len(mail.outbox)
    witnessing.keep(now - 3 * HOUR)
    assert len(mail.outbox) == sent > 0
