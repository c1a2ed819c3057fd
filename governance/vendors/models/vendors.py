"""Firms that do something for us."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.core.answers import Known
from governance.core.deadlines import Deadline
from governance.core.models import Record, StateField
from governance.vendors.querysets import VendorQuerySet
from governance.vendors.workflow import VENDOR, VendorState


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

    group = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="members", verbose_name=_("belongs to")
    )
    legal_name = models.CharField(
        _("legal name"), max_length=250, blank=True, help_text=_("As in the contract, if it differs.")
    )
    service = models.TextField(_("what they do for us"), blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Part.choices, default=Part.UNKNOWN)
    personal_data = models.CharField(
        _("handles personal data"), max_length=10, choices=Known.choices, default=Known.UNKNOWN
    )
    criticality = models.CharField(
        _("criticality"), max_length=10, choices=Criticality.choices, default=Criticality.MEDIUM
    )
    country = models.CharField(_("country"), max_length=100, blank=True, help_text=_("Where they are established."))
    processed_in = models.CharField(
        _("processes data in"), max_length=250, blank=True, help_text=_("Countries, remote access included.")
    )
    website = models.URLField(_("website"), blank=True, max_length=500)
    privacy_policy = models.URLField(_("privacy policy"), blank=True, max_length=500)
    processor_list = models.URLField(_("list of its processors"), blank=True, max_length=500)
    trust_page = models.URLField(_("security or trust page"), blank=True, max_length=500)
    contact = models.CharField(
        _("contact"), max_length=200, blank=True, help_text=_("A role and an address, such as privacy@example.com.")
    )
    security_contact = models.CharField(
        _("contact for breaches"), max_length=200, blank=True, help_text=_("Tried once a year.")
    )
    officer = models.CharField(_("its data protection officer or representative"), max_length=200, blank=True)
    trains_models = models.CharField(
        _("trains models on our data"), max_length=10, choices=Known.choices, default=Known.UNKNOWN
    )
    training_checked_on = models.DateField(_("checked on"), null=True, blank=True)
    chain_checked_on = models.DateField(
        _("chain of processors renewed on"), null=True, blank=True,
        help_text=_("When its list of processors was last compared (EDPB Opinion 22/2024)."),
    )  # fmt: skip
    exit_plan = models.TextField(
        _("exit plan"), blank=True, help_text=_("What we would do without it, and what with our data.")
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

    def links(self) -> Iterable[dict[str, Any]]:
        yield {"title": _("At a glance"), "url": reverse("admin:vendor", args=[self.pk])}
