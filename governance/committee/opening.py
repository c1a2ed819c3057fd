"""Opening a round of review: which way it goes, who is asked, under which rule. Settled for as long as it lasts."""

import calendar
import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from governance.core import workdays

from . import conflicts, triage
from .functions import OUTSIDE
from .presets import URGENT_TARGET_DAYS, VOTING_DAYS
from .quorum import Majority, Panel, Rule, Voice
from .tally import Kind
from .triage import Route

URGENT_REVIEWERS = 3
"""The chair and two others of other functions (specification 2.11)."""
TIER_OF_ROUTE = {Route.LIGHT: 1, Route.FAST: 2, Route.FULL: 3, Route.ENHANCED: 4}


@dataclass(frozen=True)
class Plan:
    """How a review would open: `signals` are by person, and those with a hard one are not in the panel."""

    kind: Kind
    route: Route
    reasons: list[triage.Reason]
    panel: Panel
    signals: dict[int, list[str]]

    @property
    def tier(self) -> int:
        return TIER_OF_ROUTE[self.route]

    @property
    def lacking(self) -> list[str]:
        told = [] if self.panel.can_reach_quorum else self.panel.missing(self.panel.people)
        if self.kind == Kind.URGENT and self.route == Route.ENHANCED:
            told.append(_("The risk is critical, so there is no urgent way: leave “why it cannot wait” empty."))
        return told


def plan(proposal, move, *, kind: Kind | None = None, at_least: Route = Route.LIGHT) -> Plan:
    """`at_least` raises the route, as after a small panel has passed it on."""
    kind = kind or kind_of(proposal, move.today)
    found = triage.reasons(proposal, move.today)
    route = max(found[0].route, at_least, key=lambda one: one.rank)
    told = conflicts.signals(proposal)
    free = [voice for voice in proposal.voices(move.today) if not conflicts.is_hard(told.get(voice.person, []))]
    return Plan(kind, route, found, panel_of(proposal, kind, route, tuple(free)), told)


def kind_of(proposal, today: dt.date) -> Kind:
    """What follows an approval in force amends or renews it; else, what started already can only be advised on."""
    if proposal.link in {"amends", "renews"} and proposal.follows.is_in_force:
        return Kind.AMENDMENT if proposal.link == "amends" else Kind.RENEWAL
    if proposal.starts_on and proposal.starts_on < today:
        return Kind.POSTHOC
    if proposal.urgency:
        return Kind.URGENT
    return Kind.RESUBMISSION if proposal.reviews.exists() else Kind.INITIAL


def panel_of(proposal, kind: Kind, route: Route, free: tuple[Voice, ...]) -> Panel:
    committee, department = proposal.committee, proposal.owner.department
    rule = committee.rule(route, TIER_OF_ROUTE[route], department)
    wanted = {Route.LIGHT: 1, Route.FAST: committee.reviewers}.get(route, 0)
    if kind == Kind.URGENT:
        wanted = URGENT_REVIEWERS
    if not wanted:
        return Panel(free, rule)
    few = Rule(wanted, min(wanted, 2), department=department, majority=str(Majority.ALL.value))
    first = proposal.bench(timezone.localdate())[1] if kind == Kind.URGENT else set()
    return Panel(chosen(free, wanted, first, _load(proposal), department), few)


def chosen(free: tuple[Voice, ...], wanted: int, first: set[int], load: Counter, department: str) -> tuple[Voice, ...]:
    """Reviewers of different functions and outside the owner's department, those with the least to do first."""
    by_rest = sorted(
        free, key=lambda voice: (voice.person not in first, _is_near(voice, department), load[voice.person])
    )
    found: list[Voice] = []
    for fresh in (True, False):
        for voice in by_rest:
            is_new = voice.function not in {one.function for one in found}
            if voice not in found and len(found) < wanted and is_new is fresh:
                found.append(voice)
    return tuple(found)


def _is_near(voice: Voice, department: str) -> bool:
    return bool(department) and voice.department == department


def _load(proposal) -> Counter:
    """How many open reviews each member of the committee has."""
    voters = proposal.reviews.model._meta.get_field("voters").related_model
    rows = voters._base_manager.filter(review__closed_at=None, review__proposal__committee=proposal.committee_id)
    return Counter(rows.values_list("person", flat=True))


def open_review(proposal, move, *, planned: Plan | None = None, **more: Any):
    """The review, with its voters and what the registers say of their interests. Ballots stay sealed.

    `more` is what it takes over from the review that it goes on from: the text, the risk that remained.
    """
    planned = planned or plan(proposal, move)
    told = {"kind": planned.kind, "route": planned.route, "tier": planned.tier, "rule": planned.panel.rule.said()}
    told |= {
        "reasons": [reason.said() for reason in planned.reasons],
        "closes_on": closing_day(planned.kind, move.today),
    }
    remains = getattr(proposal.about, "residual_tier", None)
    told |= {"snapshot": proposal.snapshot, "opened_at": move.now, "residual_tier": remains}
    review = proposal.reviews.create(**told | more)
    advocate = _advocate(proposal, planned)
    for voice in planned.panel.voices:
        said = {"function": voice.function, "department": voice.department, "due_on": review.closes_on}
        review.voters.create(person_id=voice.person, makes_counter_case=voice.person == advocate, **said)
    _set_aside(proposal, review, planned.signals)
    return review


def closing_day(kind: Kind, today: dt.date) -> dt.date:
    return workdays.after(today, URGENT_TARGET_DAYS) if kind == Kind.URGENT else today + dt.timedelta(days=VOTING_DAYS)


def _advocate(proposal, planned: Plan) -> int | None:
    """Whose turn it is to write down the strongest case against: taken in turns, so that it is nobody's habit."""
    starts = proposal.committee.counter_case_from
    if not starts or planned.tier < starts or planned.route.is_small:
        return None
    people = [voice.person for voice in planned.panel.voices if voice.function not in OUTSIDE] or [None]
    return people[proposal.pk % len(people)]


def _set_aside(proposal, review, told: dict[int, list[str]]) -> None:
    """Members with a hard signal step aside at once; a softer one waits beside the member for the chair."""
    seated = {seat.person_id for seat in proposal.committee.seats.all()} - {proposal.owner_id}
    for person in sorted(seated & told.keys()):
        found = proposal.declarations.filter(person=person).first() or proposal.declarations.model(
            proposal=proposal, person_id=person
        )
        found.signals, found.steps_aside = told[person], found.steps_aside or conflicts.is_hard(told[person])
        found.save()


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day of the month so much later, or the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))
