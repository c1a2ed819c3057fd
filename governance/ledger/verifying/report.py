"""What verifying found."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

MOST = 100
"""Problems told at the most: the first one says where to look."""


class Check(StrEnum):
    TREE = "C1"
    CHECKPOINTS = "C2"
    WITNESSES = "C3"
    CODES = "C4"
    HISTORY = "C5"
    VERSIONS = "C6"
    ROWS = "C7"
    TIMES = "C8"
    GUARDS = "C9"
    COLUMNS = "C10"


SAYS = {
    Check.TREE: "Every entry has its number and its hash, and every node of the tree is the hash of what is below it.",
    Check.CHECKPOINTS: "Every checkpoint is signed and fits the tree, and what is noted of them is ours.",
    Check.WITNESSES: "Every checkpoint that left the machine fits the tree.",
    Check.CODES: "Every entry was made by the application.",
    Check.HISTORY: "Every history row says what its entry says, and has one.",
    Check.VERSIONS: "The versions of every row follow each other from the first on.",
    Check.ROWS: "Every row is as its newest version says.",
    Check.TIMES: "Time does not run backwards.",
    Check.GUARDS: "The guards of the database are in place and nothing is left waiting.",
    Check.COLUMNS: "Columns that came or went are explained.",
}


@dataclass(frozen=True)
class Problem:
    check: Check
    place: str
    says: str


@dataclass
class Report:
    """`checks` are those that ran; `witnessed` the checkpoints from elsewhere that they were held against."""

    checks: frozenset[Check]
    entries: int = 0
    waiting: int = 0
    witnessed: int = 0
    seconds: float = 0.0
    problems: list[Problem] = field(default_factory=list)
    more: int = 0

    @property
    def is_intact(self) -> bool:
        return not self.problems

    def tell(self, check: Check, place: str, says: str) -> None:
        if check not in self.checks:
            return
        if len(self.problems) < MOST:
            self.problems.append(Problem(check, place, says))
        else:
            self.more += 1

    @property
    def broken(self) -> set[Check]:
        return {problem.check for problem in self.problems}

    @property
    def told(self) -> dict[str, Any]:
        return {
            "intact": self.is_intact,
            "entries": self.entries,
            "waiting": self.waiting,
            "witnessed": self.witnessed,
            "checks": sorted(self.checks, key=lambda check: int(check[1:])),
            "problems": [{"check": one.check, "place": one.place, "says": one.says} for one in self.problems],
            "more": self.more,
            "seconds": round(self.seconds, 3),
        }
