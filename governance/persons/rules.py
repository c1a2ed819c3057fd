"""What must be true before somebody is erased."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from governance.core import policy


def they_may_settle_it(subject, by) -> None:
    if not (policy.may(by, policy.CHANGE, type(subject)) and policy.sees(by, subject)):
        raise PermissionDenied


def a_reason_is_given(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, without the name.")})


def they_are_not_erased_yet(subject) -> None:
    if subject.erased_on:
        raise ValidationError(_("They were erased already."))


def no_hold_stands(subject) -> None:
    holds = subject.holds.filter(lifted_at=None)
    if found := holds.select_related("placed_by").first():
        told = {"who": found.placed_by, "why": found.reason}
        raise ValidationError(_("A hold by %(who)s stands until it is lifted: %(why)s"), params=told)


def nobody_has_asked_yet(subject) -> None:
    if subject.erasures.filter(confirmed_at=None, dropped_at=None).exists():
        raise ValidationError(_("Somebody has asked for this already. It waits for a second person."))


def it_still_waits(erasure) -> None:
    if erasure.confirmed_at or erasure.dropped_at:
        raise ValidationError(_("This was settled meanwhile."))


def somebody_else_asked(erasure, by) -> None:
    if erasure.asked_by_id == by.pk:
        raise ValidationError(_("You asked for it, so somebody else confirms it."))
