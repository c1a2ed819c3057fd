"""How a person is erased: one asks, another confirms, and a hold keeps both from it as long as it stands."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.core.models import Tracked

from .settled import NO_NAME, Settled
from .subjects import DataSubject


class Erasure(Settled):
    """That one person asked for somebody to be erased, and another confirmed it or took it back."""

    part_of = "subject"

    subject = models.ForeignKey(DataSubject, models.PROTECT, related_name="erasures")

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(confirmed_at=None, dropped_at=None),
                name="persons_erasure_is_asked_for_once",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | (Q(settled_by__isnull=False) & ~Q(settled_by=F("asked_by"))),
                name="persons_erasure_takes_two_people",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="persons_erasure_says_why"),
        ]


class Hold(Tracked):
    """Why somebody may not be erased yet, such as a lawsuit; until it is lifted."""

    part_of = "subject"

    subject = models.ForeignKey(DataSubject, models.PROTECT, related_name="holds")
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("placed by")
    )
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lifted by")
    )
    reason = models.TextField(_("why"), help_text=NO_NAME)
    placed_at = models.DateTimeField(_("placed at"))
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="persons_hold_says_why")]

    def __str__(self) -> str:
        return f"#{self.pk}"
