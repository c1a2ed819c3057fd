"""Holding up an approval: at once by the chair, for longer only by vote (specification 2.3, A19 and A20)."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core import workdays
from governance.core.acting import acting
from governance.core.roles import Role
from governance.core.workflow import Move

from . import opening
from .models import Proposal, Review, Suspension
from .models.proposals import IN_FORCE
from .presets import INTERIM_DAYS
from .tally import Kind
from .triage import Route


@transaction.atomic
def suspend(proposal: Proposal, *, by, reason: str, scope: str = "", now: dt.datetime) -> Suspension:
    """Holds an approval up from this second, and puts the question to the committee. Without a vote it ends by itself.

    Raises PermissionDenied unless `by` chairs, ValidationError without a reason or where nothing is in force.
    """
    proposal = Proposal._base_manager.select_for_update().get(pk=proposal.pk)
    if Role.CHAIR not in proposal.standing_roles_of(by):
        raise PermissionDenied(_("The chair suspends an approval."))
    if proposal.state not in IN_FORCE:
        raise ValidationError(_("Nothing is in force that could be suspended."))
    _check_reason(proposal, reason)
    _end_what_ran_out(proposal, by, now)
    if proposal.suspensions.filter(lifted_at=None).exists():
        raise ValidationError(_("It is suspended already. Let the committee look at it again."))
    until = workdays.after(timezone.localdate(now), INTERIM_DAYS)
    with acting(by, reason=reason.strip()):
        made = Suspension(
            proposal=proposal, reason=reason.strip(), scope=scope, by=by, starts_at=now, interim_until=until
        )
        made.save()
        _ask_the_committee(proposal, Move(by, now), reason)
    return made


@transaction.atomic
def look_again(proposal: Proposal, *, by, reason: str, now: dt.datetime) -> Review:
    """Asks the committee again about an approval that is suspended: it may go on, stay suspended, or end."""
    proposal = Proposal._base_manager.select_for_update().get(pk=proposal.pk)
    if Role.CHAIR not in proposal.standing_roles_of(by):
        raise PermissionDenied(_("The chair puts it to the committee."))
    if not proposal.suspensions.filter(lifted_at=None).exists():
        raise ValidationError(_("It is not suspended."))
    _check_reason(proposal, reason)
    with acting(by, reason=reason.strip()):
        return _ask_the_committee(proposal, Move(by, now), reason)


def _end_what_ran_out(proposal: Proposal, by, now: dt.datetime) -> None:
    """One that no vote confirmed in time has ended by itself, and stands in the way of no other."""
    ended = proposal.suspensions.filter(lifted_at=None, confirmed=None, interim_until__lt=timezone.localdate(now))
    with acting(by):
        for one in ended:
            one.lifted_at = now
            one.save()


def _check_reason(proposal: Proposal, reason: str) -> None:
    if proposal.reviews.open().exists():
        raise ValidationError(_("Something about it is before the committee. Wait for the decision."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: the owner and management are told.")})


def _ask_the_committee(proposal: Proposal, move: Move, reason: str) -> Review:
    planned = opening.plan(proposal, move, kind=Kind.EVENT, at_least=Route.FULL)
    return opening.open_review(proposal, move, planned=planned, grounds=reason.strip())
