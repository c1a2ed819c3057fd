"""Files, read strictly, with the place of whatever is wrong in them."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from .nodes import Node
from .refusals import Refused
from .strict import load_json, load_yaml

DEEPEST = 100
"""Values inside of values: far more than any format has, and far less than what exhausts the reader."""


@dataclass(frozen=True)
class Source:
    """A file: its name, as seen from the folder that was given, and its bytes."""

    name: str
    content: bytes

    def node(self) -> Node:
        """The content, read by the ending of the name. Raises Refused with line and column."""
        text = self._text()
        try:
            value = load_yaml(text) if self.name.lower().endswith((".yml", ".yaml")) else load_json(text)
        except json.JSONDecodeError as error:
            raise self._refuse(error.msg, error.lineno, error.colno) from None
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise self._refuse(
                error.problem or str(error), *((mark.line + 1, mark.column + 1) if mark else ())
            ) from None
        except (ValueError, yaml.YAMLError) as error:
            raise self._refuse(str(error).splitlines()[0]) from None
        except RecursionError:
            raise self._too_deep() from None
        found = Node(self.name, "", value)
        self._check_texts(found)
        return found

    def _too_deep(self) -> Refused:
        return self._refuse(_("its values are nested too deeply"))

    def _refuse(self, reason: str, *place: int) -> Refused:
        where = _("line %(line)d, column %(column)d") % {"line": place[0], "column": place[1]} if place else ""
        return Refused.at(self.name, where, _("This cannot be read: %(why)s.") % {"why": reason.rstrip(".")})

    def _text(self) -> str:
        try:
            return self.content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            place = _("byte %(n)d") % {"n": error.start + 1}
            raise Refused.at(self.name, place, _("This is not UTF-8 text.")) from None

    def _check_texts(self, node: Node, depth: int = 0) -> None:
        """Databases refuse the character NUL, and halves of characters cannot be written down again."""
        if depth > DEEPEST:
            raise self._too_deep()
        match node.value:
            case dict():
                for name, member in node.members():
                    self._check_texts(Node(self.name, member.path, name))
                    self._check_texts(member, depth + 1)
            case list():
                for item in node.items():
                    self._check_texts(item, depth + 1)
            case str() as text if "\0" in text or any("\ud800" <= mark <= "\udfff" for mark in text):
                raise node.refuse(_("This text has a character that cannot be kept."))


def sources(path: Path, endings: tuple[str, ...]) -> Iterator[Source]:
    """One file, or the files with these endings in a folder and its folders, in the order of their names."""
    _readable(path.name)
    if not path.exists():
        raise Refused.at(str(path), "", _("There is no such file or folder."))
    found = [path] if not path.is_dir() else sorted(_files(path, endings))
    if not found:
        told = _("No file here ends in %(endings)s.") % {"endings": _(" or ").join(endings)}
        raise Refused.at(str(path), "", told)
    for one in found:
        name = _readable(one.name if one == path else str(one.relative_to(path)))
        try:
            yield Source(name, one.read_bytes())
        except OSError as error:
            raise Refused.at(str(one), "", error.strerror or str(error)) from None


def _files(folder: Path, endings: tuple[str, ...]) -> Iterator[Path]:
    """A folder may be named like a file. A link that leads nowhere is told when it is read."""
    return (one for one in folder.rglob("*") if one.suffix.lower() in endings and not one.is_dir())


def _readable(name: str) -> str:
    """Python lends each byte that is not UTF-8 half a character, which no database keeps."""
    shown = os.fsencode(name).decode(errors="replace")
    if shown != name:
        raise Refused.at(shown, "", _("The name of this is not UTF-8 text. Rename it, then import again."))
    return name


def verbatim(value: Any) -> str:
    """The value as JSON, in its own order: what was read, and nothing else."""
    return json.dumps(value, ensure_ascii=False, indent=1)
