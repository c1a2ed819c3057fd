"""Import: formats of others, taken into the registers. Knows the domain apps; they do not know it."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "governance.exchange"
    verbose_name = _("Import")
    section = 60

    def ready(self) -> None:
        for name in ("aia", "fides", "gvl", "veris"):
            import_module(f"governance.exchange.formats.{name}")
