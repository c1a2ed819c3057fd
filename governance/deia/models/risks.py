"""Risks to people: how likely, and how bad, before anything is done, now, and once all that is planned is done."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.core.models import Tracked
from governance.deia.scoring import Cause, Hazard, Place, Tier
from governance.questionnaires.vocabulary import Confidence

from .assessments import Assessment


class Likelihood(models.IntegerChoices):
    RARE = 1, _("1 Rare")
    UNLIKELY = 2, _("2 Unlikely")
    POSSIBLE = 3, _("3 Possible")
    LIKELY = 4, _("4 Likely")
    ALMOST_SURE = 5, _("5 Almost sure")


class Impact(models.IntegerChoices):
    """The impact on people, never on the business."""

    NEGLIGIBLE = 1, _("1 Negligible")
    NUISANCE = 2, _("2 A nuisance")
    DIFFICULTY = 3, _("3 Real difficulty")
    SERIOUS = 4, _("4 Serious")
    SEVERE = 5, _("5 Severe and lasting")


SCALE = [MinValueValidator(1), MaxValueValidator(5)]


def axis(name, choices, **options) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(name, choices=choices, validators=SCALE, **options)


def stated(name, choices) -> models.PositiveSmallIntegerField:
    """Empty where nobody stated it: then it is what the mitigations come to."""
    return axis(name, choices, null=True, blank=True)


def no_worse(better: str, worse: str) -> Q:
    """Of each axis, one stage is no worse than another. Where a value is empty, the database lets it be."""
    return Q(**{f"{better}likelihood__lte": F(f"{worse}likelihood"), f"{better}impact__lte": F(f"{worse}impact")})


def both_or_none(stage: str) -> Q:
    """Said as a whole: a comparison with nothing would be neither true nor false, and let anything pass."""
    fields = (f"{stage}likelihood", f"{stage}impact")
    neither, both = Q(), Q()
    for name in fields:
        neither &= Q(**{f"{name}__isnull": True})
        both &= Q(**{f"{name}__isnull": False, f"{name}__range": (1, 5)})
    return neither | both


class Risk(Tracked):
    """What could happen to people, how likely it is and how bad; and what is done about it.

    `likelihood` and `impact` are the inherent ones: before any mitigation.
    """

    part_of = "assessment"
    removable = True

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="risks")
    name = models.CharField(_("what could happen"), max_length=300)
    story = models.CharField(_("story that it comes from"), max_length=120, blank=True, editable=False)
    cause = models.CharField(_("how it comes about"), max_length=10, choices=Cause.choices, blank=True)
    likelihood = axis(_("likelihood"), Likelihood.choices)
    impact = axis(_("impact on people"), Impact.choices)
    current_likelihood = stated(_("likelihood now"), Likelihood.choices)
    current_impact = stated(_("impact now"), Impact.choices)
    target_likelihood = stated(_("likelihood aimed at"), Likelihood.choices)
    target_impact = stated(_("impact aimed at"), Impact.choices)
    confidence = models.CharField(
        _("how sure we are of this"), max_length=10, choices=Confidence.choices, blank=True,
        help_text=_("Of what is serious and little known, we assume that it is one step likelier."),
    )  # fmt: skip
    business_impact = models.TextField(
        _("impact on the business"), blank=True, help_text=_("Beside the point here: it does not change the rating.")
    )
    measure = models.TextField(_("what we do about it"), blank=True)

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__range=(1, 5), impact__range=(1, 5)), name="deia_risk_is_on_the_scale"
            ),
            models.CheckConstraint(
                condition=both_or_none("current_"),
                name="deia_risk_now_is_whole",
                violation_error_message=_("Say both how likely it is now and how bad, or neither."),
            ),
            models.CheckConstraint(
                condition=both_or_none("target_"),
                name="deia_risk_aimed_at_is_whole",
                violation_error_message=_("Say both how likely it should become and how bad, or neither."),
            ),
            models.CheckConstraint(
                condition=no_worse("current_", ""),
                name="deia_risk_now_is_no_worse_than_before",
                violation_error_message=_("A risk cannot be worse with what is in place than without it."),
            ),
            models.CheckConstraint(
                condition=no_worse("target_", "") & no_worse("target_", "current_"),
                name="deia_risk_aimed_at_is_no_worse_than_now",
                violation_error_message=_("The target cannot be worse than what is reached already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def inherent(self) -> Place:
        return Place(self.likelihood, self.impact)

    @property
    def current(self) -> Place | None:
        """As stated."""
        return Place(self.current_likelihood, self.current_impact) if self.current_likelihood else None

    @property
    def target(self) -> Place | None:
        """As stated."""
        return Place(self.target_likelihood, self.target_impact) if self.target_likelihood else None

    @property
    def tier(self) -> Tier:
        return self.inherent.tier(self.confidence)

    def plain(self) -> Hazard:
        """With its mitigations and its acceptance, which lists fetch too."""
        acceptance = getattr(self, "acceptance", None)
        return Hazard(
            self.name,
            self.inherent,
            self.current,
            self.target,
            self.cause,
            self.confidence,
            tuple(effect.plain() for effect in self.effects.all()),
            acceptance.plain() if acceptance else None,
        )
