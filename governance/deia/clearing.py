"""Clearing flags: with a finding, by the privacy lead, and the rating follows (specification 3.9; 2.3, A3)."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.committee.models import Proposal
from governance.core import policy
from governance.core.acting import acting
from governance.core.roles import Role

from . import rating
from .models import Assessment, Clearance

LEGAL = "STOP-LAW"
SHORTEST = 100
"""Characters of a legal finding: enough to say which rule was looked at and why it allows this."""


@transaction.atomic
def clear(assessment: Assessment, code: str, *, by, finding: str, file: Any = None, now: dt.datetime) -> Clearance:
    """Raises PermissionDenied for who may not, ValidationError for a flag that is not raised or a finding too short."""
    stored = Assessment._base_manager.select_for_update().get(pk=assessment.pk)
    _check(stored, by)
    if told := [str(one) for one in _against(stored, code, finding, file, now)]:
        raise ValidationError(told)
    made = Clearance(assessment=stored, code=code, finding=finding.strip(), cleared_by=by, cleared_at=now)
    made.file = file or ""
    made.full_clean()
    with acting(by, reason=finding.strip()):
        made.save()
        _rate_anew(stored, now)
    return made


@transaction.atomic
def withdraw(clearance: Clearance, *, by, why: str, now: dt.datetime) -> None:
    """Puts the flag back in force. The clearance stays in history."""
    stored = Assessment._base_manager.select_for_update().get(pk=clearance.assessment_id)
    _check(stored, by)
    if not why.strip():
        raise ValidationError({"why": _("Say what has changed.")})
    with acting(by, reason=why.strip()):
        clearance.delete()
        _rate_anew(stored, now)


def _check(assessment: Assessment, by) -> None:
    is_lead = Role.PRIVACY_LEAD in Role.of(by) and assessment.owner_id != by.pk
    if Proposal._base_manager.filter(pk__in=Proposal.objects.about(assessment).in_review().values("pk")).exists():
        raise ValidationError(_("The committee is voting on it. Clear flags before that, or once it is decided."))
    if not is_lead or not policy.sees(by, assessment):
        raise PermissionDenied(_("The privacy lead clears flags, and not of an assessment of their own."))


def _against(assessment: Assessment, code: str, finding: str, file: Any, now: dt.datetime):
    raised = {one.flag.code: one for one in rating.rated(assessment, timezone.localdate(now)).flags}
    if assessment.state == "retired":
        yield _("This assessment is retired.")
    if code not in raised:
        yield _("This flag is not raised.")
    elif raised[code].cleared:
        yield _("This flag is cleared already.")
    if len(finding.strip()) < (SHORTEST if code == LEGAL else 1):
        yield _("Write down the finding, in %d characters at the least.") % (SHORTEST if code == LEGAL else 1)
    if code == LEGAL and not file:
        yield _("Attach the legal finding as a file.")


def _rate_anew(assessment: Assessment, now: dt.datetime) -> None:
    if assessment.tier is not None:
        rating.rate(assessment, now)
        assessment.save()
