"""Takes a file, or a folder of files, of another system into the registers."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from governance.core.reading import sources
from governance.core.refusals import Refused
from governance.core.roles import Role
from governance.exchange.entries import formats
from governance.exchange.intake import take_in
from governance.exchange.reports import Report
from governance.people.models import User


class Command(BaseCommand):
    help = (
        "Takes a file, or a folder of files, into the registers: all of it or nothing. "
        "Run it as often as you like: only what is new in the source changes anything."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("format", choices=sorted(formats), help="; ".join(map(self._about, sorted(formats))))
        parser.add_argument("path", type=Path, help="a file or a folder")
        parser.add_argument(
            "--owner", metavar="EMAIL", help="who owns new records (the first privacy lead if not said)"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")
        parser.add_argument("--json", action="store_true", help="print the report, or what was refused, as JSON")

    @staticmethod
    def _about(code: str) -> str:
        return f"{code}: {formats[code].label}"

    def handle(self, *args, path: Path, owner: str | None, dry_run: bool, **options) -> None:
        found = formats[options["format"]]
        told = {"by": self.command_line(), "now": timezone.now(), "place": path.name}
        try:
            told["owner"] = self.owner(owner)
            report = take_in(found, sources(path, found.endings), dry_run=dry_run, **told)
        except Refused as refused:
            if options["json"]:
                self.stdout.write(json.dumps({"refused": [one.plain() for one in refused.problems]}, indent=1))
            message = f"Nothing was imported.\n{refused}"
            raise CommandError(message) from None
        self.stdout.write(json.dumps(report.plain(), indent=1) if options["json"] else self.words(report, dry_run))

    @staticmethod
    def command_line() -> User:
        """Whoever may run commands on this machine may do what a privacy lead may; history names the command line."""
        return User(name="Command line", roles=[Role.PRIVACY_LEAD])

    @staticmethod
    def owner(email: str | None) -> User:
        if email is None:
            return User.objects.with_role(Role.PRIVACY_LEAD).order_by("pk").first() or User.objects.nobody()
        try:
            return User.objects.active().get(email__iexact=email)
        except User.DoesNotExist:
            raise Refused.at("", "--owner", f"There is no active person with the address {email!r}.") from None

    @staticmethod
    def words(report: Report, dry_run: bool) -> str:  # noqa: FBT001  as the option
        head = "This is what an import would do; nothing was changed." if dry_run else "Imported."
        return "\n".join([head, f"Read: {report.holds()}.", *(f"  {line}." for line in report.words()), *report.notes])
