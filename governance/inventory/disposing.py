"""Disposing of data: what is due, what a legal hold keeps, and what was done."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from governance.core import policy
from governance.core.acting import acting

from .models import Batch, Hold, ProcessingActivity


def kept(user, today: dt.date) -> QuerySet:
    """What is kept and not disposed of, the soonest first; `is_held` says whether a legal hold keeps it."""
    holding = Hold.objects.filter(activity=OuterRef("activity"), since_on__lte=today)
    holding = holding.filter(Q(lifted_on=None) | Q(lifted_on__gt=today))
    rows = Batch.objects.visible_to(user).filter(disposed_on=None).annotate(is_held=Exists(holding))
    return rows.select_related("activity__owner").order_by("due_on", "pk")


def _check(activity: ProcessingActivity, by) -> None:
    if not policy.may(by, policy.CHANGE, ProcessingActivity, activity):
        raise PermissionDenied(_("Who keeps this register decides what becomes of the data."))


@transaction.atomic
def dispose(batch: Batch, *, by, on: dt.date, how: str, today: dt.date, proof: Any = None) -> Batch:
    """Raises ValidationError while a legal hold keeps it, twice, for a day to come, or without a word how."""
    stored = Batch._base_manager.select_for_update().select_related("activity").get(pk=batch.pk)
    _check(stored.activity, by)
    if stored.disposed_on:
        raise ValidationError(_("It was disposed of already."))
    if any(hold.holds(today) for hold in stored.activity.holds.all()):
        raise ValidationError(_("A legal hold keeps it. Lift that first."))
    if on > today:
        raise ValidationError({"on": _("Write it down once it is done.")})
    if not how.strip():
        raise ValidationError({"how": _("Say how, and who saw to it.")})
    stored.disposed_on, stored.how = on, how.strip()
    with acting(by, reason=how.strip()):
        if proof:
            stored.proof.save(proof.name, proof, save=False)
        stored.save()
    return stored


@transaction.atomic
def hold(activity: ProcessingActivity, *, by, reason: str, today: dt.date) -> Hold:
    _check(activity, by)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the data has to stay.")})
    if activity.holds.filter(lifted_on=None).exists():
        raise ValidationError(_("It is on hold already."))
    with acting(by, reason=reason.strip()):
        made = Hold(activity=activity, set_by=by, reason=reason.strip(), since_on=today)
        made.save()
    return made


def lift(found: Hold, *, by, why: str, today: dt.date) -> None:
    _check(found.activity, by)
    if not why.strip():
        raise ValidationError({"why": _("Say why the data may go now.")})
    found.lifted_on = today
    with acting(by, reason=why.strip()):
        found.save()
