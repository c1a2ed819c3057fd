"""JSON fields of a question, each with what is wrong in it told by its place."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible

from . import shapes

SHAPES: dict[str, Callable[[Any], shapes.Problems]] = {
    "options": shapes.options,
    "columns": shapes.columns,
    "shares": shapes.shares,
    "limits": shapes.limits,
    "rule": shapes.rule,
}


@deconstructible
class Shaped:
    """Validates a value against the shape of this name."""

    def __init__(self, shape: str) -> None:
        self.shape = shape

    def __call__(self, value: Any) -> None:
        found = [f"{place}: {reason}" if place else reason for place, reason in SHAPES[self.shape](value)]
        if found:
            raise ValidationError(found)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Shaped) and other.shape == self.shape

    def __hash__(self) -> int:
        return hash(self.shape)
