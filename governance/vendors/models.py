"""Firms that do something for us, and what we agreed with them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.core.answers import Known
from governance.core.deadlines import Deadline
from governance.core.files import EvidenceField
from governance.core.models import Record, StateField

from .querysets import AgreementQuerySet, VendorQuerySet
from .workflow import AGREEMENT, VENDOR, AgreementState, VendorState


class Part(models.TextChoices):
    """What the vendor is to the personal data that it handles (GDPR Art. 4(7), 4(8), 26)."""

    PROCESSOR = "processor", _("Processor: on our instructions")
    CONTROLLER = "controller", _("Controller of its own")
    JOINT = "joint", _("Joint controller with us")
    NONE = "none", _("None: handles no personal data")
    UNKNOWN = "unknown", _("Not known yet")


class Criticality(models.TextChoices):
    LOW = "low", _("Low: easily replaced")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High: we stop without it")


class Vendor(Record):
    """A firm that we use, or think of using."""

    prefix = "VEN"
    deadlines = [Deadline("review_on", _("Vendor review is due"), open=Q(state=VendorState.ACTIVE), notice=(30, 7, 0))]

    service = models.TextField(_("what they do for us"), blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Part.choices, default=Part.UNKNOWN)
    personal_data = models.CharField(
        _("handles personal data"), max_length=10, choices=Known.choices, default=Known.UNKNOWN
    )
    criticality = models.CharField(
        _("criticality"), max_length=10, choices=Criticality.choices, default=Criticality.MEDIUM
    )
    country = models.CharField(_("country"), max_length=100, blank=True, help_text=_("Where they are established."))
    website = models.URLField(_("website"), blank=True, max_length=500)
    privacy_policy = models.URLField(_("privacy policy"), blank=True, max_length=500)
    contact = models.CharField(
        _("contact"), max_length=200, blank=True, help_text=_("A role and an address, such as privacy@example.com.")
    )
    review_on = models.DateField(_("next review on"), null=True, blank=True, db_index=True)
    retired_on = models.DateField(_("retired on"), null=True, blank=True, editable=False)
    state = StateField(VENDOR)

    objects = VendorQuerySet.as_manager()

    class Meta:
        verbose_name = _("vendor")
        verbose_name_plural = _("vendors")
        indexes = [models.Index(fields=["name"], name="vendors_vendor_name")]
        constraints = [
            VENDOR.constraint(),
            models.CheckConstraint(
                condition=~Q(state=VendorState.RETIRED) | Q(retired_on__isnull=False),
                name="vendors_retired_vendor_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(role=Part.NONE, personal_data=Known.YES),
                name="vendors_vendor_with_personal_data_has_a_role",
                violation_error_message=_("It handles personal data, so it has a role. Choose one."),
            ),
        ]


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
