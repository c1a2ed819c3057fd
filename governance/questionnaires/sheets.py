"""A questionnaire as filled in: what is shown, open, and worth what. Pure (specification 3.4, 3.5)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from .items import Item, Part
from .kinds import is_empty, lacking
from .points import points, worst
from .saying import Said, chosen, said
from .visibility import Outside, Rule, keys, order, shows


class State(StrEnum):
    UNANSWERED = "unanswered"
    ANSWERED = "answered"
    NOT_APPLICABLE = "not_applicable"
    DORMANT = "dormant"
    """The question is hidden: what was answered is kept, and does not count."""
    CARRIED = "carried"
    """Answered in an edition that asked in other words: counts, and must be confirmed."""


@dataclass(frozen=True)
class Entry:
    """An answer as plain values. `not_applicable` is the reason; `evidenced` says that its evidence is verified."""

    value: Any = None
    not_applicable: str = ""
    carried: bool = False
    evidenced: bool = False

    @property
    def is_given(self) -> bool:
        return bool(self.not_applicable) or not is_empty(self.value)


NOTHING = Entry()


@dataclass(frozen=True)
class Sheet:
    """Questions of one questionnaire and their answers by key, on a day. Keys are unique.

    What is `visible` follows from the rules, the rules of sections included: a question is shown if both let it, and a
    hidden question counts as unanswered for the rules of others.
    """

    parts: tuple[Part, ...]
    items: tuple[Item, ...]
    entries: Mapping[str, Entry]
    today: dt.date
    outside: Outside = field(default_factory=Outside)

    @cached_property
    def by_key(self) -> dict[str, Item]:
        return {item.key: item for item in self.items}

    @cached_property
    def _part_rules(self) -> dict[str, Rule | None]:
        return {part.code: part.visible_if for part in self.parts}

    def rules(self, item: Item) -> tuple[Rule | None, Rule | None]:
        """Its section's, and its own."""
        return self._part_rules.get(item.section), item.visible_if

    @cached_property
    def visible(self) -> frozenset[str]:
        """Raises graphlib.CycleError for questions that wait for one another: `lint` refuses them beforehand."""
        found: set[str] = set()
        needs = {item.key: keys(*self.rules(item)) & self.by_key.keys() for item in self.items}

        def look(key: str, column: str) -> Said | None:
            entry = self.entries.get(key, NOTHING)
            if key not in found or entry.not_applicable or is_empty(entry.value):
                return None
            return said(self.by_key[key], entry.value, column)

        for key in order(needs):
            if all(shows(rule, look, self.outside) for rule in self.rules(self.by_key[key])):
                found.add(key)
        return frozenset(found)

    @property
    def dormant(self) -> list[str]:
        """Hidden questions with an answer, to be told to the author before it is handed in."""
        return [item.key for item in self.items if item.key not in self.visible and self.entry(item.key).is_given]

    def entry(self, key: str) -> Entry:
        return self.entries.get(key, NOTHING)

    def state(self, key: str) -> State:
        entry = self.entry(key)
        if key not in self.visible:
            return State.DORMANT
        if not entry.is_given:
            return State.UNANSWERED
        if entry.carried:
            return State.CARRIED
        return State.NOT_APPLICABLE if entry.not_applicable else State.ANSWERED

    def is_gated(self, key: str) -> bool:
        """Whether it depends on other answers that it is shown: such questions may not thin out the rest."""
        return any(rule is not None for rule in self.rules(self.by_key[key]))

    def points(self, key: str) -> int | None:
        """What counts for a scored question; the worst while unanswered, None if hidden or not applicable."""
        item, entry = self.by_key[key], self.entry(key)
        if not item.is_scored or key not in self.visible or entry.not_applicable:
            return None
        if is_empty(entry.value):
            return worst(item)
        found = points(item, entry.value, today=self.today, evidenced=entry.evidenced)
        return worst(item) if found is None else found

    @cached_property
    def counted(self) -> dict[str, int]:
        """Points by key, of what is shown, scored and applicable."""
        return {key: worth for key in self.by_key if (worth := self.points(key)) is not None}

    @cached_property
    def flags(self) -> frozenset[str]:
        """What the options chosen in shown questions raise."""
        shown = [(item, self.entry(item.key)) for item in self.items if item.key in self.visible]
        given = [(item, entry.value) for item, entry in shown if not entry.not_applicable and not is_empty(entry.value)]
        return frozenset(flag for item, value in given for option in chosen(item, value) for flag in option.flags)

    def in_state(self, state: State) -> list[str]:
        return [item.key for item in self.items if item.is_asked and self.state(item.key) == state]

    @property
    def open(self) -> list[str]:
        """Required questions that are shown and unanswered."""
        return [key for key in self.in_state(State.UNANSWERED) if self.by_key[key].required]

    @property
    def amber(self) -> list[str]:
        """Answers that were carried over and wait to be confirmed."""
        return self.in_state(State.CARRIED)

    @property
    def incomplete(self) -> dict[str, list[str]]:
        """What answers still lack, in words, by key."""
        given = [key for key in self.by_key if self.state(key) in {State.ANSWERED, State.CARRIED}]
        found = {key: lacking(self.by_key[key], self.entry(key).value) for key in given if self._has_value(key)}
        return {key: told for key, told in found.items() if told}

    def _has_value(self, key: str) -> bool:
        return not is_empty(self.entry(key).value)
