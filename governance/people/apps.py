"""People, their roles, and what they were shown one by one."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "governance.people"
    verbose_name = _("Set up")
    section = 90

    def ready(self) -> None:
        post_migrate.connect(_note_that_passwords_are_sealed, sender=self)


def _note_that_passwords_are_sealed(sender: AppConfig, *, using: str, **_kwargs) -> None:
    from . import noting

    if sender.get_model("PasswordSeal")._meta.db_table in connections[using].introspection.table_names():
        noting.note(using)
