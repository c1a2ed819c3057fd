"""Writes the evidence of a record, or of a period, as a file that an outsider can check."""

import datetime as dt
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from governance.core import workdays
from governance.core.records import record_types, tracked_types
from governance.core.story import rows_of, shown
from governance.ledger import evidence
from governance.people.models import User

BATCH = 1000


class Command(BaseCommand):
    help = "Writes evidence.zip for a record (VEN-001) or a period (2026-01-01..2026-03-31), as one person may see it."

    def add_arguments(self, parser) -> None:
        parser.add_argument("what", help="a reference, or two days with .. between them")
        parser.add_argument("path", type=Path)
        parser.add_argument("--as", dest="email", required=True, help="the e-mail of the person for whom it is made")
        parser.add_argument("--since", type=int, help="entries that the ledger had when the verifier last saw it")

    def handle(self, *args, what: str, path: Path, email: str, **options) -> None:
        person = User.objects.active().filter(email__iexact=email).first()
        if person is None:
            message = f"There is nobody active with the address {email}."
            raise CommandError(message)
        rows = self.period(what, person) if ".." in what else self.record(what, person)
        try:
            told = evidence.pack(rows, about=what, now=timezone.now(), since=options["since"])
        except evidence.Missing as error:
            raise CommandError(str(error)) from None
        path.write_bytes(evidence.zipped(told))
        self.stdout.write(f"{path}: {len(told['entries'])} entries.")

    def record(self, reference: str, person):
        for model in record_types():
            found = model.objects.visible_to(person).filter(reference=reference.upper()).first()
            if found is not None:
                return rows_of(found, person)
        message = f"There is no record {reference} that {person} may see."
        raise CommandError(message)

    def period(self, what: str, person):
        """All that they may see of it, also what was taken out since."""
        first, last = self.days(what)
        for model in tracked_types():
            told = {
                "history_date__gte": workdays.begins(first),
                "history_date__lt": workdays.begins(last + dt.timedelta(days=1)),
            }
            numbers = list(model.history.filter(**told).order_by("history_id").values_list("history_id", flat=True))
            for start in range(0, len(numbers), BATCH):
                yield from shown(model, person, numbers[start : start + BATCH])

    def days(self, what: str) -> list[dt.date]:
        try:
            first, last = (dt.date.fromisoformat(text) for text in what.split("..", 1))
            fits = first <= last
        except ValueError:
            fits = False
        if not fits:
            message = f"{what!r} is not a period. Write it as 2026-01-01..2026-03-31."
            raise CommandError(message)
        return [first, last]
