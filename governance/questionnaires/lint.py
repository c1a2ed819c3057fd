"""What is wrong with a questionnaire before it may be published: everything, at once. Pure (specification 3.2, 3.5)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from . import lint_rules
from .drafts import Draft, Found, Problem
from .items import Item
from .points import most
from .reaching import can_be_shown
from .vocabulary import CHOOSING, ROWS, Combine, Kind, Polarity

LEAST_QUESTIONS = 2
LEAST_WEIGHT = 150
"""Weight times share, in hundredths, that a principle needs in exposure and in safeguards (specification 3.2)."""


def lint(draft: Draft) -> list[Problem]:
    found = [problem for check in CHECKS for problem in check(draft)]
    return found or [*_unreachable(draft)]


def _keys_stand_once(draft: Draft) -> Found:
    for named in ([item.key for item in draft.items], [part.code for part in draft.parts]):
        yield from (Problem(key, _("This key stands twice.")) for key, n in Counter(named).items() if n > 1)
    codes = {part.code for part in draft.parts}
    astray = [item.key for item in draft.items if item.section and item.section not in codes]
    yield from (Problem(key, _("Its section is not part of this questionnaire.")) for key in astray)


def _questions_are_whole(draft: Draft) -> Found:
    for item in draft.items:
        if not item.text.strip():
            yield Problem(item.key, _("It has no text."))
        if item.kind in CHOOSING and not item.options:
            yield Problem(item.key, _("There is nothing to choose from."))
        if item.kind in ROWS - {Kind.MATRIX} and not item.columns:
            yield Problem(item.key, _("Its rows have no columns."))
        some = item.limits.get("some", {})
        yield from (
            Problem(item.key, _("“%(column)s” is no column of it.") % {"column": name})
            for name in some
            if name not in {column.key for column in item.columns}
        )


def _scored_questions_have_points(draft: Draft) -> Found:
    for item in draft.items:
        yield from (Problem(item.key, reason) for reason in (_unscored(item) if item.is_scored else _misplaced(item)))


def _unscored(item: Item) -> Iterator[str]:
    counted = item.combine in {Combine.COUNT, Combine.COUNT_LESS_ONE} and item.kind == Kind.MULTI
    missing = [option.key for option in item.options if option.points is None and not counted]
    if missing:
        yield _("These choices have no points: %(keys)s.") % {"keys": ", ".join(missing)}
    elif most(item) == 0:
        yield _("No answer gives any points, so it cannot be scored.")
    yield from _too_cheap(item)


def _too_cheap(item: Item) -> Iterator[str]:
    """Saying "not sure" may not be the way out. Of a safeguard, the worst answer gives the fewest points."""
    if item.polarity == Polarity.SAFEGUARD:
        cheap = [one for one in item.options if one.unsure and one.points]
    else:
        plausible = [one.points or 0 for one in item.options if not one.unsure and not one.extreme]
        cheap = [one for one in item.options if one.unsure and (one.points or 0) < max(plausible, default=0)]
    for option in cheap:
        yield _("“%(key)s” (not sure) is better off than the worst plausible answer.") % {"key": option.key}


def _misplaced(item: Item) -> Iterator[str]:
    if item.polarity != Polarity.NONE:
        yield _("It is scored and has no weight.")


def _scorer_gets_what_it_needs(draft: Draft) -> Found:
    for item in draft.items:
        if draft.scorer.triggers and item.is_asked and not item.trigger:
            yield Problem(item.key, _("Say what a yes leads to."))
        if item.is_scored and draft.scorer.principles and not item.shares:
            yield Problem(item.key, _("Say which principles it is about."))
        if item.is_scored and item.combine == Combine.SUM and not draft.scorer.adds_up:
            yield Problem(item.key, _("Points are not added up here: choose another way to combine them."))
        elif item.is_scored and draft.scorer.most_points is not None and most(item) > draft.scorer.most_points:
            yield Problem(item.key, _("An answer gives at most %(n)d points.") % {"n": draft.scorer.most_points})


def _principles_are_covered(draft: Draft) -> Found:
    wanted = () if draft.thin else draft.scorer.principles
    for principle in wanted:
        for polarity in (Polarity.EXPOSURE, Polarity.SAFEGUARD):
            about = [item for item in draft.items if item.polarity == polarity and item.shares.get(principle)]
            weight = sum(item.weight * item.shares[principle] for item in about)
            if len(about) < LEAST_QUESTIONS or weight < LEAST_WEIGHT:
                told = _("Ask at least 2 %(polarity)s questions about it, of a weight of 1.5 together.")
                yield Problem(principle, told % {"polarity": polarity.value})


def _unreachable(draft: Draft) -> Found:
    """Looked at once all else is right, since it needs rules that can be evaluated."""
    for item in draft.items:
        if not can_be_shown(item.key, draft.parts, draft.items):
            yield Problem(item.key, _("Nobody can reach it: no answers let it be shown."))


CHECKS: Iterable[Callable[[Draft], Found]] = (
    _keys_stand_once,
    lint_rules.name_what_is_there,
    lint_rules.go_round_in_no_circle,
    lint_rules.look_back,
    _questions_are_whole,
    _scored_questions_have_points,
    _scorer_gets_what_it_needs,
    _principles_are_covered,
)

__all__ = ["Draft", "Problem", "lint"]
