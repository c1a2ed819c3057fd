"""Which earlier checkpoints are shown to outsiders: all of the newest, then ever fewer, and one a month for ever."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any

NEWEST = 60
HOURLY, DAILY = dt.timedelta(days=3), dt.timedelta(days=100)
MOST = 1000
"""However many there are: enough for sixty years."""


def thinned(rows: Iterable[Any], now: dt.datetime, *, counts: Callable[[Any], bool]) -> Iterator[Any]:
    """Of rows with `made_at`, newest first: the newest 60, then one an hour, a day and a month.

    Only those that count stand for their hour, day or month. That is asked of as few as possible, as it takes time.
    """
    shown, spans = 0, set()
    for row in rows:
        span = _span(row.made_at.astimezone(dt.UTC), now)
        if (shown < NEWEST or span not in spans) and counts(row):
            spans.add(span)
            shown += 1
            yield row
        if shown == MOST:
            return


def _span(at: dt.datetime, now: dt.datetime) -> str:
    age = now - at
    form = "%Y-%m-%d %H" if age <= HOURLY else "%Y-%m-%d" if age <= DAILY else "%Y-%m"
    return at.strftime(form)
