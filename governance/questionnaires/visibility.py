"""When a question is shown: rules as JSON, evaluated here and nowhere else. Pure (specification 3.5).

    {"all": [RULE, ...]}  {"any": [RULE, ...]}  {"not": RULE}
    {"q": KEY, "op": OP, "v": VALUE}      with "column": NAME for one column of rows
    {"q": KEY, "op": "answered"}
    {"flag": NAME}                        raised from outside, such as by the scoring
    {"tier": 3}                           the tier from outside is at least this

Of a choice, eq, ne, in and contains look at keys; gt, gte, lt and lte at points (of a number at the number, of a
scale at the step). What is not answered meets no comparison. "lookahead": true allows a rule to name a later section.
"""

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

from django.utils.translation import gettext as _

from .saying import Said

Rule = Mapping[str, Any]
Look = Callable[[str, str], Said | None]
"""What the answer to a question says, by key and column; None if it is hidden or unanswered."""

COMPARE = {"gt": operator.gt, "gte": operator.ge, "lt": operator.lt, "lte": operator.le}
ON_KEYS: dict[str, Callable[[frozenset[str], Any], bool]] = {
    "eq": lambda keys, v: keys == {v},
    "ne": lambda keys, v: keys != {v},
    "in": lambda keys, v: bool(keys & set(v)),
    "contains": lambda keys, v: v in keys,
    "contains_any": lambda keys, v: bool(keys & set(v)),
    "contains_all": lambda keys, v: keys >= set(v),
}
MANY = {"in", "contains_any", "contains_all"}
"""Operators whose value is a list."""
DEEPEST = 20


@dataclass(frozen=True)
class Outside:
    """What rules may know besides answers."""

    flags: frozenset[str] = frozenset()
    tier: int | None = None


def shows(rule: Rule | None, look: Look, outside: Outside) -> bool:
    """Whether the rule lets it be seen: also where "not sure" leaves it open, so that both branches are shown."""
    return rule is None or holds(rule, look, outside) is not False


def holds(rule: Rule, look: Look, outside: Outside) -> bool | None:
    """Whether a rule holds; None where a "not sure" leaves it open."""
    if "all" in rule:
        return _all([holds(one, look, outside) for one in rule["all"]])
    if "any" in rule:
        return _negated(_all([_negated(holds(one, look, outside)) for one in rule["any"]]))
    if "not" in rule:
        return _negated(holds(rule["not"], look, outside))
    if "flag" in rule:
        return rule["flag"] in outside.flags
    if "tier" in rule:
        return outside.tier is not None and outside.tier >= rule["tier"]
    return _compared(rule, look(rule["q"], rule.get("column", "")))


def _all(found: list[bool | None]) -> bool | None:
    if False in found:
        return False
    return None if None in found else True


def _negated(found: bool | None) -> bool | None:  # noqa: FBT001  a truth value is what it is about
    return None if found is None else not found


def _compared(rule: Rule, said: Said | None) -> bool | None:
    if said is None:
        return False
    if rule["op"] == "answered":
        return True
    if rule["op"] in COMPARE:
        found = said.number is not None and COMPARE[rule["op"]](said.number, rule["v"])
        return None if said.is_unsure else found
    found = ON_KEYS[rule["op"]](said.keys, rule["v"])
    return None if said.is_unsure and not found else found


# What a rule is made of


def atoms(rule: Rule | None) -> Iterator[Rule]:
    """The comparisons in a rule."""
    if rule is None:
        return
    inner = [*rule.get("all", ()), *rule.get("any", ()), *([rule["not"]] if "not" in rule else [])]
    if not inner:
        yield rule
    for one in inner:
        yield from atoms(one)


def keys(*rules: Rule | None) -> set[str]:
    """The questions that rules ask about."""
    return {atom["q"] for rule in rules for atom in atoms(rule) if "q" in atom}


def order(needs: Mapping[str, Iterable[str]]) -> list[str]:
    """Keys, each after those that it needs. Raises graphlib.CycleError with the circle in `args[1]`."""
    return [key for key in TopologicalSorter(needs).static_order() if key in needs]


# What is wrong with the shape of one


def malformed(rule: Any, place: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """(place in the rule, reason) of whatever is not as described above."""
    if not isinstance(rule, dict) or depth > DEEPEST:
        yield place, _('This should be a rule such as {"q": "a.key", "op": "eq", "v": "yes"}.')
        return
    joined = [name for name in ("all", "any", "not", "flag", "tier", "q") if name in rule]
    if len(joined) != 1:
        yield place, _("A rule is one of all, any, not, flag, tier and q.")
    elif joined[0] == "q":
        yield from _malformed_atom(rule, place)
    elif len(rule) > 1:
        yield place, _("Nothing else goes beside “%(name)s”.") % {"name": joined[0]}
    else:
        yield from _malformed_inside(joined[0], rule[joined[0]], f"{place}.{joined[0]}".lstrip("."), depth)


def _malformed_inside(name: str, inside: Any, place: str, depth: int) -> Iterator[tuple[str, str]]:
    if name == "not":
        yield from malformed(inside, place, depth + 1)
    elif name == "flag" and not (isinstance(inside, str) and inside):
        yield place, _("This should be the name of a flag.")
    elif name == "tier" and type(inside) is not int:
        yield place, _("This should be a tier from 1 to 4.")
    elif name in {"all", "any"}:
        if not isinstance(inside, list) or not inside:
            yield place, _("This should be a list of rules.")
            return
        for number, one in enumerate(inside):
            yield from malformed(one, f"{place}[{number}]", depth + 1)


def _malformed_atom(rule: dict[str, Any], place: str) -> Iterator[tuple[str, str]]:
    unknown = set(rule) - {"q", "op", "v", "column", "lookahead"}
    op, value = rule.get("op"), rule.get("v")
    if unknown:
        yield place, _("“%(name)s” is not part of a rule.") % {"name": min(unknown)}
    if not isinstance(rule["q"], str) or not isinstance(rule.get("column", ""), str):
        yield place, _("“q” and “column” are names.")
    if not isinstance(op, str) or op not in {"answered", *COMPARE, *ON_KEYS}:
        yield place, _("“%(op)s” is no comparison.") % {"op": op}
    elif op == "answered" and "v" in rule:
        yield place, _("“answered” takes no value.")
    elif op in COMPARE and type(value) is not int:
        yield place, _("“%(op)s” compares with a whole number.") % {"op": op}
    elif op in MANY and not (isinstance(value, list) and value and all(isinstance(one, str) for one in value)):
        yield place, _("“%(op)s” compares with a list of keys.") % {"op": op}
    elif op in ON_KEYS and op not in MANY and not isinstance(value, str):
        yield place, _("“%(op)s” compares with a key.") % {"op": op}
