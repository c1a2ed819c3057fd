"""How long data is kept in fact: what is due for disposal, what holds it back, and the proof that it is gone."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from governance.core.deadlines import Deadline
from governance.core.files import EvidenceField
from governance.core.models import Tracked

from .activities import ProcessingActivity

KEPT = Q(disposed_on=None)


class Hold(Tracked):
    """A legal hold: nothing of the activity is disposed of until it is lifted."""

    part_of = "activity"

    activity = models.ForeignKey(ProcessingActivity, models.PROTECT, related_name="holds")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("set by"))
    reason = models.TextField(_("why"))
    since_on = models.DateField(_("since"))
    lifted_on = models.DateField(_("lifted on"), null=True, blank=True)

    class Meta:
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="inventory_legal_hold_says_why")]

    def __str__(self) -> str:
        return f"{self.since_on}"

    def holds(self, day: dt.date) -> bool:
        return self.since_on <= day and (self.lifted_on is None or self.lifted_on > day)


def free_to_go() -> Q:
    """Neither gone yet nor on legal hold: nobody is asked to dispose of what has to stay."""
    return KEPT & ~Exists(Hold._base_manager.filter(activity=OuterRef("activity"), lifted_on=None))


class Batch(Tracked):
    """Data of an activity whose event, such as the end of a contract, happened on one day.

    `due_on` is computed from the retention of the activity, and again whenever that changes.
    """

    part_of = "activity"
    deadlines = [
        Deadline(
            "due_on",
            _("Data is due for disposal"),
            open=free_to_go,
            notice=(30, 7, 0),
            whose="activity__owner",
        )
    ]

    activity = models.ForeignKey(ProcessingActivity, models.PROTECT, related_name="batches")
    name = models.CharField(_("what"), max_length=250, help_text=_("Such as “orders of 2024”."))
    event_on = models.DateField(_("counted from"))
    people_count = models.PositiveBigIntegerField(_("how many people, about"), null=True, blank=True)
    due_on = models.DateField(_("due for disposal on"), null=True, blank=True, editable=False, db_index=True)
    disposed_on = models.DateField(_("disposed of on"), null=True, blank=True)
    how = models.TextField(_("how, and who saw to it"), blank=True)
    proof = EvidenceField(_("proof"))

    class Meta:
        verbose_name = _("data that is kept")
        verbose_name_plural = _("data that is kept")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(disposed_on=None) | ~Q(how=""),
                name="inventory_disposal_says_how",
                violation_error_message=_("Say how it was disposed of, and who saw to it."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.due_on = self.activity.due(self.event_on)
        super().save(*args, **kwargs)
