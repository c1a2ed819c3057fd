"""The core: what records are and how they move. Knows no domain app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "governance.core"
    verbose_name = _("Oversight")
    section = 10

    def ready(self) -> None:
        autodiscover_modules("findings", "todos", "pages", "panels", "guards", "finding_pages")
