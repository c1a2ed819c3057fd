"""When a flag is raised or something must follow: conditions as data, put together with `&` and `|`."""

from dataclasses import dataclass

from .config import MOST_POINTS
from .sheet import Points, Sheet
from .tiers import Tier


class Trigger:
    def holds(self, sheet: Sheet, tier: Tier | None = None) -> bool:
        """`tier` is the inherent tier, for the few that ask for it."""
        raise NotImplementedError

    def __and__(self, other: "Trigger") -> "Trigger":
        return Both(self, other)

    def __or__(self, other: "Trigger") -> "Trigger":
        return Either(self, other)


@dataclass(frozen=True)
class Both(Trigger):
    one: Trigger
    other: Trigger

    def holds(self, sheet: Sheet, tier: Tier | None = None) -> bool:
        return self.one.holds(sheet, tier) and self.other.holds(sheet, tier)


@dataclass(frozen=True)
class Either(Trigger):
    one: Trigger
    other: Trigger

    def holds(self, sheet: Sheet, tier: Tier | None = None) -> bool:
        return self.one.holds(sheet, tier) or self.other.holds(sheet, tier)


@dataclass(frozen=True)
class At(Trigger):
    """The answer has from `least` to `most` points. Unanswered is the worst; hidden never triggers anything."""

    key: str
    least: Points = 0
    most: Points = MOST_POINTS

    def holds(self, sheet: Sheet, tier: Tier | None = None) -> bool:
        points = sheet.counted(self.key)
        return points is not None and self.least <= points <= self.most


@dataclass(frozen=True)
class Chose(Trigger):
    """One of these options was chosen. Where only points are known, the worst ones stand for them."""

    key: str
    options: frozenset[str]

    def holds(self, sheet: Sheet, tier: Tier | None = None) -> bool:
        if self.key in sheet.chosen and sheet.counts(self.key):
            return bool(sheet.chosen[self.key] & self.options)
        return At(self.key, MOST_POINTS).holds(sheet, tier)


@dataclass(frozen=True)
class Fact(Trigger):
    name: str

    def holds(self, sheet: Sheet, tier: Tier | None = None) -> bool:
        return self.name in sheet.facts


@dataclass(frozen=True)
class Criteria(Trigger):
    """At least so many criteria of WP248 are met."""

    least: int

    def holds(self, sheet: Sheet, tier: Tier | None = None) -> bool:
        return len(sheet.criteria) >= self.least


@dataclass(frozen=True)
class TierFrom(Trigger):
    least: Tier

    def holds(self, sheet: Sheet, tier: Tier | None = None) -> bool:
        return tier is not None and tier >= self.least
