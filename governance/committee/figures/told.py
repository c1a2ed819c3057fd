"""The figures of a committee, and those of one member, which are for that member alone."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.committee.functions import Function
from governance.committee.models import End, Review, Side
from governance.committee.tally import Choice, Kind, in_favour, is_split
from governance.committee.triage import Route
from governance.committee.workflow import ConditionState

from .lines import Line, Table, days, none_wanted, number, percent
from .measures import FEWEST, Figure, agreement
from .reading import Reading, calendar_days, waited_days, working_days

URGENT_MOST, POSTHOC_MOST, SHIFT_MOST = 0.10, 0.05, 0.60
GROUPS: dict[str, tuple[Any, Callable[[Review], Any]]] = {
    "route": (_("Way of deciding"), lambda one: Route(one.route).label),
    "kind": (_("Kind of review"), lambda one: Kind(one.kind).label),
    "department": (_("Department"), lambda one: one.proposal.owner.department or "–"),
}
ENDS = {
    Choice.APPROVE: _("Approved"), Choice.CONDITIONAL: _("With conditions"), Choice.CHANGES: _("Changes asked"),
    Choice.REJECT: _("Rejected"), End.WITHDRAWN: _("Withdrawn"), "": _("Otherwise"),
}  # fmt: skip


def of_committee(read: Reading, by: str = "route") -> list[Table]:
    """`by` is how outcomes are grouped, of GROUPS."""
    return [outcomes(read, by), time(read), votes(read), people(read), after(read), exceptions(read)]


def outcomes(read: Reading, by: str) -> Table:
    """What was passed on is counted where it went. The most frequent first."""
    head, group = GROUPS[by]
    counts = Counter((str(group(one)), _end(one)) for one in read.settled)
    names = Counter(str(group(one)) for one in read.settled)
    rows = [(name, *[counts[name, end] for end in ENDS]) for name, _n in names.most_common()]
    return Table(_("What came out"), heads=(head, *ENDS.values()), rows=tuple(rows))


def _end(one: Review) -> str:
    how = one.decision.outcome if one.ended == End.DECIDED else one.ended
    return how if how in ENDS else ""


def time(read: Reading) -> Table:
    took = [calendar_days(one) for one in read.decided]
    net = [working_days(one, read.today) for one in read.decided]
    met = sum(worked <= one.target_days for worked, one in zip(net, read.decided, strict=True))
    whole = sum(one.ended != End.RETURNED for one in read.settled)
    return Table(_("How long it takes"), (
        days(_("From submitting to the decision"), took, _("Half of them took no longer.")),
        days(_("Nine of ten were decided within"), took, rank=0.9),
        percent(_("Decided within the target"), met, len(net), _("Working days, without waiting for the owner.")),
        days(_("The owner was asked something for"), [waited_days(one) for one in read.decided]),
        percent(_("Never returned as incomplete"), whole, len(read.settled)),
    ))  # fmt: skip


def votes(read: Reading) -> Table:
    cast = [(one, list(read.ballots[one.pk].values())) for one in read.decided if one.pk in read.ballots]
    split = sum(is_split(said, one.majority) for one, said in cast)
    refused = sum(one.decision.outcome == Choice.REJECT for one in read.decided)
    moved = [
        (side == Side.FOR) != bool(in_favour([read.ballots[review][voter]], outcome))
        for review, voter, side, outcome in read.sides
        if voter in read.ballots.get(review, {})
    ]
    return Table(_("How it votes"), (
        percent(_("Rejected"), refused, len(read.decided)),
        percent(_("The ballots carried nothing"), split, len(cast), _("A motion, or a way back, had to follow.")),
        number(_("Agreement of sealed ballots"), agreement(said for _one, said in cast), _("Krippendorff’s alpha: 1 is all alike, 0 is chance.")),  # noqa: E501
        percent(_("Voted otherwise on the motion than before"), sum(moved), len(moved), _("Nobody ever, or most of the time: both are worth a look."), least=0, most=SHIFT_MOST),  # noqa: E501
        percent(_("Somebody put another view on record"), len(read.dissented), len(read.decided)),
    ))  # fmt: skip


def people(read: Reading) -> Table:
    voted = Counter(code for one in read.decided for code in one.decision.voted)
    aside = Counter(code for one in read.decided for code in one.decision.aside)
    rows = [(one.label, voted[one], aside[one]) for one in Function if voted[one] or aside[one]]
    ended = sum(one.ended == End.NO_QUORUM for one in read.settled)
    lines = (
        none_wanted(_("Rounds that ended without a quorum"), ended, len(read.settled)),
        none_wanted(_("Motions that lacked a quorum"), read.lost_motions, len(read.decided)),
    )
    return Table(_("Who takes part"), lines, (_("Function"), _("Voted"), _("Stepped aside")), tuple(rows))


def after(read: Reading) -> Table:
    asked = [(one, day) for one, day in read.conditions if one.state != ConditionState.WAIVED]
    found = [(one, day) for one, day in asked if day or one.due_on < read.today]
    late = [((day or read.today) - one.due_on).days for one, day in found if day is None or day > one.due_on]
    back = sum(one.returned > 0 for one, _day in found)
    approved = sum(one.decision.outcome in {Choice.APPROVE, Choice.CONDITIONAL} for one in read.decided)
    events = Figure(10 * read.held_up / approved if approved >= FEWEST else None, approved)
    return Table(_("What follows"), (
        percent(_("Conditions reported done in time"), len(found) - len(late), len(found)),
        days(_("Late ones were late by"), late),
        percent(_("Evidence given back"), back, len(found)),
        percent(_("Conditions waived"), len(read.conditions) - len(asked), len(read.conditions)),
        none_wanted(_("Approvals that ended and were not renewed or stopped"), read.outlived, approved),
        number(_("Suspensions for ten approvals"), events, digits=1),
    ))  # fmt: skip


def exceptions(read: Reading) -> Table:
    kinds, rounds = Counter((one.prior or one).kind for one in read.settled), len(read.settled)
    few = [one for one in read.rounds if Route(one.route).is_small]
    passed = sum(one.ended == End.ESCALATED for one in few)
    return Table(_("Exceptions"), (
        percent(_("Urgent"), kinds[Kind.URGENT], rounds, _("More than one in ten is too many."), most=URGENT_MOST),
        percent(_("Already running when asked"), kinds[Kind.POSTHOC], rounds, _("More than one in twenty is too many."), most=POSTHOC_MOST),  # noqa: E501
        percent(_("Few reviewers passed it to the whole committee"), passed, len(few), _("Many: the way by risk is too light.")),  # noqa: E501
    ))  # fmt: skip


def of_member(read: Reading) -> Table:
    asked = read.own_votes
    took = [(timezone.localdate(cast) - timezone.localdate(one.review.opened_at)).days for one, cast in asked if cast]
    waits = sum(cast is None and one.review.is_sealed and not one.review.closed_at for one, cast in asked)
    missed = sum(cast is None and one.review.unsealed_at is not None for one, cast in asked)
    return Table(_("You"), (
        Line(_("Your votes that are waited for"), str(waits), len(asked), look=waits > 0),
        days(_("You voted after"), took, _("Half of the time no later. Only you see this.")),
        percent(_("Closed without your vote"), missed, len(asked), most=0),
    ))  # fmt: skip
