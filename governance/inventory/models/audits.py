"""The data audit: once a year each owner says whether the record still holds for what they do with data."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.core.deadlines import Deadline
from governance.core.models import Record, StateField, Tracked
from governance.inventory.querysets import DataAuditQuerySet
from governance.inventory.workflow import AUDIT, AuditState

from .activities import ProcessingActivity


class DataAudit(Record):
    """One round through all activities on record. Starting it asks their owners, closing it ends the asking."""

    prefix = "AUD"

    answer_by = models.DateField(_("to be answered by"), db_index=True)
    started_on = models.DateField(_("started on"), null=True, blank=True, editable=False)
    state = StateField(AUDIT)

    objects = DataAuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("data audit")
        verbose_name_plural = _("data audits")
        constraints = [
            AUDIT.constraint(),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state=AuditState.OPEN), name="inventory_one_data_audit_is_open"
            ),
        ]

    @property
    def page(self) -> str:
        return reverse("admin:data_audit", args=[self.pk])

    def links(self) -> Iterable[dict[str, Any]]:
        yield {"title": _("Answers"), "url": self.page}


class Said(models.TextChoices):
    OPEN = "", _("Not answered")
    UNCHANGED = "unchanged", _("Nothing has changed")
    CHANGED = "changed", _("Looked at and corrected")


WAITS = Q(said=Said.OPEN, is_open=True) & ~Q(activity__state="ended")
"""What ended meanwhile needs no answer."""


class AuditAnswer(Tracked):
    """What one activity's owner said in one audit. It belongs to the activity, and shows to whom that shows."""

    part_of = "activity"
    deadlines = [
        Deadline(
            "answer_by", _("Data audit: does the record still hold?"), open=WAITS, notice=(60, 14, 3, 0), whose="asked"
        )
    ]  # fmt: skip

    activity = models.ForeignKey(ProcessingActivity, models.PROTECT, related_name="audit_answers")
    audit = models.ForeignKey(DataAudit, models.PROTECT, related_name="answers", verbose_name=_("data audit"))
    asked = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked"))
    answer_by = models.DateField(_("to be answered by"), db_index=True)
    is_open = models.BooleanField(_("can be answered"), default=True)
    said = models.CharField(_("answer"), max_length=10, choices=Said.choices, blank=True)
    said_on = models.DateField(_("answered on"), null=True, blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )

    class Meta:
        verbose_name = _("answer in a data audit")
        verbose_name_plural = _("answers in data audits")
        ordering = ["pk"]
        indexes = [models.Index(fields=["audit", "asked", "said"], name="inventory_audit_progress")]
        constraints = [
            models.UniqueConstraint(fields=["audit", "activity"], name="inventory_activity_is_asked_about_once"),
            models.CheckConstraint(
                condition=Q(said=Said.OPEN, said_on=None, said_by=None)
                | (~Q(said=Said.OPEN) & Q(said_on__isnull=False, said_by__isnull=False)),
                name="inventory_audit_answer_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_said_display()}"

    @property
    def page_url(self) -> str:
        return self.audit.page
