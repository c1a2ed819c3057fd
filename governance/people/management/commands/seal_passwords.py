"""Seals every password as it stands: after a backup was restored on a machine with another secret key."""

from django.core.management.base import BaseCommand

from governance.people.models import User
from governance.people.seals import PasswordSeal, seal_all


class Command(BaseCommand):
    help = "Takes every password in the database for right. Only for a database that you trust, such as a backup."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"Sealed: {seal_all(User._base_manager, PasswordSeal.objects)}.")
