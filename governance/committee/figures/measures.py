"""Shares, medians and agreement over plain values. Over few cases nothing is said: it would tell of single people."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FEWEST = 5
FEWEST_BALLOTS = 20
"""Ballots that agreement is computed from, at the least."""


@dataclass(frozen=True)
class Figure:
    """`value` is None where the `of` cases are too few to tell."""

    value: float | None
    of: int


def share(part: int, whole: int) -> Figure:
    """0 to 1."""
    return Figure(part / whole if whole >= FEWEST else None, whole)


def percentile(values: Iterable[float], rank: float = 0.5) -> Figure:
    """The smallest value that so large a part of them, 0 to 1, does not exceed; by default the (lower) median."""
    found = sorted(values)
    enough = len(found) >= FEWEST
    return Figure(found[max(math.ceil(rank * len(found)), 1) - 1] if enough else None, len(found))


def agreement(units: Iterable[Sequence[str]]) -> Figure:
    """Krippendorff's alpha for categories: 1 if all agree, 0 as by chance, below if they differ more than that.

    A unit holds what each person said of one case; who is alone with a case agrees with nobody. None also where all
    said the same of everything, as nothing then tells agreement from habit.
    """
    counts = [Counter(unit) for unit in units if len(unit) > 1]
    said = sum(counts, Counter())
    total = said.total()
    by_chance = total**2 - sum(n * n for n in said.values())
    if total < FEWEST_BALLOTS or not by_chance:
        return Figure(None, total)
    apart = sum((one.total() ** 2 - sum(n * n for n in one.values())) / (one.total() - 1) for one in counts)
    return Figure(1 - (total - 1) * apart / by_chance, total)
