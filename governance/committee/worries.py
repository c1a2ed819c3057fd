"""Which answers of a frozen text matter most. Apps that know the questions say how grave each answer is."""

import datetime as dt
from collections.abc import Callable
from typing import Any

Said = dict[str, Any]
Source = Callable[[list[Said], dt.date], dict[int, int]]
sources: list[Source] = []


def weighs(source: Source) -> Source:
    """Declares a source: `(answers, day)` gives by the question's key how grave its answer is; no entry is calm.

    In a number of queries that does not grow with the answers.
    """
    sources.append(source)
    return source


def sorted_out(answers: list[Said], day: dt.date) -> tuple[list[Said], list[Said]]:
    """The answers that matter, the gravest first, and the others as they stand."""
    found: dict[int, int] = {}
    for source in sources:
        found |= source(answers, day)
    grave = [one for one in answers if found.get(question(one))]
    calm = [one for one in answers if not found.get(question(one))]
    return sorted(grave, key=lambda one: -found[question(one)]), calm


def question(answer: Said) -> int | None:
    """The key of the question that an answer is to."""
    return field(answer, "question")


def field(part: Said, name: str) -> Any:
    return next((one["value"] for one in part["fields"] if one["name"] == name), None)
