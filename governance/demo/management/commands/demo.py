"""Loads, renews or removes the example organisation."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from governance.core import guards
from governance.demo import people, story
from governance.demo.models import Demo
from governance.people.models import User


class Command(BaseCommand):
    help = "The example organisation, Brookfield Books. It lives in a database of its own, never beside real records."

    def add_arguments(self, parser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--load", action="store_true", help="load it; does nothing if it is there")
        what.add_argument("--reset", action="store_true", help="put it back as it was, with dates as of today")
        what.add_argument("--remove", action="store_true", help="empty the database that holds it")

    def handle(self, *args, **options) -> None:
        loaded = Demo.objects.exists()
        if not loaded and User.objects.exists():
            message = "This database holds people of its own, so the example is neither loaded into it nor removed."
            raise CommandError(message)
        if loaded and (options["reset"] or options["remove"]):
            with guards.lifted():
                call_command("flush", interactive=False, verbosity=0)
            self.forget_checkpoints()
        if options["reset"] or (options["load"] and not loaded):
            story.tell(timezone.now())
        self.stdout.write("The example is removed." if options["remove"] else self.signs())

    def forget_checkpoints(self) -> None:
        """They are of a ledger that is gone, and would be witnesses against the next one.

        A folder outside of the data folder may hold those of others, and is left alone.
        """
        if settings.LEDGER_WITNESS.is_relative_to(settings.DATA_DIR):
            for path in settings.LEDGER_WITNESS.glob("[0-9]*.txt"):
                path.unlink()

    def signs(self) -> str:
        lines = [f"  {people.address(key):26} {name}, {does}" for key, name, _roles, does in people.PEOPLE]
        return "\n".join([f"Sign in at {settings.SITE_URL}/ with the password {people.PASSWORD!r} as one of:", *lines])
