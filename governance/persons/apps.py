"""People outside of the organisation: what is kept of them is encrypted, each under a key that can be destroyed."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PersonsConfig(AppConfig):
    name = "governance.persons"
    verbose_name = _("Data subjects")
    section, section_of = 95, "people"

    def ready(self) -> None:
        from . import guards, pseudonymising, todos  # noqa: F401  declare what they are named after
