"""What is wrong right now, as a named query over records. Declared in each app's `findings.py`."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import IntegerChoices, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Level(IntegerChoices):
    NOTICE = 10, _("Notice")
    SERIOUS = 20, _("Serious")
    CRITICAL = 30, _("Critical")


@dataclass(frozen=True)
class Finding:
    """`query(today)` gives the records that it concerns; it is one query, whatever their number."""

    id: str
    level: Level
    says: str | Promise
    do: str | Promise
    query: Callable[[dt.date], QuerySet]


registry: dict[str, Finding] = {}


def finding(id: str, *, level: Level, says: str | Promise, do: str | Promise):  # noqa: A002
    """Declares a finding. Raises ValueError if the id is taken."""

    def declare(query: Callable[[dt.date], QuerySet]):
        if id in registry:
            message = f"There are two findings {id!r}."
            raise ValueError(message)
        registry[id] = Finding(id, level, says, do, query)
        return query

    return declare


def declared() -> list[Finding]:
    """All findings, the gravest first."""
    return sorted(registry.values(), key=lambda found: (-found.level, found.id))
