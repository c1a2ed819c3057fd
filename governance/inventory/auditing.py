"""The data audit: asking all owners at once, one answer an activity, progress by owner."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from governance.core import policy
from governance.core.acting import acting
from governance.law.clocks import months_after

from .models import WAITS, AuditAnswer, DataAudit, ProcessingActivity, Said

MONTHS = 12
"""From an answer to the next review."""


def answers(audit: DataAudit, user) -> QuerySet:
    """Those that this person may see."""
    return AuditAnswer.objects.visible_to(user).filter(audit=audit)


def asked(audit: DataAudit, user, of: int) -> QuerySet:
    """What a person is asked about, open ones first, with what the record says; a constant number of queries."""
    rows = answers(audit, user).filter(asked=of).select_related("activity__owner", "said_by").order_by("said", "pk")
    return rows.prefetch_related("activity__purposes", "activity__recipients__vendor", "activity__uses__system")


def progress(audit: DataAudit, user) -> QuerySet:
    """By owner: how many were asked about, and how many are answered. One query."""
    told = {"total": Count("pk"), "done": Count("pk", filter=~WAITS)}
    return answers(audit, user).values("asked", "asked__name").annotate(**told).order_by("asked__name", "asked")


def may_answer(answer: AuditAnswer, user) -> bool:
    return answer.asked_id == user.pk or policy.may(user, policy.CHANGE, ProcessingActivity, answer.activity)


@transaction.atomic
def answer(found: AuditAnswer, said: str, *, by, today: dt.date) -> AuditAnswer:
    """Says that the record holds, and sets its next review a year ahead; what is said again is not counted again."""
    stored = _locked(found, by)
    if said not in {Said.UNCHANGED, Said.CHANGED}:
        raise ValidationError({"said": _("Choose an answer.")})
    if stored.said == said:
        return stored
    stored.said, stored.said_by, stored.said_on = said, by, today
    with acting(by, reason=f"{stored.get_said_display()} ({stored.audit.reference})"):
        stored.save()
        stored.activity.review_on = months_after(today, MONTHS)
        stored.activity.save()
    return stored


@transaction.atomic
def take_back(found: AuditAnswer, *, by) -> AuditAnswer:
    """As if it had not been answered; the day of the review stays, for the owner to answer again."""
    stored = _locked(found, by)
    stored.said, stored.said_by, stored.said_on = Said.OPEN, None, None
    with acting(by, reason=_("taken back")):
        stored.save()
    return stored


def _locked(found: AuditAnswer, by) -> AuditAnswer:
    rows = AuditAnswer._base_manager.select_for_update(of=("self",)).select_related("activity", "audit")
    stored = rows.get(pk=found.pk)
    if not may_answer(stored, by):
        raise PermissionDenied(_("Its owner, or who keeps the register, answers for it."))
    if not stored.is_open:
        raise ValidationError(_("This data audit is closed."))
    return stored
