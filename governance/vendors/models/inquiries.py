"""What a vendor is asked before we trust it with data, what it answers, and what we make of it (GDPR Art. 28(1))."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.core.deadlines import Deadline
from governance.core.files import EvidenceField
from governance.core.models import Tracked
from governance.questionnaires.models import AnswerBase, Questionnaire

from .vendors import Vendor

WAITS = Q(sent_in_at=None, withdrawn_on=None)


class Verdict(models.TextChoices):
    OPEN = "", _("Not decided")
    ENOUGH = "enough", _("It offers enough guarantees")
    RESERVED = "reserved", _("Enough, with reservations")
    LACKING = "lacking", _("It does not offer enough")


class Inquiry(Tracked):
    """One round of questions to a vendor, answered through a signed link by somebody without an account.

    Of the link only a hash is kept, so that nobody who reads the database can answer in the vendor's name.
    """

    part_of = "vendor"
    deadlines = [
        Deadline(
            "answer_by", _("A vendor's answers are due"), open=WAITS, notice=(7, 0), whose="vendor__owner"
        )
    ]  # fmt: skip

    vendor = models.ForeignKey(Vendor, models.PROTECT, related_name="inquiries")
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="+", verbose_name=_("questionnaire"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_on = models.DateField(_("asked on"))
    answer_by = models.DateField(_("to be answered by"), db_index=True, help_text=_("The link works until this day."))
    link_sha256 = models.CharField(_("hash of the link"), max_length=64, editable=False)
    sent_in_at = models.DateTimeField(_("sent in at"), null=True, blank=True)
    sent_in_by = models.CharField(_("sent in by"), max_length=200, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices, blank=True)
    why = models.TextField(_("why"), blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("judged by")
    )
    judged_on = models.DateField(_("judged on"), null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("due diligence")
        verbose_name_plural = _("due diligence")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["vendor"], condition=WAITS, name="vendors_one_inquiry_waits"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.OPEN)
                | (Q(sent_in_at__isnull=False, judged_by__isnull=False, judged_on__isnull=False) & ~Q(why="")),
                name="vendors_verdict_says_who_when_and_why",
                violation_error_message=_("Say why, once the answers are there."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire.name} {self.asked_on}"

    @property
    def is_waiting(self) -> bool:
        return self.sent_in_at is None and self.withdrawn_on is None

    @property
    def page(self) -> str:
        return reverse("admin:inquiry", args=[self.pk])

    page_url = page


class Reply(AnswerBase):
    """A vendor's answer to one question, and the file that shows it."""

    part_of = "inquiry"

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="replies")
    file = EvidenceField(_("file"))

    class Meta:
        verbose_name = _("answer of a vendor")
        verbose_name_plural = _("answers of vendors")
        ordering = ["question__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "question"], name="vendors_question_is_answered_once")
        ]
