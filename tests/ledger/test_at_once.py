"""Many writers and several sequencers at the same moment, and writers that are killed while they save."""

import json
import os
import subprocess
import sys
import threading
from functools import partial

import pytest
from django.db import connection, transaction
from django.utils import timezone

from governance.ledger import checkpoints, evidence, proving, sequencing
from governance.ledger.models import Checkpoint, Entry
from governance.ledger.verifying import verify
from governance.vendors.models import Vendor
from tests.committee.test_races import at_once
from tests.factories import make
from tests.served import ROOT

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = 100
"""In every run of the tests; `python -m tests.ledger.killing 1000` does more of them."""


def save_ten_times(pk: int) -> None:
    row = Vendor.objects.get(pk=pk)
    for number in range(10):
        row.name = f"Version {number}"
        row.save()
        sequencing.drain()


def test_writers_and_sequencers_at_once_leave_no_gap_and_nothing_twice():
    rows = [make(Vendor) for _writer in range(4)]
    acts = [*(partial(save_ten_times, row.pk) for row in rows), *[sequencing.drain] * 4]
    assert at_once(*acts) == []
    sequencing.drain()
    numbers = list(Entry.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(len(numbers)))
    checkpoints.make(timezone.now())
    assert verify(now=timezone.now()).problems == []


def test_checkpoints_at_once_are_one_and_the_same():
    for time in range(1, 6):
        make(Vendor)
        sequencing.drain()
        assert at_once(*[partial(checkpoints.make, timezone.now())] * 8) == []
        assert Checkpoint.objects.count() == time
    assert checkpoints.newest().size == sequencing.count()


def hold(begun: threading.Event, ends: threading.Event) -> None:
    """As a sequencer does that has much to number."""
    with transaction.atomic():
        assert sequencing.alone(sequencing.LOCK, wait=False)
        begun.set()
        ends.wait(timeout=30)


def test_evidence_waits_for_whoever_is_numbering_and_holds_all_that_was_saved_before():
    row, begun, ends = make(Vendor), threading.Event(), threading.Event()
    holder = threading.Thread(target=at_once, args=[partial(hold, begun, ends)])
    holder.start()
    begun.wait(timeout=30)
    threading.Timer(1, ends.set).start()
    told = packed(row)
    holder.join()
    assert [json.loads(entry["payload"])["row"]["name"] for entry in told["entries"]] == [row.name]
    assert proving.opened(told)


def packed(row: Vendor) -> dict:
    return evidence.pack(row.history.all(), about=row.reference, now=timezone.now())


def test_evidence_that_is_made_while_others_save_passes_its_own_check():
    rows, told = [make(Vendor) for _writer in range(2)], []

    def pack_ten_times() -> None:
        told.extend(packed(rows[0]) for _time in range(10))

    acts = [*(partial(save_ten_times, row.pk) for row in rows), pack_ten_times]
    assert at_once(*acts) == []
    assert len(told) == 10
    assert all(proving.opened(one) for one in told)


def test_a_writer_that_is_killed_leaves_no_change_without_history_and_no_gap():
    """In a program of its own, on this database and with its keys."""
    told = os.environ | {"DATABASE_URL": url(), "DJANGO_SETTINGS_MODULE": "governance.settings"}
    connection.close()
    command = [sys.executable, "-m", "tests.ledger.killing", str(KILLS)]
    found = subprocess.run(command, env=told, cwd=ROOT, capture_output=True, text=True, check=False, timeout=240)
    assert found.returncode == 0, found.stdout + found.stderr


def url() -> str:
    name = connection.settings_dict["NAME"]
    is_file = connection.vendor == "sqlite"
    return f"sqlite:///{name}" if is_file else os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
