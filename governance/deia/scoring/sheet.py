"""What is scored: the questions with their weights, and what was answered. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from governance.questionnaires.vocabulary import Polarity

from .config import MOST_POINTS

Points = float


@dataclass(frozen=True)
class Scored:
    """One scored question: `shares` says how much of it belongs to each principle; a rule may hide a `gated` one."""

    key: str
    polarity: str
    weight: float
    shares: Mapping[str, float]
    gated: bool = False
    text: str = ""

    @property
    def worst(self) -> Points:
        return MOST_POINTS if self.polarity == Polarity.EXPOSURE else 0

    @property
    def best(self) -> Points:
        return MOST_POINTS - self.worst


@dataclass(frozen=True)
class Sheet:
    """An assessment as the scoring sees it.

    `questions` are those of the form in hand, hidden ones too; a light form has fewer. `points` go from 0 to 4.
    A key that is in none of `points`, `hidden` and `not_applicable` is unanswered, and counts as the worst.
    `chosen` holds the keys of the options, where they are known. `facts` come from elsewhere (see `flags.Known`),
    `criteria` are the numbers of WP248 that the screening met, `cleared` the codes of flags that somebody cleared.
    """

    questions: tuple[Scored, ...]
    points: Mapping[str, Points] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    not_applicable: frozenset[str] = frozenset()
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    facts: frozenset[str] = frozenset()
    criteria: frozenset[str] = frozenset()
    cleared: frozenset[str] = frozenset()

    def asked(self, polarity: str) -> list[Scored]:
        """The questions of this kind that count: shown, and not set aside as not applicable."""
        return [one for one in self.questions if one.polarity == polarity and self.counts(one.key)]

    def counts(self, key: str) -> bool:
        return key not in self.hidden and key not in self.not_applicable

    def points_of(self, question: Scored) -> Points:
        return self.points.get(question.key, question.worst)

    def counted(self, key: str) -> Points | None:
        """The points under this key, the worst while unanswered; None if it is not part of the sum."""
        found = next((one for one in self.questions if one.key == key), None)
        return self.points_of(found) if found and self.counts(key) else None

    def with_points(self, key: str, points: Points) -> "Sheet":
        return replace(self, points={**self.points, key: points})
