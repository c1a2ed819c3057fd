"""The ledger: proof over every history row."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "governance.ledger"
    verbose_name = _("Ledger")

    def ready(self) -> None:
        from . import recording  # noqa: F401  connects to history
