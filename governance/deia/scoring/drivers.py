"""Which answers drive the index, and what would change it."""

from dataclasses import dataclass

from governance.questionnaires.vocabulary import Polarity

from .config import CURRENT, Config
from .index import Index, index
from .sheet import Points, Sheet

MOST_SHOWN = 5


@dataclass(frozen=True)
class Driver:
    """`ei` and `ni`: how far the indexes would fall if this answer alone had its best value, all else shown as now."""

    key: str
    text: str
    points: Points
    best: Points
    ei: float
    ni: float


def drivers(sheet: Sheet, now: Index, config: Config = CURRENT) -> list[Driver]:
    """The few that would change most, the strongest first."""
    counting = [one for kind in (Polarity.EXPOSURE, Polarity.SAFEGUARD) for one in sheet.asked(kind)]
    found = []
    for one in counting:
        points, best = sheet.points_of(one), one.best
        then = index(sheet.with_points(one.key, best), config) if points != best else now
        found.append(Driver(one.key, one.text, points, best, now.EI - then.EI, now.NI - then.NI))
    felt = [one for one in found if round(one.ni, 6) > 0]
    return sorted(felt, key=lambda one: (-round(one.ni, 6), -round(one.ei, 6), one.key))[:MOST_SHOWN]
