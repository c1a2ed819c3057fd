"""Vendors."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VendorsConfig(AppConfig):
    name = "governance.vendors"
    verbose_name = _("Vendors")
    section = 40
