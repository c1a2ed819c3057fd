"""Days: when one begins, and counting working days, Monday to Friday but for those that the caller says are closed."""

import datetime as dt
from collections.abc import Callable

from django.utils import timezone

SATURDAY = 5


def begins(day: dt.date) -> dt.datetime:
    """Its first moment, in the time zone of whoever looks."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def is_workday(day: dt.date) -> bool:
    return day.weekday() < SATURDAY


def after(day: dt.date, count: int, closed: Callable[[dt.date], bool] = lambda _day: False) -> dt.date:
    """The day on which `count` working days have passed after `day`."""
    while count > 0:
        day += dt.timedelta(days=1)
        count -= is_workday(day) and not closed(day)
    return day


def before(day: dt.date, count: int) -> dt.date:
    """The day that lies `count` working days before `day`."""
    while count > 0:
        day -= dt.timedelta(days=1)
        count -= is_workday(day)
    return day


def between(start: dt.date, end: dt.date) -> int:
    """The working days after `start`, up to and with `end`."""
    weeks, rest = divmod(max((end - start).days, 0), 7)
    return weeks * 5 + sum(is_workday(start + dt.timedelta(days=n)) for n in range(1, rest + 1))
