"""Ethics committee."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CommitteeConfig(AppConfig):
    name = "governance.committee"
    verbose_name = _("Ethics committee")
    section = 20

    def ready(self) -> None:
        """What other apps tell the committee: reasons for a route, interests of members, obstacles to going live."""
        autodiscover_modules("advice")
