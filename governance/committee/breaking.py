"""Break-glass: reading a dossier that is closed to oneself, in an emergency.

It leaves a row, and the next sweep mails chairs and auditors: it is a date like any other (`BreakGlass.deadlines`).
"""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from governance.core.acting import acting
from governance.core.roles import Role

from .models import BreakGlass, Proposal


def may_break(proposal: Proposal, user) -> bool:
    """Superusers and privacy leads who are kept out; a sealed ballot stays sealed for them too."""
    return user.is_active and (user.is_superuser or Role.PRIVACY_LEAD in Role.of(user))


@transaction.atomic
def break_glass(proposal: Proposal, *, by, why: str, now: dt.datetime) -> BreakGlass:
    """Raises PermissionDenied for who may not, ValidationError without a reason."""
    if not may_break(proposal, by):
        raise PermissionDenied(_("You may not do this."))
    if not why.strip():
        raise ValidationError({"why": _("Say what the emergency is: the chair and the auditors are told.")})
    with acting(by, reason=why.strip()):
        row = BreakGlass(proposal=proposal, person=by, why=why.strip(), at=now)
        row.save()
    return row
