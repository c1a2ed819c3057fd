"""What the figures are made of: so many rounds, votes and conditions at the most, in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, Min, OuterRef
from django.utils import timezone

from governance.committee.asking import net_days
from governance.committee.models import (
    Ballot,
    Condition,
    Declaration,
    Dissent,
    End,
    Motion,
    MotionVote,
    Proposal,
    Result,
    Review,
    Suspension,
    Voter,
)
from governance.committee.models.proposals import IN_FORCE
from governance.committee.workflow import ConditionState
from governance.core import workdays

MOST = 1000
"""The newest rounds of a period, and the conditions that fell due last: more would change no figure by much."""


@dataclass(frozen=True)
class Reading:
    """Rounds that closed, and conditions that fell due, in the days from `since` until `today`, as `user` sees them."""

    user: Any
    since: dt.date
    today: dt.date

    @cached_property
    def rounds(self) -> list[Review]:
        rows = Review.objects.filter(proposal__in=self._proposals, closed_at__gte=workdays.begins(self.since))
        rows = rows.select_related("prior", "decision", "proposal__owner")
        return list(rows.prefetch_related("requests", "prior__requests").order_by("-closed_at")[:MOST])

    @cached_property
    def settled(self) -> list[Review]:
        """What few passed on goes on in the round of the whole committee, and is counted there."""
        return [one for one in self.rounds if one.ended != End.ESCALATED]

    @cached_property
    def decided(self) -> list[Review]:
        return [one for one in self.rounds if one.ended == End.DECIDED]

    @cached_property
    def ballots(self) -> dict[int, dict[int, str]]:
        """By decided round, who voted how: only what is open to read, and what counted."""
        rows = Ballot.objects.visible_to(self.user).filter(voter__review__in=self._keys, voter__void_reason="")
        rows = rows.filter(~_stepped_aside("voter__review__proposal"))
        found: dict[int, dict[int, str]] = defaultdict(dict)
        for review, voter, choice in rows.values_list("voter__review", "voter", "choice"):
            found[review][voter] = choice
        return found

    @cached_property
    def sides(self) -> list[tuple[int, int, str, str]]:
        """The votes on motions that became decisions: round, voter, side, outcome of the motion."""
        rows = MotionVote.objects.visible_to(self.user).filter(motion__review__in=self._keys, voter__void_reason="")
        carried = rows.filter(~_stepped_aside("motion__review__proposal"), motion__result=Result.CARRIED)
        return list(carried.values_list("motion__review", "voter", "side", "motion__outcome"))

    @cached_property
    def dissented(self) -> set[int]:
        """Decided rounds that somebody put another view on record about."""
        rows = Dissent.objects.visible_to(self.user).filter(decision__review__in=self._keys)
        return set(rows.values_list("decision__review", flat=True))

    @cached_property
    def lost_motions(self) -> int:
        return Motion.objects.filter(review__in=self._keys, result=Result.NO_QUORUM).count()

    @cached_property
    def conditions(self) -> list[tuple[Condition, dt.date | None]]:
        """Each with the day on which it was first reported done for the date that it has."""
        shown = Condition.objects.visible_to(self.user).filter(due_on__gte=self.since, due_on__lte=self.today)
        rows = list(shown.order_by("-due_on")[:MOST])
        done = Condition.history.filter(id__in=[one.pk for one in rows], state=ConditionState.DONE)
        first = {(key, due): at for key, due, at in done.values_list("id", "due_on").annotate(Min("history_date"))}
        days = [first.get((one.pk, one.due_on)) for one in rows]
        return [(one, timezone.localdate(at) if at else None) for one, at in zip(rows, days, strict=True)]

    @cached_property
    def outlived(self) -> int:
        """Approvals that have ended and were neither renewed nor stopped."""
        return self._proposals.filter(state__in=IN_FORCE, expires_on__lt=self.today).count()

    @cached_property
    def held_up(self) -> int:
        rows = Suspension.objects.filter(proposal__in=self._proposals, starts_at__gte=workdays.begins(self.since))
        return rows[:MOST].count()

    @cached_property
    def own_votes(self) -> list[tuple[Voter, dt.datetime | None]]:
        """Rounds that opened in these days and asked this person, with when they first voted."""
        rows = Voter.objects.filter(person=self.user, void_reason="", review__proposal__in=self._proposals)
        asked = list(
            rows.filter(review__opened_at__gte=workdays.begins(self.since))
            .select_related("review")
            .order_by("-pk")[:MOST]
        )
        cast = Ballot.history.filter(history_type="+", voter__in=[one.pk for one in asked])
        when = dict(cast.values_list("voter", "history_date"))
        return [(one, when.get(one.pk)) for one in asked]

    @property
    def _proposals(self):
        return Proposal.objects.visible_to(self.user)

    @cached_property
    def _keys(self) -> list[int]:
        return [one.pk for one in self.decided]


def _stepped_aside(proposal: str) -> Exists:
    """Whose vote does not count any more, as `Review.panel` has it."""
    rows = Declaration.objects.filter(proposal=OuterRef(proposal), person=OuterRef("voter__person"), steps_aside=True)
    return Exists(rows)


def calendar_days(one: Review) -> int:
    """From when it was put to the committee, also to a small panel that passed it on, until the decision."""
    began = one.prior.opened_at if one.prior else one.opened_at
    return (timezone.localdate(one.closed_at) - timezone.localdate(began)).days


def working_days(one: Review, today: dt.date) -> int:
    """Without the days in which the committee waited for the owner."""
    return net_days(one, today) + (net_days(one.prior, today) if one.prior else 0)


def waited_days(one: Review) -> int:
    """Calendar days in which the owner was asked something."""
    asked = [*one.requests.all(), *(one.prior.requests.all() if one.prior else [])]
    return sum(((request.answered_at or one.closed_at) - request.asked_at).days for request in asked)
