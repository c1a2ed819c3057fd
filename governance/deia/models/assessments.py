"""What a use of data could do to people: an assessment, and what it is about."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.core.deadlines import Deadline
from governance.core.models import Record, StateField, Tracked
from governance.deia.querysets import AssessmentQuerySet
from governance.deia.scoring import Answered, Hazard, Route, Tier
from governance.deia.workflow import ASSESSMENT, AssessmentState
from governance.inventory.models import ProcessingActivity
from governance.questionnaires.models import Questionnaire, sheet
from governance.questionnaires.sheets import Sheet
from governance.questionnaires.visibility import Outside


class Assessment(Record):
    """A data-ethics impact assessment of one use of data.

    Its `questionnaire` is the screening; where that asks for more, its `template` holds the questions in full.
    """

    prefix = "DEIA"
    contents = ("activities", "answers", "risks", "mitigations", "effects")
    not_content = ("review_on", "residual_tier", "target_tier")
    deadlines = [
        Deadline("review_on", _("Assessment review is due"), open=Q(state=AssessmentState.APPROVED), notice=(30, 7, 0))
    ]

    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, related_name="screened", verbose_name=_("screening"), editable=False
    )
    template = models.ForeignKey(
        Questionnaire,
        models.PROTECT,
        related_name="assessed",
        verbose_name=_("full questionnaire"),
        null=True,
        blank=True,
        editable=False,
    )
    route = models.CharField(_("route"), max_length=10, choices=Route.choices, blank=True, editable=False)
    hits = models.PositiveSmallIntegerField(_("answers that raise a concern"), null=True, blank=True, editable=False)
    tier = models.PositiveSmallIntegerField(_("risk"), choices=Tier.choices, null=True, blank=True, editable=False)
    residual_tier = models.PositiveSmallIntegerField(
        _("risk with safeguards"), choices=Tier.choices, null=True, blank=True, editable=False
    )
    target_tier = models.PositiveSmallIntegerField(
        _("risk if all conditions are met"), choices=Tier.choices, null=True, blank=True, editable=False
    )
    review_on = models.DateField(_("next review on"), null=True, blank=True, db_index=True)
    state = StateField(ASSESSMENT)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        constraints = [
            ASSESSMENT.constraint(),
            models.CheckConstraint(
                condition=~Q(state__in=[AssessmentState.COMPLETE, AssessmentState.APPROVED])
                | (Q(tier__isnull=False) & ~Q(route="")),
                name="deia_assessment_is_rated_once_complete",
            ),
            models.CheckConstraint(
                condition=Q(residual_tier__lte=F("tier")) & Q(target_tier__lte=F("residual_tier")),
                name="deia_assessment_gets_no_worse_by_safeguards",
            ),
        ]

    def todo_url(self, name: str) -> str:
        """Completing begins with the questions."""
        return self.tasks_url if name == "complete" else super().todo_url(name)

    def links(self):
        pages = {"assessment_tasks": _("Questions and risks"), "assessment_result": _("Result")}
        return [{"title": title, "url": reverse(f"admin:{name}", args=[self.pk])} for name, title in pages.items()]

    @property
    def tasks_url(self) -> str:
        return reverse("admin:assessment_tasks", args=[self.pk])

    @property
    def is_high_risk(self) -> bool:
        return self.tier is not None and self.tier >= Tier.HIGH

    def hazards(self) -> list[Hazard]:
        """Its risks as plain values. Three queries at most."""
        rows = self.risks.select_related("acceptance__owner").prefetch_related("effects__mitigation")
        return [row.plain() for row in rows]

    def rate(self, now: dt.datetime):
        """Keeps a rating of it as it stands and takes over its tiers; saving the assessment is left to the caller."""
        from governance.deia.rating import rate  # it knows the models

        return rate(self, now)

    def copy_for(self, person) -> "Assessment":
        """A draft of the same, for an amendment."""
        from governance.deia.copying import copy  # it knows the models

        return copy(self, person)

    def rated(self, day: dt.date):
        """How it would be rated as it stands; nothing is kept."""
        from governance.deia.rating import rated  # it knows the models

        return rated(self, day)

    def note_facts(self, now: dt.datetime) -> None:
        """Keeps what the registers say of its activities, so that a later change is seen."""
        from governance.deia.facts import note  # it knows the models

        note(self, now)

    def answered(self) -> list[Answered]:
        """The answers of the screening as plain values. One query."""
        rows = self.answers.to(self.questionnaire)
        return [Answered(row.question.trigger, row.value or "", tuple(row.question.criteria)) for row in rows]

    def sheet(self, questionnaire: Questionnaire, today: dt.date, outside: Outside | None = None) -> Sheet:
        """One of its questionnaires as it is filled in. Two queries."""
        rows, sections = self.answers.to(questionnaire).with_proof(), questionnaire.sections.all()
        return sheet(rows, sections, today=today, outside=outside or Outside())


class AssessedActivity(Tracked):
    """A processing activity that an assessment is about, with what the registers said of it when it was looked at."""

    part_of = "assessment"
    removable = True
    not_content = ("seen", "seen_at")

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="activities")
    activity = models.ForeignKey(
        ProcessingActivity, models.PROTECT, related_name="assessed", verbose_name=_("processing activity")
    )
    seen = models.JSONField(_("facts as they were"), null=True, blank=True, editable=False)
    seen_at = models.DateTimeField(_("facts seen at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("activity assessed")
        verbose_name_plural = _("activities assessed")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["assessment", "activity"], name="deia_activity_is_named_once")]

    def __str__(self) -> str:
        return str(self.activity)
