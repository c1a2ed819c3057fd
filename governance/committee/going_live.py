"""May this go live? An approval with open conditions is not a yes. Everything that acts on data asks here."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from governance.core import snapshots

from .models import Proposal
from .models.proposals import IN_FORCE

Source = Callable[[Proposal, dt.date], Iterable[object]]
sources: list[Source] = []


def obstacle(source: Source) -> Source:
    """Declares a source of reasons against going live: `(proposal, on)` gives them in words."""
    sources.append(source)
    return source


def may_go_live(proposal: Proposal, on: dt.date) -> tuple[bool, list[str]]:
    """Yes, or every reason against it."""
    told = why_not(proposal, on)
    return not told, told


def why_not(proposal: Proposal, on: dt.date) -> list[str]:
    """Every reason against it, in words; none means that it may."""
    return [str(told) for source in sources for told in source(proposal, on)]


@obstacle
def approval(proposal: Proposal, on: dt.date) -> Iterable[object]:
    if proposal.state not in IN_FORCE:
        yield _("It is not approved: it is “%s”.") % proposal.get_state_display()
        return
    if snapshots.differs(proposal, proposal.snapshot):
        yield _("Its content has changed since it was approved. Put the new text to the committee.")
    if proposal.expires_on and proposal.expires_on < on:
        yield _("Its approval ended on %s. Renew it, or stop.") % date_format(proposal.expires_on)


@obstacle
def start(proposal: Proposal, on: dt.date) -> Iterable[object]:
    if proposal.starts_on and on < proposal.starts_on:
        yield _("It is planned to start on %s.") % date_format(proposal.starts_on)


@obstacle
def conditions(proposal: Proposal, on: dt.date) -> Iterable[object]:
    for condition in proposal.conditions.order_by("due_on", "pk"):
        if condition.state == "breached":
            yield _("The condition %s was broken.") % condition.reference
        elif condition.stands_in_the_way(on):
            yield _("The condition %s is not verified.") % condition.reference


@obstacle
def suspensions(proposal: Proposal, on: dt.date) -> Iterable[object]:
    for one in proposal.suspensions.filter(lifted_at=None):
        if one.holds_on(on):
            yield _("It is suspended (%(scope)s): %(why)s") % {"scope": one, "why": one.reason}


@obstacle
def management(proposal: Proposal, on: dt.date) -> Iterable[object]:
    """An advisory committee's yes waits for management's."""
    if not proposal.committee.is_advisory or proposal.state not in IN_FORCE:
        return
    decision = proposal.decisions.filter(outcome__in=["approve", "conditional"]).order_by("-pk").first()
    answer = getattr(decision, "answer", None)
    if answer is None:
        yield _("Management has yet to answer the committee's advice.")
    elif not answer.follows:
        yield _("Management has decided otherwise: %s") % answer.reasons
