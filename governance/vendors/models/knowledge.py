"""What we know of a vendor: its certificates, its breaches, its own processors and what changes among them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.core.deadlines import Deadline
from governance.core.fields import PartialDateField
from governance.core.files import EvidenceField
from governance.core.models import Tracked

from .transfers import COUNTRY, TWO_LETTERS, TransferBase
from .vendors import Vendor

OWNER = "vendor__owner"
IN_USE = Q(vendor__state="active")


class Scheme(models.TextChoices):
    ISO_27001 = "iso27001", _("ISO 27001: information security")
    ISO_27701 = "iso27701", _("ISO 27701: privacy")
    SOC_2 = "soc2", _("SOC 2 report")
    PCI_DSS = "pci", _("PCI DSS: card payments")
    CODE = "code", _("Code of conduct (Art. 40)")
    SEAL = "seal", _("Certification (Art. 42)")
    FRAMEWORK = "dpf", _("Data Privacy Framework")
    OTHER = "other", _("Other")


class Certificate(Tracked):
    """A certificate or report by somebody else, with its end."""

    part_of = "vendor"
    removable = True
    deadlines = [
        Deadline(
            "valid_until", _("A certificate ends"), open=Q(replaced=False), notice=(60, 14, 0), whose="vendor__owner"
        )
    ]

    vendor = models.ForeignKey(Vendor, models.PROTECT, related_name="certificates")
    scheme = models.CharField(_("certificate"), max_length=12, choices=Scheme.choices)
    scope = models.CharField(_("what it covers"), max_length=250, blank=True)
    file = EvidenceField(_("file"))
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True, db_index=True)
    replaced = models.BooleanField(_("replaced or given up"), default=False)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["scheme", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(issued_on=None) | Q(valid_until__gte=F("issued_on")),
                name="vendors_certificate_ends_after_it_begins",
                violation_error_message=_("The certificate ends before it was issued."),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_scheme_display())


class PastBreach(Tracked):
    """A breach at the vendor that became known, whether or not our data was in it."""

    part_of = "vendor"
    removable = True

    vendor = models.ForeignKey(Vendor, models.PROTECT, related_name="past_breaches")
    happened = PartialDateField(_("when"))
    what = models.TextField(_("what became known"))
    link = models.URLField(_("source"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("known breach")
        verbose_name_plural = _("known breaches")
        ordering = ["-happened", "pk"]

    def __str__(self) -> str:
        return f"{self.happened}"


class SubProcessor(Tracked):
    """A processor of the vendor. Where it is a vendor of ours too, its own processors are known by that."""

    part_of = "vendor"
    removable = True

    vendor = models.ForeignKey(Vendor, models.PROTECT, related_name="sub_processors")
    is_vendor = models.ForeignKey(
        Vendor, models.PROTECT, null=True, blank=True, related_name="serves", verbose_name=_("a vendor of ours")
    )
    name = models.CharField(_("or its name"), max_length=250, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, validators=[COUNTRY], help_text=TWO_LETTERS)
    purpose = models.CharField(_("what it does"), max_length=250, blank=True)
    since_on = models.DateField(_("since"), null=True, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("sub-processor")
        verbose_name_plural = _("sub-processors")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_vendor__isnull=False) | ~Q(name=""),
                name="vendors_sub_processor_is_named",
                violation_error_message=_("Choose a vendor, or write its name."),
            ),
            models.CheckConstraint(
                condition=~Q(is_vendor=F("vendor")),
                name="vendors_sub_processor_is_somebody_else",
                violation_error_message=_("A vendor is not its own sub-processor."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.is_vendor)


class Answer(models.TextChoices):
    OPEN = "", _("Not decided")
    ACCEPTED = "accepted", _("Accepted")
    OBJECTED = "objected", _("Objected to")


UNANSWERED = Q(answer=Answer.OPEN)


class ProcessorChange(Tracked):
    """A change among its processors that the vendor told us of, and our answer within the time to object."""

    part_of = "vendor"
    deadlines = [
        Deadline(
            "object_by",
            _("Time to object to a new processor ends"),
            open=Q(answer=Answer.OPEN),
            notice=(14, 3, 0),
            whose="vendor__owner",
        )
    ]

    vendor = models.ForeignKey(Vendor, models.PROTECT, related_name="processor_changes")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    what = models.TextField(_("what changes"), help_text=_("Who joins, from where, and what for."))
    told_on = models.DateField(_("told on"))
    object_by = models.DateField(_("object by"), db_index=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, blank=True)
    why = models.TextField(_("why"), blank=True)

    class Meta:
        verbose_name = _("change of processors")
        verbose_name_plural = _("changes of processors")
        ordering = ["-told_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(object_by__gte=F("told_on")),
                name="vendors_time_to_object_begins_with_the_notice",
                violation_error_message=_("The time to object ends before you were told."),
            ),
            models.CheckConstraint(
                condition=~Q(answer=Answer.OBJECTED) | ~Q(why=""),
                name="vendors_objection_says_why",
                violation_error_message=_("Say why you object."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.told_on}"


class Transfer(TransferBase):
    """A country outside the EEA to which the vendor takes our data."""

    part_of = "vendor"
    removable = True
    deadlines = [
        Deadline(
            "recheck_on", _("A transfer is to be assessed again"), open=Q(), notice=(30, 7, 0), whose="vendor__owner"
        )
    ]

    vendor = models.ForeignKey(Vendor, models.PROTECT, related_name="transfers")

    class Meta(TransferBase.Meta):
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
