"""The numbers that the scoring rests on. A change is a new version: old runs keep the one they were made with."""

from dataclasses import dataclass

from .tiers import Tier

MOST_POINTS = 4
"""Points of an answer go from 0 to this: the worst of an exposure, the best of a safeguard."""


@dataclass(frozen=True)
class Config:
    """One edition of the numbers.

    `credit`: how much of an exposure full safeguards take away. `peak`: the share of the worst principle in an
    index, the rest being the mean of all. `bounds`: the index from which each tier above the first begins.
    `coverage_...`: how many questions of each kind, and how much weight in each, a principle needs to be the peak.
    """

    version: str = "1.0"
    credit: float = 0.40
    peak: float = 0.5
    bounds: tuple[float, float, float] = (25, 50, 75)
    coverage_questions: int = 2
    coverage_weight: float = 1.5

    def tier_of_index(self, index: float) -> Tier:
        """Rounding in the last places of a sum must not decide: six decimals do."""
        return Tier(1 + sum(round(index, 6) >= bound for bound in self.bounds))


CURRENT = Config()
