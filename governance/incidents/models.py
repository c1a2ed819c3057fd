"""Things that went wrong: what happened, when it was found and known, whom it touches, and what is done."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.core.deadlines import Deadline
from governance.core.fields import CodesField, PartialDateField
from governance.core.models import Record, StateField, Tracked
from governance.inventory.models import ProcessingActivity
from governance.inventory.vocabulary import Category
from governance.vendors.models import Vendor

from .workflow import ACTION, INCIDENT, ActionState, IncidentState


class Kind(models.TextChoices):
    BREACH = "breach", _("Personal-data breach")
    SECURITY = "security", _("Security incident")
    COMPLAINT = "complaint", _("Complaint")
    CONCERN = "concern", _("Ethical concern")
    NEAR_MISS = "near_miss", _("Near miss")


class Severity(models.TextChoices):
    UNKNOWN = "unknown", _("Not rated yet")
    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")
    CRITICAL = "critical", _("Critical")


class Disclosure(models.TextChoices):
    """Whether data was disclosed. Five answers: “not said” is not “unknown”, and neither is “no”."""

    NOT_SAID = "", _("Not said")
    YES = "yes", _("Yes")
    POTENTIALLY = "potentially", _("Potentially")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Unknown")


class Incident(Record):
    """Something that went wrong with data, or nearly did."""

    prefix = "INC"

    vendor = models.ForeignKey(
        Vendor, models.PROTECT, null=True, blank=True, related_name="incidents", verbose_name=_("vendor involved")
    )
    activity = models.ForeignKey(
        ProcessingActivity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="incidents",
        verbose_name=_("processing activity"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.BREACH)
    severity = models.CharField(
        _("severity"), max_length=10, choices=Severity.choices, default=Severity.UNKNOWN, db_index=True
    )
    description = models.TextField(_("what happened"), blank=True, help_text=_("No names of customers, please."))
    disclosure = models.CharField(
        _("data disclosed"), max_length=20, choices=Disclosure.choices, default=Disclosure.NOT_SAID, blank=True
    )
    categories = CodesField(_("categories of data"), codes=Category, open=True)
    people_affected = models.PositiveBigIntegerField(
        _("people affected"), null=True, blank=True, help_text=_("Leave empty while it is not known.")
    )
    records_affected = models.PositiveBigIntegerField(_("records affected"), null=True, blank=True)
    cause = models.TextField(_("cause"), blank=True)
    occurred = PartialDateField(_("when it happened"))
    found = PartialDateField(_("when it was found"))
    aware_at = models.DateTimeField(
        _("when we knew"),
        null=True,
        blank=True,
        help_text=_("The moment from which legal clocks run: when you were reasonably certain."),
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)
    state = StateField(INCIDENT)

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        constraints = [
            INCIDENT.constraint(),
            models.CheckConstraint(
                condition=Q(state=IncidentState.CLOSED, closed_at__isnull=False)
                | (~Q(state=IncidentState.CLOSED) & Q(closed_at=None)),
                name="incidents_closed_incident_says_when",
            ),
        ]


class TimelineEntry(Tracked):
    """What happened when, in the course of an incident."""

    part_of = "incident"

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="timeline")
    at = models.DateTimeField(_("when"))
    text = models.TextField(_("what"))

    class Meta:
        verbose_name = _("timeline entry")
        verbose_name_plural = _("timeline entries")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Action(Record):
    """Something to be done about an incident: someone owns it, by a date."""

    prefix = "TSK"
    part_of = "incident"
    deadlines = [Deadline("due_on", _("Action is due"), open=Q(state=ActionState.OPEN), notice=(3, 1, 0))]

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="actions", verbose_name=_("incident"))
    due_on = models.DateField(_("due on"), null=True, blank=True, db_index=True)
    state = StateField(ACTION)

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        constraints = [ACTION.constraint()]

    def clean(self) -> None:
        super().clean()
        if self._state.adding and self.incident_id and self.incident.state == IncidentState.CLOSED:
            raise ValidationError(_("This incident is closed. Reopen it first."))
