"""What may follow a decision, and who may do it: for the room, the record's page, and the pages themselves."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.core import workdays
from governance.core.roles import Role

from . import answering, appealing
from .models import Decision, Proposal
from .models.proposals import IN_FORCE

ENDED = {"rejected", "advised", "withdrawn", "closed"}
Told = str | Promise


@dataclass(frozen=True)
class Offer:
    name: str
    title: Told
    hint: Told
    proposal: Proposal

    @property
    def url(self) -> str:
        return reverse("admin:after_decision", args=[self.proposal.pk, self.name])


@dataclass(frozen=True)
class Case:
    """A proposal as one person sees it at one moment: what is on offer follows from nothing else."""

    proposal: Proposal
    user: Any
    now: dt.datetime
    decision: Decision | None
    is_before_committee: bool
    is_suspended: bool
    is_held: bool
    followed: frozenset[str]

    @property
    def roles(self) -> frozenset[Role]:
        return self.proposal.roles_of(self.user)

    @property
    def today(self) -> dt.date:
        return timezone.localdate(self.now)

    @property
    def is_owner(self) -> bool:
        return Role.OWNER in self.roles


def case(proposal: Proposal, user, now: dt.datetime) -> Case:
    decision = proposal.decisions.select_related("review", "motion", "answer").order_by("-pk").first()
    under_way = proposal.followers.exclude(state__in=["withdrawn", "rejected", "closed"])
    told = {"is_before_committee": proposal.reviews.open().exists()}
    suspended, today = list(proposal.suspensions.filter(lifted_at=None)), timezone.localdate(now)
    told |= {"is_suspended": bool(suspended), "is_held": any(one.holds_on(today) for one in suspended)}
    return Case(proposal, user, now, decision, followed=frozenset(under_way.values_list("link", flat=True)), **told)


def of(proposal: Proposal, user, now: dt.datetime) -> list[Offer]:
    """What this person may do now. A number of queries that does not grow."""
    seen = case(proposal, user, now)
    told = [(name, title, may(seen)) for name, title, may in OFFERED]
    return [Offer(name, title, hint, proposal) for name, title, hint in told if hint is not None]


def _appeal(seen: Case) -> Told | None:
    if seen.decision is None or not seen.is_owner or any(appealing.why_not(seen.decision, seen.now)):
        return None
    return _until(appealing.last_day_now(seen.decision))


def _suspend(seen: Case) -> Told | None:
    may = _may_suspend(seen) and not seen.is_held
    return _("At once, for ten working days; longer only by vote") if may else None


def _look_again(seen: Case) -> Told | None:
    may = _may_suspend(seen) and seen.is_suspended
    held, ran_out = _("It is suspended"), _("It was suspended, and no vote came about in time")
    told = _("%s: the committee lets it go on, keeps it so, or ends it") % (held if seen.is_held else ran_out)
    return told if may else None


def _may_suspend(seen: Case) -> bool:
    return Role.CHAIR in seen.roles and seen.proposal.state in IN_FORCE and not seen.is_before_committee


def _amend(seen: Case) -> Told | None:
    may = seen.is_owner and seen.proposal.state in IN_FORCE and "amends" not in seen.followed
    return _("What is approved holds meanwhile") if may else None


def _renew(seen: Case) -> Told | None:
    ends = seen.proposal.expires_on
    may = seen.is_owner and seen.proposal.state in IN_FORCE and ends and "renews" not in seen.followed
    return _("It is approved until %s") % date_format(ends) if may and ends else None


def _replace(seen: Case) -> Told | None:
    may = seen.is_owner and seen.proposal.state in ENDED and "replaces" not in seen.followed
    return _("A new draft with the same words") if may else None


def _answer(seen: Case) -> Told | None:
    may = Role.DIRECTOR in Role.of(seen.user) and seen.proposal.committee.is_advisory and seen.decision
    return _("The committee advises, management answers") if may and not hasattr(seen.decision, "answer") else None


def _dissent(seen: Case) -> Told | None:
    decision = seen.decision
    if decision is None or seen.today > (last := _last_for_dissent(decision)):
        return None
    voter = answering.may_dissent(decision, seen.user)
    return _until(last) if voter and not decision.dissents.filter(voter=voter).exists() else None


def _last_for_dissent(decision: Decision) -> dt.date:
    return workdays.after(timezone.localdate(decision.decided_at), answering.DISSENT_DAYS)


def _until(day: dt.date) -> Told:
    return _("Possible until %s") % date_format(day)


OFFERED: list[tuple[str, Told, Callable[[Case], Told | None]]] = [
    ("appeal", _("Appeal against the decision"), _appeal),
    ("amend", _("Change what is approved"), _amend),
    ("renew", _("Renew the approval"), _renew),
    ("replace", _("Start anew"), _replace),
    ("answer", _("Answer the committee's advice"), _answer),
    ("dissent", _("Put your view on record"), _dissent),
    ("suspend", _("Suspend the approval"), _suspend),
    ("look_again", _("Let the committee look at it again"), _look_again),
]
