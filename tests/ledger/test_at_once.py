"""Many writers and several sequencers at the same moment, and writers that are killed while they save."""

import os
import subprocess
import sys
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from governance.ledger import checkpoints, sequencing
from governance.ledger.models import Entry
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
