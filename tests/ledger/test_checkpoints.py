"""Nothing is signed that contradicts what was signed before, and whoever asked is told so in words."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from governance.core import guards, proof, witness
from governance.ledger import checkpoints, evidence, keys, notes, sequencing, tlog
from governance.ledger.models import Checkpoint
from governance.ledger.verifying import Check

from .attacks import cut_tail, entry_of, history_of, rebuild, rewrite
from .conftest import sql

pytestmark = pytest.mark.django_db


def rewrite_the_past(past) -> None:
    """With the keys in hand, and the tree built again: nothing in it is wrong but what was signed."""
    table, row = history_of(past.vendor)
    entry = entry_of(row)
    payload = entry.payload.replace("Second", "Never so")
    sql(f"UPDATE {table} SET name = 'Never so' WHERE history_id = %s", row)  # noqa: S608  names of our own
    rewrite(entry, payload, keys.current().mac(payload))
    rebuild()


def cut_the_newest_entries(past) -> None:
    cut_tail(past.witness.size - 2)


def remove_a_node(past) -> None:
    sql("DELETE FROM ledger_node WHERE level = (SELECT max(level) FROM ledger_node)")


CONTRADICTIONS = [rewrite_the_past, cut_the_newest_entries, remove_a_node]


@pytest.fixture(params=CONTRADICTIONS, ids=lambda act: act.__name__.replace("_", " "))
def rewritten(request, past):
    past.rename("Later")
    sequencing.drain()
    with guards.lifted():
        request.param(past)
    return past


def test_nothing_is_signed_that_contradicts_the_last_checkpoint(rewritten, caplog):
    with pytest.raises(checkpoints.Corrupt, match="No checkpoint is signed"):
        checkpoints.make(timezone.now())
    assert checkpoints.newest().size == rewritten.witness.size
    assert "Run verify_ledger" in caplog.text


def test_a_contradiction_leaves_those_who_ask_with_a_sentence_and_no_evidence(rewritten, people, client, tmp_path):
    client.force_login(people.auditor)
    answer = client.post(reverse("admin:evidence", args=["vendors", "vendor", rewritten.vendor.pk]))
    assert "No evidence can be given: No checkpoint is signed" in answer.content.decode()
    with pytest.raises(CommandError, match="No evidence can be given"):
        call_command("evidence", rewritten.vendor.reference, tmp_path / "e.zip", "--as", people.auditor.email)
    rows = evidence.of_record(rewritten.vendor, people.auditor)
    with pytest.raises(proof.Unproved, match="No evidence can be given"):
        proof.prover().pack(rows, about="VEN", now=timezone.now())


def test_whoever_wants_a_checkpoint_beside_something_else_has_the_last_that_was_signed(rewritten, people, client):
    client.force_login(people.auditor)
    answer = client.get(reverse("admin:export_history", args=["csv"]))
    assert answer.status_code == 200
    assert str(rewritten.witness.size) in witness.line().splitlines()


def test_no_evidence_is_given_that_its_own_program_would_refuse(past):
    """A node on the way of an entry to the root, which no root is computed from."""
    place = entry_of(history_of(past.vendor)[1]).number >> 1 ^ 1
    assert (1, place) not in tlog.peaks(past.witness.size)
    with guards.lifted():
        sql("UPDATE ledger_node SET hash = %s WHERE level = 1 AND place = %s", "0" * 64, place)
    with pytest.raises(evidence.Unsound, match="does not lead to the root"):
        evidence.pack(evidence.of_record(past.vendor, past.ada), about="VEN", now=timezone.now())


def insert_checkpoint(size: int) -> None:
    note = notes.sign(notes.Head(keys.current().origin, size, bytes(32)), keys.Keys.new().private)
    told = "INSERT INTO ledger_checkpoint (size, root, note, made_at) VALUES (%s, %s, %s, %s)"
    sql(told, size, "0" * 64, note, timezone.now())


def test_a_checkpoint_that_somebody_inserted_counts_as_none(past):
    insert_checkpoint(10**6)
    assert checkpoints.newest().note.strip() == witness.line()
    past.rename("Later")
    assert past.checkpoint().size == past.witness.size + 1
    assert Check.CHECKPOINTS in past.verify().broken


def test_a_checkpoint_that_somebody_put_where_ours_belongs_is_told(past):
    insert_checkpoint(past.witness.size + 1)
    past.rename("Later")
    with pytest.raises(checkpoints.Corrupt, match="is there already"):
        checkpoints.make(timezone.now())


def test_where_no_checkpoint_that_is_there_is_ours_none_is_signed(past):
    with guards.lifted():
        sql("UPDATE ledger_checkpoint SET note = 'gone'")
    assert Checkpoint.objects.exists()
    with pytest.raises(checkpoints.Corrupt, match="signed none of the newest"):
        checkpoints.make(timezone.now())
