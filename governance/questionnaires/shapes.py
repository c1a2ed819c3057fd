"""What the JSON of a question may look like: (place, reason) of whatever is wrong with it. Pure."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from .visibility import malformed
from .vocabulary import PRINCIPLES

Problems = Iterator[tuple[str, str]]
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+-]{0,99}")
MOST_POINTS = 1000
OPTION: dict[str, type] = {
    "key": str,
    "text": str,
    "points": int,
    "exclusive": bool,
    "unsure": bool,
    "extreme": bool,
    "flags": list,
}
COLUMN: dict[str, type] = {"key": str, "text": str, "options": list}
LIMITS: dict[str, type] = {"least": int, "most": int, "some": dict}
NAMES = {str: _("a text"), int: _("a whole number"), bool: _("true or false"), list: _("a list"), dict: _("a group")}


def options(value: Any, at: str = "") -> Problems:
    yield from _listed(value, at, _option)


def columns(value: Any) -> Problems:
    yield from _listed(value, "", _column)


def shares(value: Any) -> Problems:
    """Shares are whole hundredths: 100 is the main principle of a question, 50 a secondary one."""
    if not isinstance(value, dict):
        yield "", _('This should be shares by principle, such as {"PRI": 100, "NOM": 50}.')
        return
    for code, share in value.items():
        if code not in PRINCIPLES:
            yield code, _("There is no principle “%(code)s”.") % {"code": code}
        elif type(share) is not int or not 0 < share <= 100:  # noqa: PLR2004  hundredths
            yield code, _("A share is a whole number from 1 to 100.")


def limits(value: Any) -> Problems:
    if not isinstance(value, dict):
        yield "", _("This should be a group of limits.")
        return
    yield from _members(value, LIMITS, "")
    least, most = value.get("least"), value.get("most")
    if type(least) is int and type(most) is int and least > most:
        yield "least", _("The least is more than the most.")
    some = value.get("some")
    if isinstance(some, dict) and not all(isinstance(one, str) for one in some.values()):
        yield "some", _("This names a column and the value that at least one row has.")


def rule(value: Any) -> Problems:
    if value is not None:
        yield from malformed(value)


def is_key(value: Any) -> bool:
    return isinstance(value, str) and bool(KEY.fullmatch(value))


def _listed(value: Any, at: str, check: Callable[[dict[str, Any], str], Problems]) -> Problems:
    if not isinstance(value, list):
        yield at, _("This should be a list.")
        return
    for number, one in enumerate(value):
        place = f"{at}[{number}]"
        if isinstance(one, dict):
            yield from check(one, place)
        else:
            yield place, _("This should be a group of named values.")
    named = Counter(one["key"] for one in value if isinstance(one, dict) and isinstance(one.get("key"), str))
    yield from ((at, _("The key “%(key)s” stands twice.") % {"key": key}) for key, n in named.items() if n > 1)


def _option(told: dict[str, Any], place: str) -> Problems:
    yield from _keyed(told, OPTION, place)
    points, flags = told.get("points"), told.get("flags")
    if type(points) is int and not 0 <= points <= MOST_POINTS:
        yield f"{place}.points", _("Points go from 0 to %(most)d.") % {"most": MOST_POINTS}
    if isinstance(flags, list) and not all(is_key(flag) for flag in flags):
        yield f"{place}.flags", _("A flag is a name without spaces.")


def _column(told: dict[str, Any], place: str) -> Problems:
    yield from _keyed(told, COLUMN, place)
    if told.get("key") in {"id", "name", "option"}:
        yield f"{place}.key", _("“%(key)s” is taken: choose another name.") % {"key": told["key"]}
    if isinstance(told.get("options"), list):
        yield from options(told["options"], f"{place}.options")


def _keyed(told: dict[str, Any], known: dict[str, type], place: str) -> Problems:
    yield from _members(told, known, place)
    if not is_key(told.get("key")):
        yield f"{place}.key", _("A key is letters, digits and . _ : + -, at most 100.")


def _members(told: dict[str, Any], known: dict[str, type], place: str) -> Problems:
    for name, value in told.items():
        where = f"{place}.{name}".lstrip(".")
        if name not in known:
            yield where, _("This name is not known here.")
        elif type(value) is not known[name]:
            yield where, _("This should be %(what)s.") % {"what": NAMES[known[name]]}
