"""What the law says, as dated data: rules with their source and validity, and the arithmetic of their clocks."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class LawConfig(AppConfig):
    name = "governance.law"
    verbose_name = _("Law")
    section, section_of = 92, "people"

    def ready(self) -> None:
        post_migrate.connect(_install, sender=self)


def _install(sender: AppConfig, *, using: str, **_kwargs) -> None:
    """A rule that comes with a new version is there after `migrate`; one that is here is left as people keep it."""
    from .packs import install

    install(using)
