"""The ledger: proof over every history row."""

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "governance.ledger"
    verbose_name = _("Ledger")

    def ready(self) -> None:
        from . import proving, recording  # noqa: F401  connect to history and to proof

        post_migrate.connect(_note_columns, sender=self)


def _note_columns(sender: AppConfig, *, using: str, **_kwargs) -> None:
    from . import schema

    if using == DEFAULT_DB_ALIAS:
        schema.note()
