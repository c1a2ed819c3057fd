"""The conditions of SurveyJS, such as `{a} = "x" and ({b} contains "y" or {b} contains "z")`, as our rules."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

Rule = dict[str, Any]
TOKEN = re.compile(
    r"""\s*(?: \{(?P<question>[^{}]+)\} | "(?P<text>[^"]*)" | '(?P<other>[^']*)'
        | (?P<mark>[()\[\],]|=|<>|!=) | (?P<word>[A-Za-z]+) )""",
    re.VERBOSE,
)
DEEPEST = 20


class Unclear(ValueError):
    """A condition that has no rule of ours."""


def rule_of(text: str) -> Rule:
    """Raises Unclear with what is not understood."""
    return _Reader(list(_tokens(text))).whole()


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """(kind, text) of each; words and marks are their own kind."""
    place = 0
    while text[place:].strip():
        found = TOKEN.match(text, place)
        if found is None:
            raise Unclear(_("“%(rest)s” is not understood.") % {"rest": text[place : place + 40].strip()})
        place = found.end()
        kind, said = found.lastgroup or "", found[found.lastgroup or 0]
        kind = {"other": "text", "mark": said, "word": said.lower()}.get(kind, kind)
        yield kind, said


class _Reader:
    """Reads from the left, one function for each level: "and" binds closer than "or"."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.left, self.depth = tokens[::-1], 0

    def whole(self) -> Rule:
        found = self._joined("or", "any")
        if self.left:
            raise self._unclear()
        return found

    def _joined(self, word: str, name: str) -> Rule:
        inner = (lambda: self._joined("and", "all")) if word == "or" else self._one
        found = [inner()]
        while self._takes(word):
            found.append(inner())
        return {name: found} if len(found) > 1 else found[0]

    def _one(self) -> Rule:
        if not self._takes("("):
            return self._compared()
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unclear(_("It is nested too deeply."))
        found = self._joined("or", "any")
        self._take(")")
        return found

    def _compared(self) -> Rule:
        question = self._take("question").strip()
        if self._takes("="):
            return {"q": question, "op": "eq", "v": self._take("text")}
        if self._takes("<>") or self._takes("!="):
            return {"q": question, "op": "ne", "v": self._take("text")}
        self._take("contains")
        values = self._values()
        if len(values) == 1:
            return {"q": question, "op": "contains", "v": values[0]}
        return {"q": question, "op": "contains_all", "v": values}

    def _values(self) -> list[str]:
        if not self._takes("["):
            return [self._take("text")]
        found = [self._take("text")]
        while self._takes(","):
            found.append(self._take("text"))
        self._take("]")
        return found

    def _takes(self, kind: str) -> bool:
        if self.left and self.left[-1][0] == kind:
            self.left.pop()
            return True
        return False

    def _take(self, kind: str) -> str:
        if not self.left or self.left[-1][0] != kind:
            raise self._unclear()
        return self.left.pop()[1]

    def _unclear(self) -> Unclear:
        if not self.left:
            return Unclear(_("It ends too soon."))
        return Unclear(_("“%(what)s” is not expected here.") % {"what": self.left[-1][1][:40]})
