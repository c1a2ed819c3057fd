"""What is wrong with the rules by which questions are shown. Pure (specification 3.5)."""

from collections.abc import Iterator
from graphlib import CycleError

from django.utils.translation import gettext as _

from .drafts import Draft, Found, Problem
from .items import Item
from .visibility import Rule, atoms, keys, order


def name_what_is_there(draft: Draft) -> Found:
    known = {item.key: item for item in draft.items}
    for owner, _section, rule in draft.rules():
        for key in sorted(keys(rule) - known.keys()):
            gone = _("Its rule names “%(key)s”, which this edition no longer asks.")
            unknown = _("Its rule names “%(key)s”, which is no question here.")
            yield Problem(owner, (gone if key in draft.before else unknown) % {"key": key})
        for atom in atoms(rule):
            if atom.get("q") in known:
                yield from (Problem(owner, reason) for reason in _unheard(atom, known[atom["q"]]))


def _unheard(atom: Rule, item: Item) -> Iterator[str]:
    """What a comparison asks that the question can never say."""
    column = atom.get("column", "")
    if column and column not in {one.key for one in item.columns}:
        yield _("Its rule names the column “%(column)s”, which “%(key)s” does not have.") % {
            "column": column,
            "key": item.key,
        }
        return
    offered = {option.key for option in item.options_in(column)}
    value = atom.get("v")
    wanted = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    missing = sorted(set(wanted) - offered) if offered else []
    for key in missing:
        yield _("Its rule names “%(option)s”, which is no choice of “%(key)s”.") % {"option": key, "key": item.key}


def go_round_in_no_circle(draft: Draft) -> Found:
    of_part = {part.code: part.visible_if for part in draft.parts}
    known = {item.key for item in draft.items}
    try:
        order({item.key: keys(item.visible_if, of_part.get(item.section)) & known for item in draft.items})
    except CycleError as error:
        circle = error.args[1]
        yield Problem(circle[0], _("Questions wait for one another: %(keys)s.") % {"keys": " → ".join(circle[::-1])})


def look_back(draft: Draft) -> Found:
    place = {part.code: part.position for part in draft.parts}
    sections = {item.key: item.section for item in draft.items}
    for owner, section, rule in draft.rules():
        ahead = {atom["q"] for atom in atoms(rule) if "q" in atom and not atom.get("lookahead")}
        for key in sorted(ahead & sections.keys()):
            if place.get(sections[key], 0) > place.get(section, 0):
                yield Problem(owner, _("Its rule looks ahead, at “%(key)s” in a later section.") % {"key": key})
