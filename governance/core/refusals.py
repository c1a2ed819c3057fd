"""Why a file is not taken in: which file, where in it, and what is wrong."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One thing wrong. `position` is a line and column, or a path such as `vendors.468.purposes`."""

    file: str
    position: str
    reason: str

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.file, self.position])) + f": {self.reason}"

    def plain(self) -> dict[str, Any]:
        return {"file": self.file, "position": self.position, "reason": self.reason}


class Refused(Exception):
    """Nothing was written. Carries every problem that was found, at most one a file."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))

    @classmethod
    def at(cls, file: str, position: str, reason: str) -> "Refused":
        return cls(Problem(file, position, reason))
