"""Conditions of an approval: who owns them, when they are due, and who verifies the evidence."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.committee.querysets import ConditionQuerySet
from governance.committee.workflow import CONDITION, ConditionState
from governance.core.deadlines import Deadline
from governance.core.files import EvidenceField
from governance.core.models import Record, StateField
from governance.core.roles import Role

from .decisions import Decision
from .proposals import Proposal


class Sort(models.TextChoices):
    """What a condition holds up, and how often it is asked for (specification 2.10)."""

    BLOCKING = "blocking", _("Before the start")
    TIMED = "timed", _("By a day after the start")
    ONGOING = "ongoing", _("Again and again")
    REPORT = "report", _("Figures to be reported")
    LIMIT = "limit", _("A limit that holds throughout")


class Condition(Record):
    """A duty that an approval depends on: someone owns it, by a date, and someone else verifies it."""

    prefix = "CON"
    part_of = "proposal"
    roles_need = ("proposal__committee__seats__person", "proposal__declarations", "proposal__reviews__voters")
    deadlines = [Deadline("due_on", _("Condition is due"), open=Q(state=ConditionState.OPEN), notice=(14, 7, 1, 0))]

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="conditions", verbose_name=_("proposal"))
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="conditions", editable=False)
    sort = models.CharField(_("kind"), max_length=10, choices=Sort.choices, default=Sort.BLOCKING)
    how = models.CharField(
        _("how it is verified"), max_length=250, blank=True, help_text=_("A document, a test run, a sample …")
    )
    evidence = models.TextField(
        _("evidence"), blank=True, help_text=_("How the condition was met, and where that can be seen.")
    )
    file = EvidenceField(_("evidence as a file"), blank=True)
    due_on = models.DateField(_("due on"), db_index=True)
    every_months = models.PositiveSmallIntegerField(_("again after months"), null=True, blank=True)
    returned = models.PositiveSmallIntegerField(_("times returned"), default=0, editable=False)
    moved = models.BooleanField(_("date moved once"), default=False, editable=False)
    state = StateField(CONDITION)

    objects = ConditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        constraints = [
            CONDITION.constraint(),
            models.CheckConstraint(
                condition=~Q(sort=Sort.ONGOING) | Q(every_months__gte=1),
                name="committee_ongoing_condition_comes_again",
                violation_error_message=_("Say after how many months it is due again."),
            ),
        ]

    def roles_of(self, user) -> frozenset[Role]:
        chairs = self.proposal.standing_roles_of(user) & {Role.CHAIR, Role.MEMBER}
        return (super().roles_of(user) - {Role.CHAIR, Role.MEMBER}) | chairs

    @property
    def is_settled(self) -> bool:
        return self.state in {ConditionState.VERIFIED, ConditionState.WAIVED}

    def stands_in_the_way(self, on: dt.date) -> bool:
        """Before the start only what blocks it; later whatever is overdue or was broken."""
        if self.state == ConditionState.BREACHED:
            return True
        return not self.is_settled and (self.sort == Sort.BLOCKING or self.due_on < on)
