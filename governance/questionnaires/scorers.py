"""Ways to score: what each asks of a questionnaire, and what it makes of answers. The apps that score declare them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .answersets import Asked, added_up

Score = Callable[[Asked, Any], dict[str, Any]]


@dataclass(frozen=True)
class Scorer:
    """A way to score, by its code.

    `most_points`: the most that one answer may give, if bounded. `triggers`: each question says what a yes leads to.
    `principles`: codes that exposure and safeguard questions must cover. `adds_up`: points may be added up.
    `score` makes named numbers of one set of answers as a file holds it; it raises WrongSet for one that does not fit.
    """

    code: str
    most_points: int | None = None
    triggers: bool = False
    principles: tuple[str, ...] = ()
    adds_up: bool = False
    score: Score = added_up


PLAIN = Scorer("", adds_up=True)
"""For questionnaires that nobody scores: what was had of each kind of points."""
scorers: dict[str, Scorer] = {"": PLAIN}


def scorer(code: str, **told: Any) -> Scorer:
    """Declares a way to score."""
    scorers[code] = Scorer(code, **told)
    return scorers[code]
