"""A colleague who left goes by a pseudonym on screen: one person asked for it, another confirmed it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .settled import Settled


class Pseudonym(Settled):
    part_of = "person"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="pseudonyms")

    class Meta:
        verbose_name = _("pseudonym")
        verbose_name_plural = _("pseudonyms")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(dropped_at=None), name="persons_pseudonym_is_asked_for_once"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | (Q(settled_by__isnull=False) & ~Q(settled_by=F("asked_by"))),
                name="persons_pseudonym_takes_two_people",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="persons_pseudonym_says_why"),
        ]
