"""Reading entries, the newest first, in steps that each cost the same however many entries there are."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from .models import Entry
from .schema import KIND as SCHEMA

CHUNK = 100
STRETCH = 10_000
"""Entries that one step looks through for what no index finds: words, and actions of any kind."""
NEAR = 1_000
"""Entries are numbered nearly in the order of their times. So many at the edge of a period are looked at."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for; what is not said does not narrow it. `record` is (kind, key) as entries name it."""

    person: int | None = None
    record: tuple[str, int] | None = None
    kind: str = ""
    action: str = ""
    first: dt.datetime | None = None
    past: dt.datetime | None = None
    words: str = ""

    def rows(self) -> QuerySet:
        """The newest first. By number of insertion, which rises with time."""
        rows = Entry.objects.exclude(kind=SCHEMA).order_by("-id")
        told: dict[str, Any] = {"person": self.person, "kind": self.kind, "action": self.action}
        told |= {"at__gte": self.first, "at__lt": self.past, "payload__icontains": _in_json(self.words)}
        rows = rows.filter(**{name: value for name, value in told.items() if value not in (None, "")})
        return rows.filter(of_kind=self.record[0], of=self.record[1]) if self.record else rows

    def steps(self, before: int | None) -> Iterator[tuple[list[Entry], int | None]]:
        """Entries older than the entry `before`, with where the next step begins; None where nothing older is left."""
        found_by_index = self.record or not (self.words or self.action)
        return self._chunks(before) if found_by_index else self._stretches(before)

    def _chunks(self, before: int | None) -> Iterator[tuple[list[Entry], int | None]]:
        rows = self.rows()
        while True:
            chunk = list((rows.filter(id__lt=before) if before else rows)[:CHUNK])
            before = chunk[-1].pk if len(chunk) == CHUNK else None
            yield chunk, before
            if before is None:
                return

    def _stretches(self, before: int | None) -> Iterator[tuple[list[Entry], int | None]]:
        rows, (floor, top) = self.rows(), self._edges()
        at = min(before or top, top)
        while at > floor:
            low = max(at - STRETCH, floor)
            chunk = list(rows.filter(id__lt=at, id__gte=low)[:CHUNK])
            at = chunk[-1].pk if len(chunk) == CHUNK else low
            yield chunk, at if at > floor else None

    def _edges(self) -> tuple[int, int]:
        """The first entry of the period, and the one after its last; nothing lies between where there is none."""
        old, new = Entry.objects.order_by("at", "id"), Entry.objects.order_by("-at", "-id")
        old = old.filter(at__gte=self.first) if self.first else old
        new = new.filter(at__lt=self.past) if self.past else new
        first, last = (list(rows.values_list("id", flat=True)[:NEAR]) for rows in (old, new))
        return (min(first), max(last) + 1) if first and last else (0, 0)


def _in_json(words: str) -> str:
    """As they stand within the text of an entry, where quotes and line ends are written otherwise."""
    return json.dumps(words, ensure_ascii=False)[1:-1]
