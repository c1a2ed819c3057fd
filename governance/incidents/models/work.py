"""What is done about an incident: entries of its timeline, actions, and lessons."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.core.deadlines import Deadline
from governance.core.models import Record, StateField, Tracked
from governance.incidents.vocabulary import Sort, Teaches
from governance.incidents.workflow import ACTION, ActionState, IncidentState
from governance.vendors.models import Vendor

from .incidents import Incident


class TimelineEntry(Tracked):
    """What happened when, in the course of an incident."""

    part_of = "incident"

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="timeline")
    at = models.DateTimeField(_("when"))
    sort = models.CharField(_("kind"), max_length=10, choices=Sort.choices, default=Sort.NOTE)
    text = models.TextField(_("what"))
    who = models.CharField(_("who"), max_length=150, blank=True, editable=False)

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


class Lesson(Tracked):
    """What changes because of it: a policy, a training, something with a vendor. Someone sees to it, by a date."""

    part_of = "incident"
    removable = True
    deadlines = [Deadline("due_on", _("Lesson is due"), open=Q(done_on=None), notice=(14, 3, 0), whose="person")]

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="lessons")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who sees to it")
    )
    vendor = models.ForeignKey(
        Vendor, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("vendor")
    )
    teaches = models.CharField(_("kind"), max_length=10, choices=Teaches.choices)
    text = models.TextField(_("what changes"))
    link = models.CharField(
        _("policy or training"), max_length=500, blank=True, help_text=_("Its name, or where it is found.")
    )
    due_on = models.DateField(_("due on"), db_index=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return str(self.get_teaches_display())
