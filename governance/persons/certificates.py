"""A certificate for everybody who was erased, with the proof of the ledger, kept outside of the database."""

import datetime as dt
import json
import logging
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings

from governance.core import proof

from .models import DataSubject, Erasure

logger = logging.getLogger(__name__)
SUBJECT = "persons.historicaldatasubject"


def folder() -> Path:
    """Beside the checkpoints, best on another machine: after a backup is restored, only this knows who was erased."""
    return settings.LEDGER_WITNESS / "erasures"


def path(subject: DataSubject) -> Path:
    return folder() / f"{subject.uuid}.json"


def make(subject: DataSubject, now: dt.datetime) -> dict[str, Any]:
    """All versions of the person and of their erasures: nothing in them says who it was."""
    erasures = Erasure.history.filter(subject=subject.pk).order_by("history_id")
    rows = chain(DataSubject.history.filter(id=subject.pk).order_by("history_id"), erasures)
    return proof.prover().pack(rows, about=f"Erasure of data subject {subject.uuid}", now=now)


def write_missing(now: dt.datetime) -> int:
    """Writes the certificates that are not there yet; each whole or not at all. How many it wrote.

    One that the ledger does not bear out waits until it does: others are written all the same.
    """
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    rows = DataSubject.objects.filter(erased_on__isnull=False)
    return sum(_write(subject, now) for subject in rows if not path(subject).exists())


def _write(subject: DataSubject, now: dt.datetime) -> bool:
    try:
        told = make(subject, now)
    except proof.Unproved:
        logger.exception("The erasure of %s is not certified yet.", subject)
        return False
    draft = path(subject).with_suffix(".part")
    draft.write_text(json.dumps(told, ensure_ascii=False, indent=1))
    draft.replace(path(subject))
    return True


def read(source: Path) -> dict[str, Any]:
    """Raises Unproved for what is no JSON."""
    try:
        return json.loads(source.read_text())
    except (OSError, ValueError) as error:
        message = f"{source}: {error}"
        raise proof.Unproved(message) from None


def erased(told: dict[str, Any]) -> Iterator[tuple[str, dt.date]]:
    """(number, day) of whom a certificate proves to be erased. Raises Unproved."""
    for said in proof.prover().opened(told):
        row = said["row"]
        if said["t"] == SUBJECT and row["erased_on"]:
            yield row["uuid"], dt.date.fromisoformat(row["erased_on"])
