"""What one person asks for and another confirms or takes back."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.core.models import Tracked

NO_NAME = _("Without the name or the address: this sentence is kept for ever.")


class Settled(Tracked):
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("settled by")
    )
    reason = models.TextField(_("why"), help_text=NO_NAME)
    asked_at = models.DateTimeField(_("asked at"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    dropped_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"#{self.pk}"
