"""Data register."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InventoryConfig(AppConfig):
    name = "governance.inventory"
    verbose_name = _("Data register")
    section = 30
