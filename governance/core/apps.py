"""The core: what records are and how they move. Knows no domain app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "governance.core"

    def ready(self) -> None:
        autodiscover_modules("findings", "todos", "pages", "panels", "guards")
