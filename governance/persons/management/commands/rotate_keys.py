"""Changes the key that wraps the keys of persons."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from governance.persons import rotating


class Command(BaseCommand):
    help = "Wraps the keys of all persons with a new key, and destroys those that were replaced long ago."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--only-age", action="store_true", help="begin no new key, only destroy the old ones")

    def handle(self, *args, **options) -> None:
        today = timezone.localdate()
        done = rotating.rewrap() if options["only_age"] else rotating.rotate(today)
        gone = rotating.age(today)
        self.stdout.write(f"{done} keys are wrapped anew; {len(gone)} old keys are destroyed.")
