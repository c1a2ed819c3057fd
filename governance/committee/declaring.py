"""Saying what interest one has, ruling on it, and finding out late (specification 2.8)."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core.acting import acting
from governance.core.roles import Role

from . import motions, voting
from .conflicts import Ruling, Says
from .models import Declaration, Review


@transaction.atomic
def declare(review: Review, says: str, *, by, why: str = "", now: dt.datetime) -> Declaration:
    """What a voter says of their own interest before the dossier opens. Who steps aside is out at once.

    Raises PermissionDenied for who may not vote here, ValidationError for an interest without words, or once the
    vote is over.
    """
    review = voting.locked(review)
    voting.voter_of(review, by)
    if review.closed_at or (review.unsealed_at and says != Says.NONE):
        raise ValidationError(_("The vote is over. Tell the chair about your interest."))
    if says != Says.NONE and not why.strip():
        raise ValidationError({"why": _("Say in a few words what your interest is.")})
    found = _of(review, by)
    if says != Says.RECUSE and found.review_id == review.pk and (found.waits_for_ruling or found.ruling):
        raise ValidationError(_("You have said what your interest is: the chair's ruling counts now."))
    found.review, found.says, found.why = review, says, why.strip() or found.why
    found.steps_aside = found.steps_aside or says == Says.RECUSE
    found.ruling, found.ruled_by, found.ruled_why = "", None, ""
    with acting(by):
        found.save()
        voting.settle(voting.locked(review), by=by, now=now)
    return found


def step_aside(review: Review, *, by, why: str, now: dt.datetime) -> Declaration:
    """Takes a member with an interest out of this proposal; a ballot already cast no longer counts."""
    return declare(review, Says.RECUSE, by=by, why=why, now=now)


@transaction.atomic
def rule(declaration: Declaration, ruling: str, *, by, why: str, now: dt.datetime) -> Declaration:
    """The chair's word on an interest; on the chair's own, the deputy's or the next member's."""
    review = voting.locked(declaration.review)
    declaration = Declaration.objects.select_for_update().get(pk=declaration.pk)
    if not declaration.waits_for_ruling or not review.is_sealed or review.closed_at:
        raise ValidationError(_("There is nothing to rule on any more."))
    if by.pk not in judges(declaration):
        raise PermissionDenied(_("The chair rules on interests, and on the chair's own the deputy."))
    if not why.strip():
        raise ValidationError({"why": _("Give the grounds: they go into the record.")})
    declaration.ruling, declaration.ruled_by, declaration.ruled_why = ruling, by, why.strip()
    declaration.steps_aside = not Ruling(ruling).may_vote
    with acting(by):
        declaration.save()
        voting.settle(voting.locked(review), by=by, now=now)
    return declaration


def judges(declaration: Declaration) -> set[int]:
    """Who may rule: whoever presides, without the person themselves."""
    people, presiding = declaration.proposal.bench(timezone.localdate())
    others = [one for one in people if one != declaration.person_id]
    return presiding - {declaration.person_id} or set(others[:1])


@transaction.atomic
def discover(review: Review, person, *, by, why: str, now: dt.datetime) -> Declaration:
    """An interest that comes to light late: the vote is kept and no longer counts, and what it carried is counted anew.

    Raises ValidationError once it is decided: then it is a new question, for a review of its own.
    """
    review = voting.locked(review)
    if Role.CHAIR not in review.proposal.roles_of(by) or by == person:
        raise PermissionDenied(_("The chair rules on interests."))
    if not why.strip():
        raise ValidationError({"why": _("Say what has come to light.")})
    if review.closed_at:
        raise ValidationError(_("This is decided. Suspend the approval, and let the committee look at it again."))
    with acting(by, reason=why):
        voter = review.voters.get(person=person)
        voter.void_reason = why.strip()
        voter.save()
        found = _of(review, person)
        found.review, found.ruling, found.ruled_by, found.ruled_why = review, Ruling.RECUSED, by, why.strip()
        found.steps_aside = True
        found.save()
        review = voting.locked(review)
        motions.count_anew(review)
        voting.settle(review, by=by, now=now)
    return found


def _of(review: Review, person) -> Declaration:
    found = Declaration.objects.filter(proposal=review.proposal_id, person=person).first()
    return found or Declaration(proposal=review.proposal, person=person)
