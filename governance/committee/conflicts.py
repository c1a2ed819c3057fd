"""Interests of members: what the registers say of them, and what they may say of themselves (specification 2.8)."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Says(TextChoices):
    NONE = "none", _("I have no interest in this")
    POSSIBLE = "possible", _("I may have an interest")
    RECUSE = "recuse", _("I step aside")


class Ruling(TextChoices):
    CLEAR = "clear", _("No conflict")
    DISCLOSED = "disclosed", _("Disclosed, may vote")
    INFORM = "inform", _("May answer questions, does not vote")
    RECUSED = "recused", _("Steps aside")

    @property
    def may_vote(self) -> bool:
        return self in {Ruling.CLEAR, Ruling.DISCLOSED}


class Signal(TextChoices):
    """What the registers say. `HARD` ones make a member step aside at once, the others are for the chair to weigh."""

    OWNER = "owner", _("has owned this proposal")
    MANAGER = "manager", _("manages the owner, or is managed by them")
    CONTRIBUTOR = "contributor", _("has worked on its assessment")
    SIGNED = "signed", _("answers for a contract with a vendor in it")
    MITIGATES = "mitigates", _("owns a measure in its assessment")
    DEPARTMENT = "department", _("works in the owner's department")
    WORKED_WITH = "worked_with", _("has worked with the owner within a year")


SOFT = {Signal.DEPARTMENT, Signal.WORKED_WITH}
Source = Callable[[object], Iterable[tuple[int, Signal]]]
sources: list[Source] = []


def conflict(source: Source) -> Source:
    """Declares a source of signals: `(proposal)` gives people's keys with what is known of them."""
    sources.append(source)
    return source


def signals(proposal) -> dict[int, list[str]]:
    """By person, in order and each once."""
    found: dict[int, set[str]] = defaultdict(set)
    for source in sources:
        for person, signal in source(proposal):
            found[person].add(str(signal.value))
    return {person: sorted(told) for person, told in found.items()}


def is_hard(told: Iterable[str]) -> bool:
    return any(Signal(code) not in SOFT for code in told)


@conflict
def owners(proposal) -> Iterable[tuple[int, Signal]]:
    for person in proposal.owners():
        yield person, Signal.OWNER


@conflict
def line_of_management(proposal) -> Iterable[tuple[int, Signal]]:
    owner = proposal.owner
    if owner.manager_id:
        yield owner.manager_id, Signal.MANAGER
    for person in type(owner).objects.filter(manager=owner).values_list("pk", flat=True):
        yield person, Signal.MANAGER


@conflict
def department(proposal) -> Iterable[tuple[int, Signal]]:
    name = proposal.owner.department
    for seat in proposal.committee.seats.all():
        if name and seat.person.department == name:
            yield seat.person_id, Signal.DEPARTMENT
