"""Ratings as they were made: never changed, never overwritten."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.core.models import Tracked
from governance.deia.scoring import Tier

from .assessments import Assessment


def tier(name) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(name, choices=Tier.choices)


def indexed(name) -> models.DecimalField:
    """0 to 100; empty where only the screening was answered."""
    return models.DecimalField(name, max_digits=9, decimal_places=6, null=True, blank=True)


class ScoreRun(Tracked):
    """One rating, with every number on the way to it (specification 3.9, step 8).

    `edition` names the questionnaire and its edition, `config` the version of the numbers that the scoring rests on.
    In `numbers`, whatever may have a fraction is a text, so that its proof reads the same everywhere.
    """

    part_of = "assessment"
    written_once = True

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="score_runs")
    edition = models.CharField(_("questionnaire"), max_length=120)
    config = models.CharField(_("version of the scoring"), max_length=20)
    exposure_index = indexed(_("exposure index"))
    net_index = indexed(_("net index"))
    inherent_tier = tier(_("risk before safeguards"))
    residual_tier = tier(_("risk with safeguards"))
    target_tier = tier(_("risk if all conditions are met"))
    explanation = models.TextField(_("explanation"))
    numbers = models.JSONField(_("all numbers"), default=dict)
    rated_on = models.DateField(
        _("rated as of"), help_text=_("Dates such as the end of an acceptance count as of then.")
    )
    run_at = models.DateTimeField(_("rated at"))

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["-pk"]
        get_latest_by = "pk"
        constraints = [
            models.CheckConstraint(
                condition=Q(residual_tier__lte=F("inherent_tier"), target_tier__lte=F("residual_tier")),
                name="deia_run_gets_no_worse_by_safeguards",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_inherent_tier_display()} → {self.get_residual_tier_display()}"
