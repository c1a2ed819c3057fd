"""What a vendor signed with us."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.core.deadlines import Deadline
from governance.core.files import EvidenceField
from governance.core.models import Record, StateField
from governance.vendors.querysets import AgreementQuerySet
from governance.vendors.workflow import AGREEMENT, AgreementState

from .vendors import Vendor

IN_FORCE = Q(state=AgreementState.IN_FORCE)


class Kind(models.TextChoices):
    PROCESSING = "processing", _("Data-processing agreement")
    JOINT = "joint", _("Joint-controller arrangement")
    TRANSFER = "transfer", _("Standard contractual clauses")
    SERVICE = "service", _("Service contract")
    OTHER = "other", _("Other")


class AtEnd(models.TextChoices):
    """What becomes of the data at the end (GDPR Art. 28(3)(g))."""

    NONE = "", _("Not agreed")
    DELETES = "deletes", _("It deletes it")
    RETURNS = "returns", _("It returns it")
    CHOICE = "choice", _("As we choose")


class Agreement(Record):
    """What a vendor signed: with its file, its dates, its clauses and its end."""

    prefix = "AGR"
    part_of = "vendor"
    deadlines = [
        Deadline("ends_on", _("Agreement ends"), open=Q(state=AgreementState.IN_FORCE), notice=(60, 30, 7, 0)),
        Deadline("review_on", _("Agreement review is due"), open=Q(state=AgreementState.IN_FORCE), notice=(30, 7, 0)),
        Deadline(
            "notice_by",
            _("Last day to give notice"),
            open=Q(state=AgreementState.IN_FORCE),
            notice=(30, 7, 0),
            lapses=0,
        ),
    ]

    vendor = models.ForeignKey(Vendor, models.PROTECT, related_name="agreements", verbose_name=_("vendor"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.PROCESSING)
    file = EvidenceField(
        _("signed file"), help_text=_("PDF, Word, OpenDocument or picture, up to 20 MB. Its SHA-256 is kept.")
    )
    contract = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="annexes", verbose_name=_("part of contract")
    )
    signed_by_us = models.CharField(_("signed for us by"), max_length=200, blank=True)
    signed_by_them = models.CharField(_("signed for them by"), max_length=200, blank=True)
    governing_law = models.CharField(_("governing law"), max_length=100, blank=True)
    breach_hours = models.PositiveSmallIntegerField(
        _("reports a breach within hours"), null=True, blank=True, help_text=_("Ask for 24.")
    )
    change_days = models.PositiveSmallIntegerField(_("tells of new processors, in days before"), null=True, blank=True)
    at_end = models.CharField(_("at the end"), max_length=10, choices=AtEnd.choices, blank=True)
    exit_file = EvidenceField(_("proof of deletion or return"))
    exit_note = models.TextField(_("how the end was proved"), blank=True)
    exit_proven_on = models.DateField(_("proved on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True, editable=False, db_index=True)
    notice_by = models.DateField(
        _("give notice by"), null=True, blank=True, db_index=True,
        help_text=_("Filled in from the end and the notice where you leave it empty."),
    )  # fmt: skip
    notice_days = models.PositiveSmallIntegerField(_("notice in days"), null=True, blank=True)
    renews = models.BooleanField(_("renews by itself"), default=False)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    starts_on = models.DateField(_("in force from"), null=True, blank=True)
    ends_on = models.DateField(
        _("in force until"), null=True, blank=True, db_index=True, help_text=_("Leave empty if it has no end.")
    )
    review_on = models.DateField(_("next review on"), null=True, blank=True, db_index=True)
    state = StateField(AGREEMENT)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            AGREEMENT.constraint(),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="vendors_agreement_ends_after_it_starts",
                violation_error_message=_("The agreement ends before it starts."),
            ),
            models.CheckConstraint(
                condition=~Q(state=AgreementState.PROVEN) | Q(exit_proven_on__isnull=False),
                name="vendors_proven_exit_has_a_day",
                violation_error_message=_("Say when the end was proved."),
            ),
            models.CheckConstraint(
                condition=~Q(state=AgreementState.IN_FORCE) | Q(signed_on__isnull=False),
                name="vendors_agreement_in_force_is_signed",
                violation_error_message=_("An agreement in force has a signing date."),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.notice_by is None and self.ends_on and self.notice_days:
            self.notice_by = self.ends_on - dt.timedelta(days=self.notice_days)
        super().save(*args, **kwargs)

    def links(self) -> Iterable[dict[str, Any]]:
        if self.kind == Kind.PROCESSING:
            yield {"title": _("Clauses"), "url": reverse("admin:clauses", args=[self.pk])}
