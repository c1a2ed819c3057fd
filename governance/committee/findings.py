"""What is wrong today with decisions, their conditions, and the committee itself."""

import datetime as dt

from django.db.models import Count, Exists, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from governance.core.findings import Level, finding

from .models import Committee, Condition, Proposal, Review, Seat, Suspension
from .models.proposals import IN_FORCE
from .workflow import ConditionState

TERM = dt.timedelta(days=3 * 365)


@finding(
    "committee.condition_overdue",
    level=Level.CRITICAL,
    says=_("A condition of an approval is overdue."),
    do=_("Ask its owner for the evidence; until it is verified, this may not go live."),
)
def conditions_overdue(today: dt.date):
    return Condition.objects.in_state(ConditionState.OPEN).filter(due_on__lt=today)


@finding(
    "committee.condition_broken",
    level=Level.CRITICAL,
    says=_("A condition of an approval was broken."),
    do=_("Suspend the approval, or reopen the condition once it is met."),
)
def conditions_broken(today: dt.date):
    return Condition.objects.in_state(ConditionState.BREACHED)


@finding(
    "committee.vote_overdue",
    level=Level.SERIOUS,
    says=_("A vote has run past its closing day without a decision."),
    do=_("Ask the members who have not voted, then record the decision."),
)
def votes_overdue(today: dt.date):
    late = Review.objects.open().filter(proposal=OuterRef("pk"), closes_on__lt=today)
    return Proposal.objects.filter(Exists(late))


@finding(
    "committee.started_unapproved",
    level=Level.CRITICAL,
    says=_("The planned start has passed and nothing was decided."),
    do=_("Ask whether it has started; if so, stop it until the committee has decided."),
)
def started_before_decision(today: dt.date):
    return Proposal.objects.in_state("draft", "in_review", "changes_asked").filter(starts_on__lt=today, practice=False)


@finding(
    "committee.approval_ended",
    level=Level.CRITICAL,
    says=_("An approval has ended and was not renewed."),
    do=_("Stop it, then renew it or report that it has ended."),
)
def approvals_ended(today: dt.date):
    return Proposal.objects.in_state(*IN_FORCE).filter(expires_on__lt=today)


@finding(
    "committee.suspension_unconfirmed",
    level=Level.SERIOUS,
    says=_("A suspension by the chair has ended without a vote."),
    do=_("Let the committee decide whether it may go on."),
)
def suspensions_unconfirmed(today: dt.date):
    ended = Suspension.objects.filter(proposal=OuterRef("pk"), lifted_at=None, confirmed=None, interim_until__lt=today)
    return Proposal.objects.filter(Exists(ended))


@finding(
    "committee.term_too_long",
    level=Level.NOTICE,
    says=_("A member has sat on the committee for more than three years."),
    do=_("End the term, and seat somebody new or the same person anew."),
)
def terms_too_long(today: dt.date):
    long = Seat.objects.on(today).filter(committee=OuterRef("pk"), starts_on__lt=today - TERM)
    return Committee.objects.in_state("active").filter(Exists(long))


@finding(
    "committee.one_function_rules",
    level=Level.SERIOUS,
    says=_("One function holds more than half of the voting seats."),
    do=_("Give a seat to another function: no part of the firm decides alone."),
)
def one_function_rules(today: dt.date):
    seats = Seat.objects.on(today).filter(committee=OuterRef("pk"), votes=True).order_by()
    twice = seats.values("function").annotate(twice=Count("pk") * 2).order_by("-twice").values("twice")[:1]
    return Committee.objects.in_state("active").filter(voting_seats__lt=Subquery(twice))
