"""After a decision: members who voted otherwise put their view on record, management answers advice."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core import policy, workdays
from governance.core.acting import acting
from governance.core.roles import Role

from .models import Answer, Ballot, Decision, Dissent, Side, Voter
from .tally import Choice

DISSENT_DAYS = 3
"""Working days after the decision."""


def may_dissent(decision: Decision, user) -> Voter | None:
    """As whom: a voter whose vote counted and was not for what was decided."""
    voter = decision.review.voters.filter(person=user.pk, void_reason="").first()
    if voter is None or decision.proposal.has_stepped_aside(user):
        return None
    if decision.motion_id:
        voted = decision.motion.votes.filter(voter=voter).first()
        return voter if voted and voted.side != Side.FOR else None
    ballot = Ballot.objects.filter(voter=voter).first()
    wanted = {decision.outcome} | ({Choice.APPROVE} if decision.outcome == Choice.CONDITIONAL else set())
    return voter if ballot and ballot.choice not in wanted else None


@transaction.atomic
def dissent(
    decision: Decision, text: str, *, by, is_named: bool = True, owner_may_read: bool = True, now: dt.datetime
) -> Dissent:
    """Kept with the decision as filed. Raises PermissionDenied for who voted for it, ValidationError when late."""
    voter = may_dissent(decision, by)
    if voter is None:
        raise PermissionDenied(_("A dissent is for who voted otherwise."))
    if timezone.localdate(now) > workdays.after(timezone.localdate(decision.decided_at), DISSENT_DAYS):
        raise ValidationError(_("The time for a dissent has passed."))
    made = Dissent(decision=decision, voter=voter, text=text.strip(), is_named=is_named, filed_at=now)
    made.owner_may_read = owner_may_read
    made.full_clean()
    with acting(by):
        made.save()
    return made


@transaction.atomic
def answer(decision: Decision, *, by, follows: bool, reasons: str = "", now: dt.datetime) -> Answer:
    """Management follows advice, or departs from it with reasons. What was refused, it cannot approve."""
    if Role.DIRECTOR not in Role.of(by) or not policy.sees(by, decision.proposal):
        raise PermissionDenied(_("Management answers."))
    if not decision.proposal.committee.is_advisory:
        raise ValidationError(_("What this committee decides holds without an answer."))
    if not follows and not reasons.strip():
        raise ValidationError({"reasons": _("Give the reasons for departing from the advice.")})
    made = Answer(decision=decision, follows=follows, reasons=reasons.strip(), answered_by=by, answered_at=now)
    made.full_clean()
    with acting(by):
        made.save()
    return made
