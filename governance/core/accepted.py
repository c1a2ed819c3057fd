"""Findings that somebody accountable lives with for a while: with a reason, until a day."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from . import policy
from .acting import acting
from .findings import Finding
from .models import AcceptedFinding, Record
from .roles import Role

MAY_ACCEPT = {Role.PRIVACY_LEAD, Role.DIRECTOR}
LONGEST = dt.timedelta(days=366)


def open_rows(found: Finding, today: dt.date) -> QuerySet:
    """The records that a finding concerns, but for those on which it is accepted today."""
    rows = found.query(today)
    held = AcceptedFinding.objects.of(found.id, rows.model, today)
    return rows.exclude(pk__in=held.values("object_id"))


def may_accept(user) -> bool:
    return user.is_active and bool(Role.of(user) & MAY_ACCEPT)


def accept(found: Finding, record: Record, *, by, reason: str, until: dt.date, today: dt.date) -> AcceptedFinding:
    """Raises PermissionDenied for who, ValidationError for what does not concern the record or lasts too long."""
    _check(by, record)
    if not 0 <= (until - today).days <= LONGEST.days:
        raise ValidationError({"until": _("Choose a day from today on, at most one year ahead.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Say why this can wait.")})
    if not open_rows(found, today).filter(pk=record.pk).exists():
        raise ValidationError(_("This is not, or no longer, wrong with this record."))
    with acting(by, reason=reason):
        row = AcceptedFinding(finding=found.id, about=record, reason=reason.strip(), until=until, accepted_by=by)
        row.save()
    return row


def take_back(row: AcceptedFinding, *, by, today: dt.date) -> None:
    _check(by, row.about)
    row.taken_back_on = today
    with acting(by):
        row.save()


def _check(by, record: Record) -> None:
    if not may_accept(by) or not policy.sees(by, record):
        raise PermissionDenied(_("A privacy lead or a director accepts what is wrong."))
