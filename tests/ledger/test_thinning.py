"""Of many checkpoints outsiders are shown enough to find the one that they saw, and not all."""

import datetime as dt
from types import SimpleNamespace

from governance.ledger.thinning import MOST, NEWEST, thinned

NOW = dt.datetime(2026, 11, 15, 12, tzinfo=dt.UTC)


def made(minutes: int, count: int) -> list[SimpleNamespace]:
    """So many rows, so many minutes apart, newest first."""
    return [SimpleNamespace(size=place, made_at=NOW - place * dt.timedelta(minutes=minutes)) for place in range(count)]


def kept(rows, counts=lambda _row: True) -> list[SimpleNamespace]:
    return list(thinned(rows, NOW, counts=counts))


def spans(rows, form: str) -> list[str]:
    return [row.made_at.strftime(form) for row in rows]


def test_the_newest_are_all_shown_then_one_an_hour_a_day_and_a_month():
    rows = made(10, 6 * 24 * 365)
    found = kept(rows)
    assert found[:NEWEST] == rows[:NEWEST]
    hourly = [row for row in found[NEWEST:] if NOW - row.made_at <= dt.timedelta(days=3)]
    assert set(spans(rows[NEWEST : 6 * 24 * 3], "%d %H")) - set(spans(rows[:NEWEST], "%d %H")) == set(
        spans(hourly, "%d %H")
    )
    daily = [row for row in found if dt.timedelta(days=3) < NOW - row.made_at <= dt.timedelta(days=100)]
    assert len(daily) == len(set(spans(daily, "%j"))) == 98
    monthly = [row for row in found if NOW - row.made_at > dt.timedelta(days=100)]
    assert len(monthly) == len(set(spans(monthly, "%Y-%m"))) == 10
    assert len(found) < 250


def test_rows_in_any_number_are_shown_up_to_a_bound():
    assert len(kept(made(60 * 24 * 30, 5000))) == MOST


def test_what_does_not_count_takes_the_place_of_nothing_and_few_are_asked():
    rows, asked = made(10, 6 * 24 * 30), []

    def counts(row) -> bool:
        asked.append(row)
        return row.size % 2 == 1

    found = kept(rows, counts)
    assert all(row.size % 2 for row in found)
    assert len(set(spans(found, "%Y-%m-%d"))) == 31
    assert len(asked) <= 2 * len(found)
