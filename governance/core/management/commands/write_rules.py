"""Writes docs/rules.md from the declarations."""

from django.conf import settings
from django.core.management.base import BaseCommand

from governance.core import rulebook


class Command(BaseCommand):
    help = "Writes docs/rules.md from what the apps declare."

    def handle(self, *args, **options) -> None:
        path = settings.BASE_DIR / "docs" / "rules.md"
        path.write_text(rulebook.page())
        self.stdout.write(f"{path} is written.")
