"""A questionnaire on its way to being published, and what is found wrong with it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .items import Item, Part
from .scorers import PLAIN, Scorer
from .visibility import Rule


@dataclass(frozen=True)
class Problem:
    """One thing wrong; `key` is that of a question, of a section or of a principle."""

    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.key}: {self.reason}" if self.key else self.reason


@dataclass(frozen=True)
class Draft:
    """A questionnaire as it would be published. `before`: the keys of its last published edition.

    With `thin` set, principles may be covered by fewer questions than they should: they are then shown and left out of
    the peak.
    """

    parts: tuple[Part, ...]
    items: tuple[Item, ...]
    scorer: Scorer = PLAIN
    thin: bool = False
    before: frozenset[str] = field(default_factory=frozenset)

    def rules(self) -> Iterator[tuple[str, str, Rule]]:
        """(key of the question or section, code of its section, rule)."""
        yield from ((part.code, part.code, part.visible_if) for part in self.parts if part.visible_if)
        yield from ((item.key, item.section, item.visible_if) for item in self.items if item.visible_if)


Found = Iterator[Problem]
