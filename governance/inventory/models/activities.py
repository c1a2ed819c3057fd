"""What we do with personal data, why, and who receives it: the record of processing (GDPR Art. 30)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from governance.core.deadlines import Deadline
from governance.core.fields import CodesField
from governance.core.models import Record, StateField, Tracked
from governance.inventory.vocabulary import SPECIAL, Category, LegalBasis, RetentionEvent, RetentionUnit, Subject
from governance.inventory.workflow import ACTIVITY, ActivityState
from governance.vendors.models import Vendor

from .systems import System


class Capacity(models.TextChoices):
    """In what capacity we process (GDPR Art. 4(7), 4(8), 26)."""

    CONTROLLER = "controller", _("Controller")
    JOINT = "joint", _("Joint controller")
    PROCESSOR = "processor", _("Processor for somebody else")


class ProcessingActivity(Record):
    """One thing that we do with personal data: a line of the record of processing."""

    prefix = "ACT"
    contents = ("purposes", "recipients", "uses")
    not_content = ("review_on",)
    deadlines = [
        Deadline(
            "review_on",
            _("Yearly review of the processing is due"),
            open=Q(state=ActivityState.CURRENT),
            notice=(30, 7, 0),
        )
    ]

    description = models.TextField(_("what is done"), blank=True)
    capacity = models.CharField(_("our capacity"), max_length=20, choices=Capacity.choices, default=Capacity.CONTROLLER)
    department = models.CharField(_("department"), max_length=120, blank=True)
    subjects = CodesField(_("whose data"), codes=Subject, open=True)
    subjects_count = models.PositiveBigIntegerField(_("how many people, about"), null=True, blank=True)
    categories = CodesField(_("categories of data"), codes=Category, open=True)
    retention_number = models.PositiveIntegerField(
        _("kept for"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    retention_unit = models.CharField(_("unit"), max_length=10, choices=RetentionUnit.choices, blank=True)
    retention_event = models.CharField(_("counted from"), max_length=30, choices=RetentionEvent.choices, blank=True)
    review_on = models.DateField(_("next review on"), null=True, blank=True, db_index=True)
    state = StateField(ACTIVITY)

    class Meta:
        verbose_name = _("processing activity")
        verbose_name_plural = _("processing activities")
        constraints = [
            ACTIVITY.constraint(),
            models.CheckConstraint(
                condition=Q(retention_number=None, retention_unit="", retention_event="")
                | (Q(retention_number__gte=1) & ~Q(retention_unit="") & ~Q(retention_event="")),
                name="inventory_retention_is_whole_or_absent",
                violation_error_message=_(
                    "Retention needs all three: a number, a unit, and the event from which it counts."
                ),
            ),
        ]

    @property
    def special_categories(self) -> list[str]:
        return [code for code in self.categories if code in SPECIAL]

    @property
    def retention(self) -> str:
        """In words, such as “24 months after the last contact”."""
        if self.retention_number is None:
            return ""
        unit = {
            RetentionUnit.DAYS: ngettext_lazy("%(n)d day", "%(n)d days", "n"),
            RetentionUnit.MONTHS: ngettext_lazy("%(n)d month", "%(n)d months", "n"),
            RetentionUnit.YEARS: ngettext_lazy("%(n)d year", "%(n)d years", "n"),
        }[self.retention_unit] % {"n": self.retention_number}
        return _("%(time)s after %(event)s") % {"time": unit, "event": self.get_retention_event_display()}


class Purpose(Tracked):
    """Why the data is used; each purpose stands on its own legal basis."""

    part_of = "activity"
    removable = True

    activity = models.ForeignKey(ProcessingActivity, models.PROTECT, related_name="purposes")
    name = models.CharField(_("purpose"), max_length=250)
    legal_basis = models.CharField(_("legal basis"), max_length=30, choices=LegalBasis.choices, blank=True)
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

    class Meta:
        verbose_name = _("system used")
        verbose_name_plural = _("systems used")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["activity", "system"], name="inventory_system_is_named_once")]

    def __str__(self) -> str:
        return str(self.system)
