"""Checks the ledger against history and rows, and against checkpoints in the folder or kept elsewhere."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from governance.ledger import folder, keys, notes
from governance.ledger.standing import verified
from governance.ledger.verifying import Report


class Command(BaseCommand):
    help = "Checks that nothing recorded was changed or removed. Ends with 0 if all is intact, with 1 if not."

    def add_arguments(self, parser) -> None:
        told = "a file with checkpoints that left the machine, such as a mail or an export; may be given again"
        parser.add_argument("--witness", action="append", default=[], metavar="FILE", type=Path, help=told)
        parser.add_argument("--json", action="store_true", help="print one object")

    def handle(self, *args, **options) -> None:
        kept = [head for path in options["witness"] for head in self.heads(path)]
        report = verified(timezone.now(), self.held(), kept)
        self.stdout.write(json.dumps(report.told) if options["json"] else words(report))
        if not report.is_intact:
            raise SystemExit(1)

    def held(self) -> folder.Held:
        try:
            return folder.held()
        except OSError as error:
            message = f"The folder of checkpoints cannot be read: {error}"
            raise CommandError(message, returncode=2) from None

    def heads(self, path: Path) -> list[notes.Head]:
        """Every checkpoint in a text, whatever stands around it."""
        try:
            text = path.read_text()
        except (OSError, UnicodeDecodeError) as error:
            message = f"{path}: {error}"
            raise CommandError(message, returncode=2) from None
        ours = keys.current()
        found = notes.found_in(text, ours.origin)
        if not found:
            message = f"{path} holds no checkpoint of this ledger ({ours.origin})."
            raise CommandError(message, returncode=2)
        try:
            return [notes.opened(note, ours.origin, ours.public) for note in found]
        except notes.BadNote as error:
            message = f"{path}: {error}"
            raise CommandError(message, returncode=2) from None


def words(report: Report) -> str:
    rate = report.entries / report.seconds if report.seconds else 0
    counted = f"{report.entries} entries, {report.waiting} of them waiting for a number"
    told = f"{counted}, {report.witnessed} witnessed checkpoints; {report.seconds:.1f} s, {rate:,.0f} entries a second."
    if report.is_intact:
        return f"Intact: {told}"
    lines = [f"{one.check} {one.place}: {one.says}" for one in report.problems]
    more = [f"and {report.more} more"] if report.more else []
    return "\n".join([f"BROKEN at {report.problems[0].place}: {told}", *lines, *more])
