"""Ending a round that can come to no decision: what was decided before holds, what was not goes back to its owner."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core.acting import acting
from governance.core.workflow import advance

from . import deciding, voting, weighing
from .models import End, Proposal, Review
from .workflow import ProposalState


@transaction.atomic
def end_without_decision(review: Review, *, by, why: str, now: dt.datetime) -> Review:
    """Ends a round that cannot reach a quorum any more. A proposal that was never decided goes back to its owner.

    Raises PermissionDenied unless `by` presides, ValidationError without a reason, while a quorum can come about,
    or where a decision without one sends it back.
    """
    review = voting.locked(review)
    deciding.check_chair(review, by)
    if not weighing.ends_without_decision(review, timezone.localdate(now)):
        raise ValidationError(_("A decision can still come about."))
    if not why.strip():
        raise ValidationError({"why": _("Say why: it goes into the record.")})
    review.closed_at, review.ended = now, End.NO_QUORUM
    with acting(by, reason=why.strip()):
        review.save()
    proposal = Proposal._base_manager.get(pk=review.proposal_id)
    if proposal.state == ProposalState.IN_REVIEW:
        advance(proposal, "give_back", by=by, note=why, now=now)
    return review
