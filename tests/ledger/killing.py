"""Kills whoever saves, at random moments, and verifies what is left: `python -m tests.ledger.killing 1000`.

Works on the database of DATABASE_URL, which is emptied of nothing and gets one vendor and its owner more at each run.
Exits with 1 if anything is broken. Each saver is forked from this process, so that a kill costs a tenth of a second.
"""

import os
import random
import signal
import sys
import time
import uuid

import django

MOMENT = (0.0, 0.1)
"""Seconds after which a saver that has begun to save is killed."""


def main(kills: int) -> int:
    django.setup()
    from django.db import connections
    from django.utils import timezone

    from governance.ledger import sequencing
    from governance.ledger.verifying import verify
    from governance.vendors.models import Vendor
    from tests.factories import make, person

    owner = person(email=f"{uuid.uuid4()}@example.com")
    row = make(Vendor, name="To be saved until the end", owner=owner)
    chance = random.Random(7)  # noqa: S311  no secret
    for number in range(kills):
        connections.close_all()
        begun, begins = os.pipe()
        saver = os.fork()
        if saver == 0:
            save_for_ever(row.pk, begins)
        os.read(begun, 1)
        os.close(begun)
        os.close(begins)
        time.sleep(chance.uniform(*MOMENT))
        os.kill(saver, signal.SIGKILL)
        os.waitpid(saver, 0)
        if number % 10 == 0:
            sequencing.drain()
    sequencing.drain()
    report = verify(now=timezone.now())
    versions = Vendor.objects.get(pk=row.pk).version
    print(f"{kills} kills, {versions} versions, {report.entries} entries: {report.told}")
    return 0 if report.is_intact and versions > kills / 4 else 1


def save_for_ever(pk: int, begins: int) -> None:
    from governance.vendors.models import Vendor

    row = Vendor.objects.get(pk=pk)
    os.write(begins, b".")
    while True:
        row.name = f"Version {row.version + 1}"
        row.save()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
