"""Writes a questionnaire as a file that loads again."""

from django.core.management.base import BaseCommand, CommandError

from governance.questionnaires import packs
from governance.questionnaires.models import Questionnaire


class Command(BaseCommand):
    help = "Writes the newest published edition of a questionnaire, or the one named, as YAML to the output."

    def add_arguments(self, parser) -> None:
        parser.add_argument("key", help="such as fairhold.screening")
        parser.add_argument("--edition", type=int, help="another edition than the newest published one")

    def handle(self, *args, **options) -> None:
        rows = Questionnaire.objects.filter(key=options["key"])
        found = rows.filter(edition=options["edition"]).first()
        if options["edition"] is None:
            found = Questionnaire.objects.latest_of(options["key"])
        if found is None:
            message = f"There is no such questionnaire: {options['key']}."
            raise CommandError(message)
        self.stdout.write(packs.export(found), ending="")
