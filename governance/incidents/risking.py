"""How grave a breach is for people: a suggestion from plain factors. People decide, and both are kept."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from governance.core.acting import acting

from .vocabulary import Grade, Risk, Sort

POINTS = {Grade.LOW: 0, Grade.MEDIUM: 1, Grade.HIGH: 2}
MANY, SOME = 1000, 100
HIGH_FROM, RISK_FROM = 5, 2
WEAKER = {Risk.OPEN: -1, Risk.NONE: 0, Risk.UNLIKELY: 1, Risk.RISK: 2, Risk.HIGH: 3}


@dataclass(frozen=True)
class Factors:
    """What the suggestion is made from. `people` is None while the number is not known."""

    nature: tuple[str, ...] = ()
    sensitivity: str = Grade.NOT_SAID
    identification: str = Grade.NOT_SAID
    harm: str = Grade.NOT_SAID
    vulnerable: bool = False
    people: int | None = None


def suggested(factors: Factors) -> Risk:
    """A risk from two points on, a high one from five; nothing while a factor is not rated.

    Each grade counts up to two points; one is added for vulnerable people, for a number from 100 on, another from
    1,000 on or unknown, and for data that others saw. Grave harm is never less than a risk.
    """
    grades = (factors.sensitivity, factors.identification, factors.harm)
    if not all(grades):
        return Risk.OPEN
    points = sum(POINTS[Grade(grade)] for grade in grades) + factors.vulnerable
    points += _many(factors.people) + ("confidentiality" in factors.nature)
    if points >= HIGH_FROM:
        return Risk.HIGH
    return Risk.RISK if points >= RISK_FROM or factors.harm == Grade.HIGH else Risk.UNLIKELY


def _many(people: int | None) -> int:
    """What is not known counts as many."""
    return 2 if people is None or people >= MANY else int(people >= SOME)


def from_answers(*, personal: bool, likely: bool, high: bool) -> Risk:
    """The three questions of the page."""
    if not personal:
        return Risk.NONE
    return Risk.HIGH if high else Risk.RISK if likely else Risk.UNLIKELY


def result(risk: str) -> str:
    """What follows, in words."""
    told = {
        Risk.OPEN: _("Answer the questions to see who must be told."),
        Risk.NONE: _("This is no breach of personal data. Change its kind, so that its clocks stop."),
        Risk.UNLIKELY: _("Nobody need be told, as a risk to people is unlikely. Record why on each clock below."),
        Risk.RISK: _(
            "Tell the authority. By European and British law the people concerned need not be told: "
            "record why on their clock below."
        ),
        Risk.HIGH: _("Tell the authority, and tell the people concerned."),
    }
    return str(told[Risk(risk)])


def decide(incident, risk: str, factors: Factors, *, by, now: dt.datetime, why: str = ""):
    """Keeps a triage as evidence. Who rates lower than the factors suggest says why."""
    suggestion = suggested(factors)
    if WEAKER[Risk(risk)] < WEAKER[suggestion] and not why.strip():
        told = _("The factors suggest “%(risk)s”. Say why you rate it lower.") % {"risk": suggestion.label}
        raise ValidationError({"why": told})
    told = {name: getattr(factors, name) for name in ("sensitivity", "identification", "harm", "vulnerable", "people")}
    row = incident.triages.model(incident=incident, decided_by=by, decided_at=now, decided=risk, why=why, **told)
    row.nature, row.suggested = list(factors.nature), suggestion
    with acting(by, reason=why):
        row.save()
        incident.risk = risk
        incident.save()
        note(incident, _("The risk to people is rated: %s.") % Risk(risk).label, by=by, now=now, sort=Sort.DECISION)
    return row


def note(incident, text: str, *, by, now: dt.datetime, sort: str = Sort.NOTE):
    """One line of the timeline."""
    row = incident.timeline.model(incident=incident, at=now, sort=sort, text=str(text), who=str(by)[:150])
    row.save()
    return row
