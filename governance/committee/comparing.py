"""What has changed between two frozen texts, field by field. Pure functions over what snapshots say."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

Said = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """One field: `where` names the part that it stands in, and is empty for the record's own."""

    where: str
    label: str
    was: str
    now: str


def differences(old: Said, new: Said) -> list[Difference]:
    return list(_between(old, new, ""))


def _between(old: Said, new: Said, where: str) -> Iterable[Difference]:
    yield from _fields(old, new, where)
    for name in new["parts"].keys() | old["parts"].keys():
        yield from _parts(old["parts"].get(name, []), new["parts"].get(name, []))
    if "about" in old and "about" in new:
        yield from _between(old["about"], new["about"], new["about"]["title"])


def _fields(old: Said, new: Said, where: str) -> Iterable[Difference]:
    before = {field["name"]: field for field in old["fields"]}
    for field in new["fields"]:
        was = before.get(field["name"], {"value": None, "text": ""})
        if was["value"] != field["value"]:
            yield Difference(where, field["label"], was["text"], field["text"])


def _parts(old: list[Said], new: list[Said]) -> Iterable[Difference]:
    """Parts are the same where their first field says the same, such as the question of an answer."""
    before, after = {_key(part): part for part in old}, {_key(part): part for part in new}
    for key, part in after.items():
        if key in before:
            yield from _fields(before[key], part, _heading(part))
        else:
            yield Difference("", part["title"], "", _heading(part) or _("added"))
    for key in [one for one in before if one not in after]:
        yield Difference("", before[key]["title"], _heading(before[key]), _("taken out"))


def _key(part: Said) -> str:
    return str(part["fields"][0]["value"]) if part["fields"] else ""


def _heading(part: Said) -> str:
    return part["fields"][0]["text"] if part["fields"] else ""
