"""Copies of a proposal: an amendment, a renewal, a fresh start. A copy carries no decision, date or ballot."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from governance.core import policy
from governance.core.acting import acting

from .models import Link, Proposal
from .models.proposals import IN_FORCE

COPIED = ("name", "what", "why", "committee", "confidential", "practice")


@transaction.atomic
def follow(proposal: Proposal, link: str, *, by, about: Any = None) -> Proposal:
    """A draft that follows this one. `about` is a copy of its assessment, so that the approved text stays as it is.

    Raises PermissionDenied for who does not own it, ValidationError where there is nothing to amend or renew.
    """
    if proposal.owner_id != by.pk or not policy.sees(by, proposal):
        raise PermissionDenied(_("Who owns it may do this."))
    if link in {Link.AMENDS, Link.RENEWS} and proposal.state not in IN_FORCE:
        raise ValidationError(_("It is not approved, so there is nothing to change or renew."))
    if proposal.followers.filter(link=link).exclude(state__in=["withdrawn", "rejected", "closed"]).exists():
        raise ValidationError(_("A follower of that kind is under way."))
    with acting(by):
        copied = {name: getattr(proposal, name) for name in COPIED}
        made = Proposal(owner=by, follows=proposal, link=link, about=about or proposal.about, **copied)
        made.save()
    return made
