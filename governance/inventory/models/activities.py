"""What we do with personal data: the record of processing (GDPR Art. 30)."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from governance.core.answers import Known
from governance.core.deadlines import Deadline
from governance.core.fields import CodesField
from governance.core.models import Record, StateField
from governance.inventory.vocabulary import SPECIAL, Category, RetentionEvent, RetentionUnit, Subject
from governance.inventory.workflow import ACTIVITY, ActivityState
from governance.law.clocks import months_after


class Capacity(models.TextChoices):
    """In what capacity we process (GDPR Art. 4(7), 4(8), 26)."""

    CONTROLLER = "controller", _("Controller")
    JOINT = "joint", _("Joint controller")
    PROCESSOR = "processor", _("Processor for somebody else")


class ProcessingActivity(Record):
    """One thing that we do with personal data: a line of the record of processing."""

    prefix = "ACT"
    contents = ("purposes", "recipients", "uses", "transfers", "measures", "controllers", "segments")
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
    arrangement = models.TextField(
        _("arrangement between joint controllers"), blank=True, help_text=_("Who does what (GDPR Art. 26).")
    )
    capacity = models.CharField(_("our capacity"), max_length=20, choices=Capacity.choices, default=Capacity.CONTROLLER)
    department = models.CharField(_("department"), max_length=120, blank=True)
    subjects = CodesField(_("whose data"), codes=Subject, open=True)
    subjects_count = models.PositiveBigIntegerField(_("how many people, about"), null=True, blank=True)
    minors = models.CharField(
        _("children or other vulnerable people among them"), max_length=10, choices=Known.choices, default=Known.UNKNOWN
    )
    categories = CodesField(_("categories of data"), codes=Category, open=True)
    obtained_from = models.TextField(_("where the data comes from"), blank=True)
    automated = models.CharField(
        _("decides about people by itself, or profiles them"), max_length=10, choices=Known.choices,
        default=Known.UNKNOWN,
    )  # fmt: skip
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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """With the due dates of what is kept: they follow the retention."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            for batch in self.batches.filter(disposed_on=None):
                batch.activity = self
                batch.save()

    def due(self, event: dt.date) -> dt.date | None:
        """The day after which data whose event happened then is no longer kept; None where nothing is set."""
        match self.retention_unit:
            case RetentionUnit.DAYS:
                return event + dt.timedelta(days=self.retention_number)
            case RetentionUnit.MONTHS:
                return months_after(event, self.retention_number)
            case RetentionUnit.YEARS:
                return months_after(event, 12 * self.retention_number)
        return None

    def links(self) -> Iterable[dict[str, Any]]:
        yield {"title": _("What is kept until when"), "url": f"{reverse('admin:disposal')}?activity={self.pk}"}
