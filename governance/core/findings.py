"""What is wrong right now, as a named query over records. Declared in each app's `findings.py`."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import CharField, IntegerChoices, QuerySet, Value
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

    @property
    def tone(self) -> str:
        return {Level.NOTICE: "neutral", Level.SERIOUS: "warn", Level.CRITICAL: "bad"}[self.level]

    @cached_property
    def model(self) -> type:
        """The kind of record that it concerns, on whatever day."""
        return self.query(dt.date(2000, 1, 1)).model


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


def about(model: type) -> list[Finding]:
    """Those that concern records of this kind, the gravest first."""
    return [found for found in declared() if found.model is model]


def concerning(model: type, keys: Iterable[int], today: dt.date) -> dict[int, list[Finding]]:
    """For some rows of one kind, such as a page of a list, what is wrong with each: one query for all findings."""
    asked = [
        found.query(today).filter(pk__in=list(keys)).order_by().annotate(_=Value(found.id, CharField()))
        for found in about(model)
    ]
    if not asked:
        return {}
    first, *others = [rows.values_list("pk", "_").distinct() for rows in asked]
    wrong: dict[int, list[Finding]] = {}
    for key, name in first.union(*others, all=True) if others else first:
        wrong.setdefault(key, []).append(registry[name])
    return {key: sorted(found, key=lambda one: (-one.level, one.id)) for key, found in wrong.items()}
