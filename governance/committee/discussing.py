"""The discussion of the panel: posts, replies, and how each was resolved."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core import policy
from governance.core.acting import acting
from governance.core.roles import Role

from . import voting
from .models import Post, PostKind, Review


def may_post(review: Review, user, now: dt.datetime) -> bool:
    """Voters who have opened the dossier, advisers of the committee, the privacy lead; never whoever proposed it."""
    proposal = review.proposal
    if user.pk in proposal.owners() or proposal.has_stepped_aside(user) or not policy.sees(user, proposal):
        return False
    if user.pk in {one.person_id for one in review.voters.all()}:
        return not voting.why_not_read(review, user)
    return Role.PRIVACY_LEAD in Role.of(user) or is_adviser(review, user, timezone.localdate(now))


def is_adviser(review: Review, user, day: dt.date) -> bool:
    seats = review.proposal.committee.seats.all()
    return any(one.person_id == user.pk and not one.votes and one.is_held_on(day) for one in seats)


@transaction.atomic
def post(
    review: Review, text: str, *, by, kind: str = PostKind.ARGUMENT, anchor: str = "", replies_to: Post | None = None,
    now: dt.datetime,
) -> Post:  # fmt: skip
    """Says something to the panel. Raises PermissionDenied for who takes no part, ValidationError without a text."""
    if not may_post(review, by, now):
        raise PermissionDenied(_("Only the panel and its advisers discuss this."))
    if review.closed_at:
        raise ValidationError(_("This is decided, so the discussion is closed."))
    if not text.strip():
        raise ValidationError({"text": _("Write something.")})
    if kind == PostKind.OPINION and by.pk in review.panel().people:
        raise ValidationError({"kind": _("Who votes gives their view in their ballot; opinions are for advisers.")})
    made = Post(proposal=review.proposal, review=review, author=by, kind=kind, anchor=anchor, replies_to=replies_to)
    made.text, made.posted_at = text.strip(), now
    with acting(by):
        made.save()
    return made


@transaction.atomic
def resolve(post: Post, how: str, *, by, now: dt.datetime) -> Post:
    """Closes a point, saying how."""
    if not may_post(post.review, by, now):
        raise PermissionDenied(_("Only the panel and its advisers discuss this."))
    if not how.strip():
        raise ValidationError({"how": _("Say how it was resolved.")})
    post.resolved_how, post.resolved_by = how.strip(), by
    with acting(by):
        post.save()
    return post
