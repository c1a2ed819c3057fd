"""Concerns that nobody signed: a code by which the reporter comes back, and the messages to and fro."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.core.models import Tracked

from .incidents import Incident


class Concern(Tracked):
    """The way back to somebody who gave no name. The code itself is kept nowhere, and no address."""

    part_of = "incident"
    written_once = True

    incident = models.OneToOneField(Incident, models.PROTECT, related_name="concern")
    code_sha256 = models.CharField(_("SHA-256 of the code"), max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("anonymous report")
        verbose_name_plural = _("anonymous reports")

    def __str__(self) -> str:
        return f"#{self.pk}"


class Message(Tracked):
    """One message; without a `writer` it is the reporter's."""

    part_of = "concern"
    written_once = True

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="messages")
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("writer")
    )
    at = models.DateTimeField(_("when"), db_index=True)
    text = models.TextField(_("message"))

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"#{self.pk}"
