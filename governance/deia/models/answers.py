"""The answers of an assessment, and what shows that they are so."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.core.files import EvidenceField
from governance.core.models import Tracked
from governance.deia.querysets import AnswerQuerySet
from governance.questionnaires.models import AnswerBase

from .assessments import Assessment


class Answer(AnswerBase):
    """One answer. It is taken out only where a new edition no longer asks the question; history keeps it."""

    part_of = "assessment"
    contents = ("evidence",)
    removable = True
    not_content = ("taken_from",)

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="answers")
    taken_from = models.JSONField(
        _("taken from"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Where a register gave the answer: in words, and the facts as they were then."),
    )

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["question__questionnaire_id", "question__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question"], name="deia_question_is_answered_once")
        ]


class Evidence(Tracked):
    """A file that shows that an answer is so. Once somebody else has verified it, it counts."""

    part_of = "answer"
    removable = True

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="evidence")
    name = models.CharField(_("what it shows"), max_length=200)
    file = EvidenceField(_("file"), blank=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by"), editable=False
    )
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("verified by"),
        null=True,
        blank=True,
        editable=False,
    )

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | ~Q(verified_by=models.F("added_by")),
                name="deia_evidence_is_verified_by_somebody_else",
            )
        ]

    def __str__(self) -> str:
        return self.name
