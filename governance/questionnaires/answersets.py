"""Sets of answers as files hold them: `{question key: option key}`, or points by question. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from .items import Item, Option, Part
from .points import most
from .vocabulary import ROWS, TEXTS, Combine, Kind, Polarity

Wrong = tuple[str, str]
"""(key of the question, or "" for the whole set; reason)"""
MOST_POINTS = 4


class WrongSet(ValueError):
    """A set of answers that does not fit its questionnaire, with everything that is wrong in it."""

    def __init__(self, *found: Wrong) -> None:
        self.found = found
        super().__init__("; ".join(f"{key}: {reason}" if key else reason for key, reason in found))


@dataclass(frozen=True)
class Asked:
    """One edition of a questionnaire as plain values. `scoring` is the code of its way to score."""

    key: str
    edition: int
    scoring: str
    parts: tuple[Part, ...]
    items: tuple[Item, ...]

    @cached_property
    def by_key(self) -> dict[str, Item]:
        return {item.key: item for item in self.items}

    def most(self, polarity: str) -> int:
        """The points that all questions of this kind can give together, shown at once or not."""
        return sum(most(item) for item in self.items if item.is_scored and item.polarity == polarity)


def chosen(asked: Asked, told: Any) -> dict[str, list[Option]]:
    """The options chosen, by question; texts are left out. Raises WrongSet."""
    if not isinstance(told, dict):
        raise WrongSet(("", _('This should be answers by question, such as {"a.key": "option"}.')))
    wrong = [(key, reason) for key, value in told.items() for reason in _unfit(asked.by_key.get(key), value)]
    if wrong:
        raise WrongSet(*wrong)
    options = {key: [asked.by_key[key].option(one) for one in _several(value)] for key, value in told.items()}
    return {key: [one for one in found if one] for key, found in options.items()}


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _unfit(item: Item | None, value: Any) -> Iterator[str]:
    if item is None:
        yield _("There is no such question.")
    elif item.kind in TEXTS:
        if not isinstance(value, str):
            yield _("This should be a text.")
    elif not item.options or item.kind in ROWS:
        yield _("This question offers no options to choose.")
    elif isinstance(value, list) and item.kind != Kind.MULTI:
        yield _("This question takes one option, not a list.")
    else:
        found = _several(value)
        yield from (_no_option(one) for one in found if not isinstance(one, str) or item.option(one) is None)
        named = Counter(one for one in found if isinstance(one, str))
        yield from (_("The option “%(key)s” stands twice.") % {"key": one} for one, n in named.items() if n > 1)


def _no_option(value: Any) -> str:
    return _("There is no option “%(key)s”.") % {"key": str(value)[:40]}


def worth(item: Item, options: list[Option]) -> int:
    """Of several options, all added up or the most, as the question says."""
    found = [option.points or 0 for option in options]
    return sum(found) if item.combine == Combine.SUM else max(found, default=0)


def had(asked: Asked, answers: Mapping[str, list[Option]], polarity: str) -> int:
    """The points of this kind that the answers give. An answer counts because it was given, shown or not."""
    counted = [(asked.by_key[key], options) for key, options in answers.items()]
    return sum(worth(item, options) for item, options in counted if item.is_scored and item.polarity == polarity)


def added_up(asked: Asked, told: Any) -> dict[str, Any]:
    answers = chosen(asked, told)
    kinds = (Polarity.EXPOSURE, Polarity.SAFEGUARD)
    return {kind.value: had(asked, answers, kind) for kind in kinds} | {
        f"most_{kind.value}": asked.most(kind) for kind in kinds
    }


def pointed(asked: Asked, told: Any) -> tuple[dict[str, int], frozenset[str]]:
    """Points by question, and the questions that are hidden: `{"points": {key: 0 to 4}, "hidden": [key]}`."""
    wrong = list(_misshapen(told)) or [*_unscored(asked, told["points"]), *_unknown(asked, told.get("hidden", []))]
    if wrong:
        raise WrongSet(*wrong)
    return dict(told["points"]), frozenset(told.get("hidden", []))


def _misshapen(told: Any) -> Iterator[Wrong]:
    if not isinstance(told, dict) or not isinstance(told.get("points"), dict):
        yield "", _('This should be {"points": {question: 0 to 4}, "hidden": [question]}.')
        return
    yield from ((name, _("This name is not known here.")) for name in told if name not in {"points", "hidden"})
    hidden = told.get("hidden", [])
    if not isinstance(hidden, list) or not all(isinstance(key, str) for key in hidden):
        yield "hidden", _("This should be a list of questions.")


def _unscored(asked: Asked, points: dict[str, Any]) -> Iterator[Wrong]:
    for key, value in points.items():
        item = asked.by_key.get(key)
        if item is None:
            yield key, _("There is no such question.")
        elif not item.is_scored:
            yield key, _("This question is not scored.")
        elif type(value) is not int or not 0 <= value <= MOST_POINTS:
            yield key, _("Points are a whole number from 0 to %(most)d.") % {"most": MOST_POINTS}


def _unknown(asked: Asked, hidden: list[str]) -> Iterator[Wrong]:
    for key, n in Counter(hidden).items():
        if key not in asked.by_key:
            yield key, _("There is no such question.")
        elif n > 1:
            yield key, _("This question is hidden twice.")
