"""What an address may ask of a register: simple questions about declared filters, and a page that can exist."""

import re
from collections.abc import Iterable

LOOKUPS = {"exact", "in", "isnull"}
OF_THE_ADMIN = {"_popup", "_to_field"}
PAGE = re.compile(r"[0-9]{1,6}")
TOO_LONG = re.compile(r"\d{19}")
"""A number that fits no database."""


def is_plain(lookup: str, values: Iterable[str], filters: Iterable[str]) -> bool:
    name, *more = lookup.split("__")
    is_known = name in OF_THE_ADMIN or (name in filters and (not more or (len(more) == 1 and more[0] in LOOKUPS)))
    return is_known and not any("\0" in value or TOO_LONG.search(value) for value in values)


def page_of(request) -> int:
    """The page that is asked for; the first, where that is no page."""
    asked = request.GET.get("page", "1")
    return max(int(asked), 1) if PAGE.fullmatch(asked) else 1
