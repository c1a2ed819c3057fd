"""Exposure, safeguards and the two indexes (specification 3.9, steps 1 to 3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from governance.questionnaires.vocabulary import PRINCIPLES, Polarity

from .config import CURRENT, MOST_POINTS, Config
from .sheet import Scored, Sheet

ByPrinciple = dict[str, float]
WORST = 100.0


@dataclass(frozen=True)
class Index:
    """All from 0 to 100, by principle where there are several. `peaking` are the principles that may be the peak.

    A principle of which no exposure is asked has no entry in `exposure` and `net`.
    """

    exposure: Mapping[str, float]
    safeguard: Mapping[str, float]
    net: Mapping[str, float]
    peaking: frozenset[str]
    EI: float
    NI: float


def index(sheet: Sheet, config: Config = CURRENT) -> Index:
    exposed = exposure(sheet)
    guarded = share(sheet, sheet.asked(Polarity.SAFEGUARD))
    safeguard = {one: guarded.get(one, 0.0) for one in PRINCIPLES}
    net = {one: value * (1 - config.credit * safeguard[one] / 100) for one, value in exposed.items()}
    peaking = covered(sheet.questions, config)
    return Index(exposed, safeguard, net, peaking, peaked(exposed, peaking, config), peaked(net, peaking, config))


def exposure(sheet: Sheet) -> ByPrinciple:
    """With the guard: a question that opens and is answered harmlessly must not thin out what was there before."""
    asked = sheet.asked(Polarity.EXPOSURE)
    over_all = share(sheet, asked)
    always_asked = share(sheet, [one for one in asked if not one.gated])
    return {one: max(value, always_asked.get(one, 0.0)) for one, value in over_all.items()}


def share(sheet: Sheet, questions: Iterable[Scored]) -> ByPrinciple:
    """For each principle, how much of the points that could be had were had, in per cent."""
    had: ByPrinciple = {}
    most: ByPrinciple = {}
    for question in questions:
        points = sheet.points_of(question)
        for principle, part in question.shares.items():
            weight = question.weight * part
            had[principle] = had.get(principle, 0.0) + weight * points / MOST_POINTS
            most[principle] = most.get(principle, 0.0) + weight
    return {one: 100 * had[one] / most[one] for one in most if most[one]}


def covered(questions: Iterable[Scored], config: Config = CURRENT) -> frozenset[str]:
    """The principles that enough questions of the form bear on; on fewer, a single answer would drive the total."""
    found = list(questions)
    return frozenset(
        one
        for one in PRINCIPLES
        if all(_carries(found, one, kind, config) for kind in (Polarity.EXPOSURE, Polarity.SAFEGUARD))
    )


def _carries(questions: list[Scored], principle: str, polarity: str, config: Config) -> bool:
    weights = [
        one.weight * one.shares[principle] for one in questions if one.polarity == polarity and principle in one.shares
    ]
    return len(weights) >= config.coverage_questions and sum(weights) >= config.coverage_weight


def peaked(values: Mapping[str, float], peaking: frozenset[str], config: Config = CURRENT) -> float:
    """Half mean, half worst, so that one grave principle is not averaged away. With nothing asked: the worst."""
    if not values:
        return WORST
    peak = max([value for one, value in values.items() if one in peaking] or values.values())
    return (1 - config.peak) * sum(values.values()) / len(values) + config.peak * peak
