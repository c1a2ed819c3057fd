"""What an answer is worth, and the most and the worst that a question may be worth. Pure (specification 3.3, 3.9)."""

import datetime as dt
from typing import Any

from .items import PLANNED, TOP, Item
from .vocabulary import Combine, Kind, Polarity

CAP = 4
HIGH = 3
"""From here on two choices weigh more than one (`max_plus`)."""


def points(item: Item, value: Any, *, today: dt.date, evidenced: bool = False) -> int | None:
    """The points of a valid value; None where there is nothing to count.

    Of a scale, the highest step counts as "in place" until its evidence is verified, and a plan whose date has passed
    counts as informal.
    """
    match item.kind:
        case Kind.SINGLE | Kind.YES_NO_UNSURE:
            return _worth(item, value)
        case Kind.MULTI:
            return combined(item.combine, [_worth(item, key) or 0 for key in value], _fulfilled(item, value))
        case Kind.SCALE:
            return _step(value, today, evidenced=evidenced)
        case Kind.MATRIX:
            return _worst([_worth(item, row["option"]) for row in value], item)
        case Kind.RELATION:
            return _worst([row.get("points") for row in value], item)
    return None


def _worth(item: Item, key: str) -> int | None:
    option = item.option(key)
    return option.points if option else None


def _fulfilled(item: Item, keys: list[str]) -> int:
    """How many choices count: "none of these" does not."""
    return sum(not option.exclusive and not option.unsure for option in map(item.option, keys) if option)


def combined(how: str, worth: list[int], count: int) -> int:
    highest = max(worth, default=0)
    match how:
        case Combine.MAX_PLUS:
            return min(CAP, highest + (sum(one >= HIGH for one in worth) > 1))
        case Combine.COUNT:
            return count
        case Combine.COUNT_LESS_ONE:
            return max(0, count - 1)
        case Combine.SUM:
            return sum(worth)
    return highest


def _step(value: dict[str, Any], today: dt.date, *, evidenced: bool) -> int:
    step = value["step"]
    if step == TOP and not evidenced:
        return TOP - 1
    late = step == PLANNED and dt.date.fromisoformat(value["due_on"]) < today
    return step - late


def _worst(worth: list[int | None], item: Item) -> int | None:
    known = [one for one in worth if one is not None]
    pick = min if item.polarity == Polarity.SAFEGUARD else max
    return pick(known) if known else None


def most(item: Item) -> int:
    """The highest number of points that any answer gives."""
    if item.kind == Kind.RELATION:
        return CAP
    worth = [option.points or 0 for option in item.options]
    if item.kind != Kind.MULTI:
        return max(worth, default=0)
    together = [one for one in item.options if not one.exclusive]
    alone = [option.points or 0 for option in item.options if option.exclusive]
    counted = sum(not one.unsure for one in together)
    return max([combined(item.combine, [one.points or 0 for one in together], counted), *alone])


def worst(item: Item) -> int | None:
    """What counts while nothing is answered; None if the question is not scored."""
    if not item.is_scored:
        return None
    return most(item) if item.polarity == Polarity.EXPOSURE else 0
