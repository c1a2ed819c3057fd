"""One figure as a line of a page: what it is called, how it reads, and whether it is worth a look."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .measures import Figure, percentile, share


@dataclass(frozen=True)
class Line:
    """`says` is the figure in words, empty where there are too few cases; `look` that it is past what is usual."""

    label: Any
    says: str
    of: int
    hint: Any = ""
    look: bool = False


@dataclass(frozen=True)
class Table:
    """`lines` with their figure each; or `heads` and `rows` of counts."""

    title: Any
    lines: tuple[Line, ...] = ()
    heads: tuple[Any, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()

    @property
    def cells(self) -> list[tuple[Any, list[tuple[Any, Any]]]]:
        """Each row's name, and its counts with their heads."""
        return [(name, list(zip(self.heads[1:], counts, strict=True))) for name, *counts in self.rows]


def percent(label: Any, part: int, whole: int, hint: Any = "", *, most: float = 1, least: float = -1) -> Line:
    """Worth a look above `most` or at `least` and below, 0 to 1."""
    found = share(part, whole)
    look = found.value is not None and not least < found.value <= most
    return Line(label, "" if found.value is None else f"{number_format(round(100 * found.value))} %", whole, hint, look)


def days(label: Any, values: list[int], hint: Any = "", *, rank: float = 0.5) -> Line:
    found = percentile(values, rank)
    said = "" if found.value is None else ngettext("%d day", "%d days", int(found.value)) % found.value
    return Line(label, said, found.of, hint)


def number(label: Any, found: Figure, hint: Any = "", *, digits: int = 2) -> Line:
    return Line(label, "" if found.value is None else number_format(found.value, digits), found.of, hint)


def none_wanted(label: Any, count: int, of: int, hint: Any = "") -> Line:
    """A count that should be nought, told however few there are."""
    return Line(label, number_format(count) if count else _("none"), of, hint, look=count > 0)
