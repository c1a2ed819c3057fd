"""What is told to whom about which date: unique, so that nobody is told twice."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.core.models import About


class Reminder(About):
    """One notice of one date to one person. A moved date is a new notice; a dropped notice told nobody anything.

    Of a moment that is told by the hour, `due_at` is that moment, and `notice` is in hours.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("to"))
    deadline = models.CharField(_("date"), max_length=60)
    due_on = models.DateField(_("due on"))
    due_at = models.DateTimeField(_("due at"), null=True)
    notice = models.PositiveSmallIntegerField(_("days or hours before"))
    sweep = models.UUIDField(default=uuid.uuid4, db_index=True)
    made_at = models.DateTimeField(_("made at"))
    claimed_at = models.DateTimeField(_("taken for sending at"), null=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    dropped_at = models.DateTimeField(_("dropped at"), null=True)

    objects = models.Manager()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "deadline", "due_on", "notice", "recipient"],
                condition=Q(dropped_at=None, due_at=None),
                name="reminders_notice_is_given_once",
            ),
            models.UniqueConstraint(
                fields=["content_type", "object_id", "deadline", "due_at", "notice", "recipient"],
                condition=Q(dropped_at=None, due_at__isnull=False),
                name="reminders_notice_by_the_hour_is_given_once",
            ),
        ]
        indexes = [
            models.Index(fields=["recipient"], condition=Q(sent_at=None, dropped_at=None), name="reminders_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.deadline} {self.due_on}"
