"""Assessments."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeiaConfig(AppConfig):
    name = "governance.deia"
    verbose_name = _("Assessments")
    section = 25
