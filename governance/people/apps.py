"""People, their roles, and what they were shown one by one."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "governance.people"
    verbose_name = _("Set up")
    section = 90
