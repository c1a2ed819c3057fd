"""What belongs to a processing activity: why, for whom, who receives it, where it goes, and how it is guarded."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.core.deadlines import Deadline
from governance.core.fields import CodesField
from governance.core.models import Tracked
from governance.inventory.vocabulary import Category, Condition, Guard, LegalBasis
from governance.vendors.models import TransferBase, Vendor

from .activities import ProcessingActivity
from .systems import System

CURRENT = Q(activity__state="current")


class Purpose(Tracked):
    """Why the data is used; each purpose stands on its own legal basis."""

    part_of = "activity"
    removable = True

    activity = models.ForeignKey(ProcessingActivity, models.PROTECT, related_name="purposes")
    name = models.CharField(_("purpose"), max_length=250)
    legal_basis = models.CharField(_("legal basis"), max_length=30, choices=LegalBasis.choices, blank=True)
    condition = models.CharField(
        _("condition for special categories"), max_length=30, choices=Condition.choices, blank=True
    )
    interest = models.TextField(
        _("legitimate interest"), blank=True, help_text=_("What for, why nothing milder does, and how it was weighed.")
    )
    weighed_on = models.DateField(_("weighed on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("purpose")
        verbose_name_plural = _("purposes")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Recipient(Tracked):
    """Who receives the data: a vendor of the register, or a category of recipients in words (Art. 30(1)(d))."""

    part_of = "activity"
    removable = True

    activity = models.ForeignKey(ProcessingActivity, models.PROTECT, related_name="recipients")
    vendor = models.ForeignKey(
        Vendor, models.PROTECT, null=True, blank=True, related_name="received", verbose_name=_("vendor")
    )
    name = models.CharField(_("or in words"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("recipient")
        verbose_name_plural = _("recipients")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(vendor__isnull=False) | ~Q(name=""),
                name="inventory_recipient_is_named",
                violation_error_message=_("Choose a vendor, or name the recipient."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.vendor)


class SystemUse(Tracked):
    """A system in which an activity takes place."""

    part_of = "activity"
    removable = True

    activity = models.ForeignKey(ProcessingActivity, models.PROTECT, related_name="uses")
    system = models.ForeignKey(System, models.PROTECT, related_name="uses", verbose_name=_("system"))
    access = models.CharField(
        _("who has access"), max_length=250, blank=True, help_text=_("Roles or groups, such as “shop staff”.")
    )

    class Meta:
        verbose_name = _("system used")
        verbose_name_plural = _("systems used")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["activity", "system"], name="inventory_system_is_named_once")]

    def __str__(self) -> str:
        return str(self.system)


class Transfer(TransferBase):
    """A country outside the EEA to which the data goes (Art. 30(1)(e)); of a vendor, its own page says more."""

    part_of = "activity"
    removable = True
    deadlines = [
        Deadline(
            "recheck_on", _("A transfer is to be assessed again"), open=CURRENT, notice=(30, 7, 0),
            whose="activity__owner",
        )
    ]  # fmt: skip

    activity = models.ForeignKey(ProcessingActivity, models.PROTECT, related_name="transfers")
    recipient = models.CharField(_("to whom"), max_length=250, blank=True)

    class Meta(TransferBase.Meta):
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")


class Measure(Tracked):
    """A technical or organisational measure (GDPR Art. 32): from a short list, or in words."""

    part_of = "activity"
    removable = True

    activity = models.ForeignKey(ProcessingActivity, models.PROTECT, related_name="measures")
    kind = models.CharField(_("measure"), max_length=30, choices=Guard.choices)
    note = models.CharField(_("how"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Controller(Tracked):
    """A controller for whom we process (Art. 30(2)(a)), and what we do for it (Art. 30(2)(b))."""

    part_of = "activity"
    removable = True

    activity = models.ForeignKey(ProcessingActivity, models.PROTECT, related_name="controllers")
    name = models.CharField(_("controller"), max_length=250)
    contact = models.CharField(_("contact"), max_length=250, blank=True)
    officer = models.CharField(_("its representative and data protection officer"), max_length=250, blank=True)
    work = models.CharField(_("what we do for it"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("controller served")
        verbose_name_plural = _("controllers served")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Segment(Tracked):
    """A group of people that marketing picks out, and by what."""

    part_of = "activity"
    removable = True

    activity = models.ForeignKey(ProcessingActivity, models.PROTECT, related_name="segments")
    name = models.CharField(_("segment"), max_length=250)
    attributes = CodesField(_("picked by"), codes=Category, open=True)
    is_sensitive = models.BooleanField(
        _("says or lets guess something sensitive"),
        default=False,
        help_text=_("Such as health, belief or money trouble."),
    )
    why = models.TextField(_("why that is all right"), blank=True)

    class Meta:
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
