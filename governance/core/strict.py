"""JSON and YAML without their ways of losing data in silence: repeated keys, rounded numbers, guessed types."""

import json
import json.scanner
import math
import re
from decimal import Decimal
from typing import Any

import yaml
from django.utils.translation import gettext as _

# JSON (RFC 8259)


class Lossy(ValueError):
    """Well-formed, but a reader would lose some of it."""


def load_json(text: str) -> Any:
    """Raises JSONDecodeError, for what would be lost at the object that holds it."""
    try:
        return json.loads(text, **HOOKS)
    except Lossy:
        return _Slow(**HOOKS).decode(text)


def _named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in found if names.count(name) > 1)
        raise Lossy(_("the name “%(name)s” stands twice in one object") % {"name": twice})
    return found


def _exact(text: str) -> float:
    found = float(text)
    if not math.isfinite(found) or Decimal(text) != Decimal(repr(found)):
        raise Lossy(_("the number %(n)s cannot be kept exactly") % {"n": text[:40]})
    return found


def _no_constant(name: str) -> Any:
    raise Lossy(_("%(name)s is not a number") % {"name": name})


HOOKS = {"object_pairs_hook": _named_once, "parse_float": _exact, "parse_constant": _no_constant}


class _Slow(json.JSONDecoder):
    """Python's own scanner, which can say where: used only once something is known to be wrong."""

    def __init__(self, **hooks: Any) -> None:
        super().__init__(**hooks)
        self.parse_object = self._located
        self.scan_once = json.scanner.py_make_scanner(self)

    @staticmethod
    def _located(text_and_end: tuple[str, int], *told: Any) -> Any:
        try:
            return json.decoder.JSONObject(text_and_end, *told)
        except Lossy as error:
            raise json.JSONDecodeError(str(error), text_and_end[0], text_and_end[1] - 1) from None


# YAML


def load_yaml(text: str) -> Any:
    return _Loader(text).get_single_data()


class _Loader(yaml.SafeLoader):
    """Plain words stay words: only true, false, null and whole numbers are more, so that NO is not a "no"."""

    yaml_implicit_resolvers: dict = {}

    def compose_node(self, parent, index):
        """An alias can make a small file grow without end; a tag asks for another type than the text has."""
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent) or event.tag is not None:
            told = _("aliases and tags are not taken in")
            raise yaml.MarkedYAMLError(problem=told, problem_mark=event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node, deep=False):  # noqa: FBT002  as in PyYAML
        found = super().construct_mapping(node, deep=True)
        names = [self.construct_object(name, deep=True) for name, _value in node.value]
        if len(found) < len(names) or not all(isinstance(name, str) for name in names):
            told = _("a name stands twice, or is not a text")
            raise yaml.MarkedYAMLError(problem=told, problem_mark=node.start_mark)
        return found


for _tag, _shape, _first in [
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?(0|[1-9][0-9]*)", "-+0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
]:
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_shape})$"), list(_first))
