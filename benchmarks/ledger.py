"""What proof costs: a save and an import with the ledger and without, and how fast all of it is verified."""

import statistics

from django.utils import timezone

from benchmarks.rows import seconds, vendors
from governance.core import bulk, guards
from governance.core.history import recorded
from governance.ledger import checkpoints, recording, sequencing
from governance.ledger.models import Entry
from governance.ledger.tlog import leaf_hash
from governance.ledger.verifying import verify

SAVES, IMPORTED, ROUNDS = 300, 10_000, 3


class without:  # noqa: N801  reads as a word
    """As it would be with history alone."""

    def __enter__(self) -> None:
        guards.lift()
        recorded.disconnect(recording.enter)

    def __exit__(self, *_error: object) -> None:
        recorded.connect(recording.enter)


def save() -> str:
    row = vendors(1)[0]
    row.save()
    with_it = statistics.median(_saves(row, "with"))
    with without():
        alone = statistics.median(_saves(row, "without"))
    guards.install()
    added = (with_it - alone) * 1000
    return f"{with_it / alone:.2f} times history alone at the median ({added:.1f} ms more)"


def _saves(row, word: str) -> list[float]:
    def one(number: int) -> None:
        row.name = f"{word} {number}"
        row.save()

    return [seconds(lambda n=number: one(n)) for number in range(SAVES)]


def imported() -> str:
    """In turns, and the quickest of each: what else a machine does only ever adds."""
    with_it, alone = [], []
    for _round in range(ROUNDS):
        with_it.append(seconds(lambda: bulk.write(vendors(IMPORTED))))
        with without():
            alone.append(seconds(lambda: bulk.write(vendors(IMPORTED))))
        guards.install()
    return f"{min(with_it) / min(alone):.2f} times history alone, for {IMPORTED} rows ({min(with_it):.1f} s)"


def verified() -> str:
    bulk.write(vendors(50_000))
    sequenced = seconds(sequencing.drain)
    checkpoints.make(timezone.now())
    report = min((verify(now=timezone.now()) for _round in range(ROUNDS)), key=lambda one: one.seconds)
    rows = Entry.objects.values_list("payload", "mac")
    hashed = min(seconds(lambda: _hash(rows)) for _round in range(ROUNDS))
    told = f"{report.entries / report.seconds:,.0f} entries a second over {report.entries}"
    ratio = f"{report.seconds / hashed:.1f} times reading and hashing them"
    return f"{told}, {ratio}; numbering {report.entries / sequenced:,.0f} a second"


def _hash(rows) -> None:
    for text, mac in rows.iterator():
        leaf_hash(f"{text}\n{mac}".encode())


ALL = {"verify": verified, "save": save, "import": imported}
