"""Import and export: formats of others, taken into the registers and written from them. Nobody below knows it."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "governance.exchange"
    verbose_name = _("Import")
    section, section_of = 91, "people"

    def ready(self) -> None:
        for name in ("aia", "article30", "fides", "gvl", "hhs", "veris", "veris_out"):
            import_module(f"governance.exchange.formats.{name}")
