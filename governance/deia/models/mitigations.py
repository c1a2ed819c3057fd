"""What is done about risks, what that does to each of them, and who accepts what remains."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.core.deadlines import Deadline
from governance.core.models import Tracked
from governance.deia.scoring import Accepted, Level
from governance.deia.scoring import Effect as PlainEffect
from governance.deia.workflow import AssessmentState

from .assessments import Assessment
from .risks import Risk

ALIVE = Q(assessment__state__in=[AssessmentState.DRAFT, AssessmentState.COMPLETE, AssessmentState.APPROVED])


class Progress(models.TextChoices):
    PLANNED = "planned", _("Planned")
    IMPLEMENTED = "implemented", _("Implemented")


class Mitigation(Tracked):
    """Something that makes a risk less likely or less bad, with who sees to it and by when."""

    part_of = "assessment"
    removable = True
    deadlines = [
        Deadline("due_on", _("Mitigation is due"), open=ALIVE & Q(progress=Progress.PLANNED), notice=(14, 3, 0))
    ]

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="mitigations")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who does it"))
    name = models.CharField(_("what is done"), max_length=300)
    limits_consequence = models.BooleanField(
        _("limits the consequences"), default=False,
        help_text=_("Caps, reverses or makes good what happened. Nothing else lowers the impact of a risk."),
    )  # fmt: skip
    progress = models.CharField(_("progress"), max_length=20, choices=Progress.choices, default=Progress.PLANNED)
    evidence = models.TextField(
        _("evidence"), blank=True, help_text=_("Once it is implemented: how that can be seen, and where.")
    )
    due_on = models.DateField(_("due on"), null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("mitigation")
        verbose_name_plural = _("mitigations")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


def lowers(name) -> models.SmallIntegerField:
    """0 to -2 steps."""
    choices = [(0, _("As before")), (-1, _("One step lower")), (-2, _("Two steps lower"))]
    bounds = [MinValueValidator(-2), MaxValueValidator(0)]
    return models.SmallIntegerField(name, choices=choices, default=0, validators=bounds)


class MitigationEffect(Tracked):
    """What one mitigation does to one risk of the same assessment."""

    part_of = "assessment"
    removable = True

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="effects")
    mitigation = models.ForeignKey(Mitigation, models.PROTECT, related_name="effects", verbose_name=_("mitigation"))
    risk = models.ForeignKey(Risk, models.PROTECT, related_name="effects", verbose_name=_("risk"))
    likelihood = lowers(_("likelihood"))
    impact = lowers(_("impact"))

    class Meta:
        verbose_name = _("effect of a mitigation")
        verbose_name_plural = _("effects of mitigations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["mitigation", "risk"], name="deia_effect_is_said_once"),
            models.CheckConstraint(
                condition=Q(likelihood__range=(-2, 0), impact__range=(-2, 0)), name="deia_effect_is_on_the_scale"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mitigation} → {self.risk}"

    def clean(self) -> None:
        belong_together(self, "mitigation", "risk")

    def plain(self) -> PlainEffect:
        does = self.mitigation
        return PlainEffect(
            does.name,
            self.likelihood,
            self.impact,
            implemented=does.progress == Progress.IMPLEMENTED,
            limits_consequence=does.limits_consequence,
            has_evidence=bool(does.evidence.strip()),
        )


class Acceptance(Tracked):
    """Somebody's word that what remains of a risk is carried for a time. Renewed in place: every version is kept."""

    part_of = "assessment"
    removable = True
    deadlines = [Deadline("until", _("Acceptance of a risk ends"), open=ALIVE, notice=(30, 7, 0))]

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="acceptances")
    risk = models.OneToOneField(Risk, models.PROTECT, related_name="acceptance", verbose_name=_("risk"))
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("accepted by"))
    level = models.PositiveSmallIntegerField(
        _("as"), choices=Level.choices,
        help_text=_("A moderate risk is a manager's to accept, a high one a sponsor's, a critical one the top's."),
    )  # fmt: skip
    reason = models.TextField(_("why it is acceptable"))
    until = models.DateField(_("accepted until"), db_index=True)

    class Meta:
        verbose_name = _("acceptance of a risk")
        verbose_name_plural = _("acceptances of risks")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(level__range=(1, 4)), name="deia_acceptance_level_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="deia_acceptance_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.risk)

    def clean(self) -> None:
        belong_together(self, "risk")

    def plain(self) -> Accepted:
        return Accepted(str(self.owner), self.level, self.until)


def belong_together(row: Tracked, *names: str) -> None:
    """Raises ValidationError where a link leads into another assessment."""
    for name in names:
        other = getattr(row, name, None) if getattr(row, f"{name}_id") else None
        if other is not None and other.assessment_id != row.assessment_id:
            raise ValidationError({name: _("Choose one of the same assessment.")})
