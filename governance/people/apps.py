"""People, their roles, and what they were shown one by one."""

from django.apps import AppConfig
from django.conf import settings
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

NOTE = "The passwords were sealed. While this file is here, migrating seals none that it finds in the database.\n"


class PeopleConfig(AppConfig):
    name = "governance.people"
    verbose_name = _("Set up")
    section = 90

    def ready(self) -> None:
        post_migrate.connect(_note_that_passwords_are_sealed, sender=self)


def _note_that_passwords_are_sealed(sender: AppConfig, *, using: str, **_kwargs) -> None:
    """Outside of the database: whoever administers it can have a migration run again, which would seal a forgery."""
    table = sender.get_model("PasswordSeal")._meta.db_table
    if table in connections[using].introspection.table_names() and not settings.PASSWORDS_SEALED.exists():
        settings.PASSWORDS_SEALED.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        settings.PASSWORDS_SEALED.write_text(NOTE)
