"""Loads a questionnaire from a file, as a draft."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from governance.core.reading import Source
from governance.core.refusals import Refused
from governance.people.models import User
from governance.questionnaires import packs


class Command(BaseCommand):
    help = "Loads a questionnaire from YAML as a draft, which its owner publishes in the browser: all of it or nothing."

    def add_arguments(self, parser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--owner", required=True, metavar="EMAIL", help="who answers for it")

    def handle(self, *args, path: Path, owner: str, **options) -> None:
        person = User.objects.active().filter(email__iexact=owner).first()
        if person is None:
            message = f"There is no active person with the address {owner!r}."
            raise CommandError(message)
        try:
            made = packs.load(self.source(path), by=person)
        except Refused as refused:
            message = f"Nothing was loaded.\n{refused}"
            raise CommandError(message) from None
        self.stdout.write(f"{made} is loaded as a draft.")

    @staticmethod
    def source(path: Path) -> Source:
        try:
            return Source(path.name, path.read_bytes())
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from None
