"""What an agreement with a processor must hold, item by item of the law (GDPR Art. 28)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.core.deadlines import Deadline
from governance.core.models import Tracked

from .agreements import Agreement


class Found(models.TextChoices):
    MET = "met", _("It is there")
    ACCEPTED = "accepted", _("Missing, and accepted until a day")
    MISSING = "missing", _("Missing or unclear")
    NOT_NEEDED = "not_needed", _("Does not apply")


class Clause(Tracked):
    """What was found for one item of the checklist. An item without a row was not looked at yet."""

    part_of = "agreement"
    deadlines = [
        Deadline(
            "accepted_until", _("A missing clause was accepted until"), open=Q(found=Found.ACCEPTED), notice=(30, 7, 0),
            whose="agreement__owner",
        )
    ]  # fmt: skip

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="clauses")
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("accepted by")
    )
    code = models.CharField(_("item"), max_length=60)
    found = models.CharField(_("found"), max_length=12, choices=Found.choices)
    place = models.CharField(_("where"), max_length=120, blank=True, help_text=_("Such as § 4 or annex 2."))
    note = models.TextField(_("note"), blank=True)
    accepted_until = models.DateField(_("accepted until"), null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "code"], name="vendors_clause_is_looked_at_once"),
            models.CheckConstraint(
                condition=~Q(found=Found.ACCEPTED)
                | (Q(accepted_by__isnull=False, accepted_until__isnull=False) & ~Q(note="")),
                name="vendors_accepted_gap_says_who_until_when_and_why",
                violation_error_message=_("Say until when the gap is accepted, and why."),
            ),
            models.CheckConstraint(
                condition=~Q(found=Found.NOT_NEEDED) | ~Q(note=""),
                name="vendors_clause_that_does_not_apply_says_why",
                violation_error_message=_("Say why it does not apply."),
            ),
        ]

    def __str__(self) -> str:
        return self.code
