"""A value of a source together with where it stands, so that whatever is wrong with it can be told by its place."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .bounds import in_a_likely_year
from .refusals import Refused

LARGEST = 2**63 - 1
"""The largest number that both databases hold."""


@dataclass(frozen=True)
class Node:
    """`value` is as the source has it. What is asked for and missing is None, "" or empty; what is wrong is refused."""

    file: str
    path: str
    value: Any

    def refuse(self, reason: str) -> Refused:
        return Refused.at(self.file, self.path, reason)

    def at(self, key: str | int) -> "Node":
        """The value under a key or number. Its path says how to find it: `dataset[0].fields[3].name`."""
        step = f"[{key}]" if isinstance(key, int) else f".{key}" if self.path else str(key)
        inside = self.value[key] if isinstance(key, int) else self._object().get(key)
        return Node(self.file, self.path + step, inside)

    def down(self, *keys: str) -> "Node":
        found = self
        for key in keys:
            found = found.at(key)
        return found

    def _object(self) -> dict[str, Any]:
        if self.value is None:
            return {}
        if not isinstance(self.value, dict):
            raise self.refuse(_("This should be a group of named values."))
        return self.value

    def members(self) -> Iterator[tuple[str, "Node"]]:
        for key in self._object():
            if not isinstance(key, str):
                raise self.refuse(_("“%(key)s” is not a name.") % {"key": key})
            yield key, self.at(key)

    def items(self) -> list["Node"]:
        if self.value is None:
            return []
        if not isinstance(self.value, list):
            raise self.refuse(_("This should be a list."))
        return [self.at(number) for number in range(len(self.value))]

    def text(self, *, needed: bool = False) -> str:
        if self.value is None and not needed:
            return ""
        if not isinstance(self.value, str) or (needed and not self.value.strip()):
            raise self.refuse(_("This should be a text."))
        return self.value

    def texts(self) -> list[str]:
        return [item.text(needed=True) for item in self.items()]

    def whole(self, least: int = 0, most: int = LARGEST) -> int | None:
        if self.value is None:
            return None
        if type(self.value) is not int or not least <= self.value <= most:
            told = {"least": least, "most": most}
            raise self.refuse(_("This should be a whole number from %(least)d to %(most)d.") % told)
        return self.value

    def moment(self) -> dt.datetime | None:
        """ISO 8601, with its zone or else in UTC."""
        if self.value is None:
            return None
        try:
            found = dt.datetime.fromisoformat(self.text())
            in_a_likely_year(found)
        except (ValueError, ValidationError):
            raise self.refuse(_("This should be a moment such as 2020-08-13T16:05:23Z.")) from None
        return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
