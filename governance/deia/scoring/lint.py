"""What is wrong with a risk register, in words (specification 3.9, step 5)."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .register import Hazard, Level

Told = str | Promise


@dataclass(frozen=True)
class Fault:
    """`code` stays the same in all languages."""

    code: str
    risk: str
    text: Told

    def __str__(self) -> str:
        return f"{self.risk}: {self.text}"


TOLD: dict[str, Told] = {
    "current_above_inherent": _("it cannot be worse with what is in place than without it."),
    "target_above_current": _("the target cannot be worse than what is reached already."),
    "current_unexplained": _("it is said to be lower now, but no mitigation in place accounts for that."),
    "target_unexplained": _("the target is lower, but no mitigation accounts for that."),
    "impact_without_limit": _("only a mitigation that limits the consequences can lower the impact."),
    "no_evidence": _("a mitigation is said to be in place, but nothing shows it."),
    "no_acceptor": _("name who accepts it."),
    "acceptor_too_low": _("what remains has to be accepted by: %(level)s."),
    "no_expiry": _("say until when it is accepted."),
    "acceptance_expired": _("its acceptance has expired: treat it, or accept it anew."),
}


def lint(hazards: Iterable[Hazard], today: dt.date) -> list[Fault]:
    """Empty if all is well."""
    return [Fault(code, one.name, text(code, one)) for one in hazards for code in faults(one, today)]


def text(code: str, hazard: Hazard) -> str:
    remaining = hazard.counted(planned=False).tier(hazard.confidence)
    return str(TOLD[code]) % {"level": Level(remaining).label}


def faults(one: Hazard, today: dt.date) -> Iterator[str]:
    current, target = one.stated(planned=False), one.stated(planned=True)
    wrong = {
        "current_above_inherent": not current.is_within(one.inherent),
        "target_above_current": not target.is_within(current),
        "current_unexplained": not one.earned(planned=False).is_within(current),
        "target_unexplained": not one.earned(planned=True).is_within(target),
        "impact_without_limit": any(effect.impact and not effect.limits_consequence for effect in one.effects),
        "no_evidence": any(effect.implemented and not effect.has_evidence for effect in one.effects),
    }
    yield from (code for code, is_so in wrong.items() if is_so)
    yield from faults_of_acceptance(one, today)


def faults_of_acceptance(one: Hazard, today: dt.date) -> Iterator[str]:
    accepted = one.acceptance
    if accepted is None:
        return
    wrong = {
        "no_acceptor": not accepted.by,
        "acceptor_too_low": accepted.level < one.counted(planned=False).tier(one.confidence),
        "no_expiry": accepted.until is None,
        "acceptance_expired": accepted.has_expired(today),
    }
    yield from (code for code, is_so in wrong.items() if is_so)
