"""Runs the reminder sweep by hand."""

import datetime as dt
import json

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from governance.core.acting import Source, acting
from governance.core.bounds import in_a_likely_year
from governance.reminders.delivery import deliver
from governance.reminders.sweep import sweep


class Command(BaseCommand):
    help = "Makes and sends the reminders that are due; run it as often as you like, nobody is told twice."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--now", metavar="ISO-TIME", help="pretend that it is this moment, such as 2026-12-01T09:00Z"
        )
        parser.add_argument("--json", action="store_true", help='print {"notices": N, "mails": N}')

    def handle(self, *args, now=None, **options) -> None:
        moment = self.moment(now) if now else timezone.now()
        with acting(source=Source.TASK):
            told = {"notices": sweep(moment), "mails": deliver(moment, timezone.now)}
        words = f"{told['notices']} notices made, {told['mails']} mails sent."
        self.stdout.write(json.dumps(told) if options["json"] else words)

    def moment(self, text: str) -> dt.datetime:
        try:
            found = parse_datetime(text) or dt.datetime.fromisoformat(text)
        except ValueError:
            message = f"{text!r} is not a time. Write it as 2026-12-01T09:00Z."
            raise CommandError(message) from None
        try:
            in_a_likely_year(found)
        except ValidationError as error:
            raise CommandError(error.messages[0]) from None
        return found if found.tzinfo else timezone.make_aware(found)
