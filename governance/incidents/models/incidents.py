"""Things that went wrong: what happened, when it was found and known, whom it touches, and what is done."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.core.fields import CodesField, PartialDateField
from governance.core.models import Record, StateField
from governance.incidents.following import follow
from governance.incidents.vocabulary import Disclosure, GoesOn, Kind, Risk, Severity, concerned
from governance.incidents.workflow import INCIDENT, IncidentState
from governance.inventory.models import ProcessingActivity
from governance.inventory.vocabulary import Category, Subject
from governance.vendors.models import Vendor


class Incident(Record):
    """Something that went wrong with data, or nearly did.

    When it happened, was found, was suspected and was reported are dates as far as they are known; when we knew is a
    moment, as clocks run from it and from nothing else.
    """

    prefix = "INC"

    vendor = models.ForeignKey(
        Vendor, models.PROTECT, null=True, blank=True, related_name="incidents", verbose_name=_("vendor involved")
    )
    activity = models.ForeignKey(
        ProcessingActivity, models.PROTECT, null=True, blank=True, related_name="incidents",
        verbose_name=_("processing activity"),
    )  # fmt: skip
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.BREACH)
    severity = models.CharField(
        _("severity"), max_length=10, choices=Severity.choices, default=Severity.UNKNOWN, db_index=True
    )
    description = models.TextField(_("what happened"), blank=True, help_text=_("No names of customers, please."))
    goes_on = models.CharField(
        _("still going on"), max_length=10, choices=GoesOn.choices, default=GoesOn.NOT_SAID, blank=True
    )
    disclosure = models.CharField(
        _("data disclosed"), max_length=20, choices=Disclosure.choices, default=Disclosure.NOT_SAID, blank=True
    )
    jurisdictions = CodesField(
        _("where the people are"), codes=concerned, open=True,
        help_text=_("Each has its own authority and its own clocks."),
    )  # fmt: skip
    nis2 = models.BooleanField(
        _("significant under NIS2"), default=False,
        help_text=_("Only for firms in the sectors of NIS2: adds the clocks of that directive."),
    )  # fmt: skip
    people_kinds = CodesField(_("whose data"), codes=Subject, open=True)
    categories = CodesField(_("categories of data"), codes=Category, open=True)
    people_affected = models.PositiveBigIntegerField(
        _("people affected"), null=True, blank=True, help_text=_("Leave empty while it is not known.")
    )
    records_affected = models.PositiveBigIntegerField(_("records affected"), null=True, blank=True)
    risk = models.CharField(
        _("risk to people"), max_length=10, choices=Risk.choices, default=Risk.OPEN, blank=True, editable=False
    )
    cause = models.TextField(_("cause"), blank=True)
    consequences = models.TextField(
        _("likely consequences"), blank=True, help_text=_("What it may lead to for the people concerned.")
    )
    measures = models.TextField(
        _("what we did and will do"), blank=True, help_text=_("Against the effects, and so that it does not recur.")
    )
    contact = models.CharField(
        _("contact point"), max_length=250, blank=True,
        help_text=_("Who answers the authority's questions: name and address. The owner, if left empty."),
    )  # fmt: skip
    no_lessons_why = models.TextField(_("why there is nothing to learn"), blank=True)
    occurred = PartialDateField(_("when it happened"))
    found = PartialDateField(_("when it was found"))
    suspected = PartialDateField(_("when a breach was suspected"))
    reported = PartialDateField(_("when it was reported to an authority"))
    aware_at = models.DateTimeField(
        _("when we knew"), null=True, blank=True,
        help_text=_("The moment from which legal clocks run: when you were reasonably certain."),
    )  # fmt: skip
    aware_why = models.TextField(
        _("how we knew"), blank=True, help_text=_("What made you certain, such as “Tomás found names in the file”.")
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)
    state = StateField(INCIDENT)

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        indexes = [models.Index(fields=["kind", "risk"], name="incidents_kind_and_risk")]
        constraints = [
            INCIDENT.constraint(),
            models.CheckConstraint(
                condition=Q(state=IncidentState.CLOSED, closed_at__isnull=False)
                | (~Q(state=IncidentState.CLOSED) & Q(closed_at=None)),
                name="incidents_closed_incident_says_when",
            ),
        ]

    @property
    def starts_clocks(self) -> tuple[Any, ...]:
        """All that the clocks of an incident depend on."""
        return self.kind, self.aware_at, sorted(self.jurisdictions), self.nis2

    @property
    def page(self) -> str:
        return reverse("admin:incident", args=[self.pk])

    @property
    def why_no_clock(self) -> str:
        """Why no clock runs, in words; empty where some do or could."""
        if self.kind != Kind.BREACH:
            return str(_("No legal clock runs: this is not recorded as a breach of personal data."))
        if self.aware_at is None:
            return str(_("No clock runs: nobody has said at what moment we knew. When it happened or was found, and any date known only to the day, month or year, starts no clock."))  # fmt: skip  # noqa: E501
        if not self.jurisdictions:
            return str(_("No clock runs: say where the people are whose data it is."))
        return ""

    def links(self):
        return [{"title": _("Work on it"), "url": self.page}]

    def todo_url(self, name: str) -> str:
        return self.page

    def clean(self) -> None:
        super().clean()
        if self.aware_at and not self.aware_why.strip() and not self._was_aware():
            raise ValidationError({"aware_why": _("Say what made you certain: clocks run from that moment.")})

    def _was_aware(self) -> bool:
        """What was recorded without a why may stay so."""
        return type(self)._base_manager.filter(pk=self.pk, aware_at__isnull=False).exists()

    def written(self) -> None:
        if self.aware_at:
            follow(self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            before = None if self._state.adding else type(self)._base_manager.filter(pk=self.pk).first()
            super().save(*args, **kwargs)
            if before is None or before.starts_clocks != self.starts_clocks:
                follow(self)
