"""The ways in which assessments are scored: what each asks of a questionnaire, and what it makes of answers."""

from typing import Any

from django.utils import timezone

from governance.questionnaires.answersets import Asked, chosen, had, pointed
from governance.questionnaires.scorers import scorer
from governance.questionnaires.vocabulary import PRINCIPLES, Polarity

from . import scoring
from .rating import scored


def screening(asked: Asked, told: Any) -> dict[str, Any]:
    """The route (specification 4.1). What is not answered counts as a yes."""
    answers = chosen(asked, told)
    given = {key: options[0].key for key, options in answers.items()}
    found = [scoring.Answered(one.trigger, given.get(one.key, ""), one.criteria) for one in asked.items if one.trigger]
    named = {"route": scoring.route(found).value, "hits": scoring.hits(found), "criteria": scoring.criteria(found)}
    return named | {"tier": int(scoring.TIER_OF_ROUTE[scoring.route(found)])}


def deia(asked: Asked, told: Any) -> dict[str, Any]:
    """Indexes and tiers from points alone: no risks, and no more flags cleared than the answers clear."""
    points, hidden = pointed(asked, told)
    found = scoring.result(scoring.Sheet(scored(asked.items, asked.parts), points, hidden), [], timezone.localdate())
    return {
        "exposure": rounded(found.index.exposure),
        "safeguard": rounded(found.index.safeguard),
        "EI": round(found.index.EI, 1),
        "NI": round(found.index.NI, 1),
        "inherent": int(found.inherent),
        "residual": int(found.residual),
        "flags": [one.flag.code for one in found.flags],
    }


def rounded(values) -> dict[str, float]:
    return {principle: round(values[principle], 1) for principle in PRINCIPLES if principle in values}


def canada(asked: Asked, told: Any) -> dict[str, Any]:
    """Mitigation of 80 % of what one phase can reach takes 15 % off; levels are quarters of the most raw impact."""
    answers = chosen(asked, told)
    raw, mitigation = (had(asked, answers, one) for one in (Polarity.EXPOSURE, Polarity.SAFEGUARD))
    enough = mitigation * 5 >= asked.most(Polarity.SAFEGUARD) * 2
    total = (raw * 85 + 50) // 100 if enough else raw
    level = 1 + sum(total * 4 > asked.most(Polarity.EXPOSURE) * quarter for quarter in (1, 2, 3))
    return {"raw": raw, "mitigation": mitigation, "total": total, "level": level}


SCREENING = scorer("fairhold.screening", triggers=True, score=screening)
DEIA = scorer("fairhold.deia", most_points=4, principles=tuple(PRINCIPLES), score=deia)
CANADA = scorer("canada.aia", adds_up=True, score=canada)
