"""What a vendor signed with us."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.core.deadlines import Deadline
from governance.core.files import EvidenceField
from governance.core.models import Record, StateField
from governance.vendors.querysets import AgreementQuerySet
from governance.vendors.workflow import AGREEMENT, AgreementState

from .vendors import Vendor


class Kind(models.TextChoices):
    PROCESSING = "processing", _("Data-processing agreement")
    JOINT = "joint", _("Joint-controller arrangement")
    TRANSFER = "transfer", _("Standard contractual clauses")
    SERVICE = "service", _("Service contract")
    OTHER = "other", _("Other")


class Agreement(Record):
    """What a vendor signed: with its file, its dates and its reviews."""

    prefix = "AGR"
    part_of = "vendor"
    deadlines = [
        Deadline("ends_on", _("Agreement ends"), open=Q(state=AgreementState.IN_FORCE), notice=(60, 30, 7, 0)),
        Deadline("review_on", _("Agreement review is due"), open=Q(state=AgreementState.IN_FORCE), notice=(30, 7, 0)),
    ]

    vendor = models.ForeignKey(Vendor, models.PROTECT, related_name="agreements", verbose_name=_("vendor"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.PROCESSING)
    file = EvidenceField(
        _("signed file"), help_text=_("PDF, Word, OpenDocument or picture, up to 20 MB. Its SHA-256 is kept.")
    )
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
                condition=~Q(state=AgreementState.IN_FORCE) | Q(signed_on__isnull=False),
                name="vendors_agreement_in_force_is_signed",
                violation_error_message=_("An agreement in force has a signing date."),
            ),
        ]
