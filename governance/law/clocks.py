"""When a term ends: pure arithmetic on moments and days, the same for every regime (specification, section 6)."""

import calendar
import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from governance.core import workdays

from .terms import Term, Unit

Day = dt.date
Closed = Callable[[dt.date], bool]
"""Whether a day is a public holiday."""

HOUR = dt.timedelta(hours=1)
INNER_DAYS, INNER_WORKDAYS = 21, 5


@dataclass(frozen=True)
class Pause:
    """A stop of the clock, such as while somebody's identity is in doubt; without an end it lasts."""

    start: dt.datetime
    end: dt.datetime | None = None


@dataclass(frozen=True)
class Due:
    """`target` is the moment or day to work to, `latest` the one that the law can be read to allow at the most."""

    target: dt.datetime | dt.date
    latest: dt.datetime | dt.date


def never(_day: dt.date) -> bool:
    return False


def due(
    start: dt.datetime, term: Term, *, zone: dt.tzinfo, closed: Closed = never, pauses: Iterable[Pause] = ()
) -> Due | None:
    """The end of a term that begins at an aware moment; None while a pause lasts.

    Hours are elapsed time, so that a change of the clocks changes nothing, and give moments in UTC. All other units
    count days from the day of `start` in `zone` and give days. Pauses are intervals beside the date and never change
    what was received when.
    """
    stops = merged(pauses, start)
    if any(stop.end is None for stop in stops):
        return None
    if term.unit is Unit.HOURS:
        return _hours(start.astimezone(dt.UTC), term.count, stops)
    day, spans = start.astimezone(zone).date(), _spans(stops, zone)
    if term.unit is Unit.WORKDAYS:
        return Due(_workdays(day, term.count, spans, never), _workdays(day, term.count, spans, closed))
    end = _pushed(_counted(day, term), spans)
    end = rolled(end, closed) if term.rolls else end
    return Due(end, end)


def merged(pauses: Iterable[Pause], start: dt.datetime) -> list[Pause]:
    """In order, without overlap, from `start` on: time that two pauses share stops the clock once."""
    found: list[Pause] = []
    for pause in sorted(pauses, key=lambda one: one.start):
        if pause.end is not None and pause.end <= max(pause.start, start):
            continue
        begins = max(pause.start, start)
        last = found[-1] if found else None
        if last is None or (last.end is not None and last.end < begins):
            found.append(Pause(begins, pause.end))
        elif last.end is not None and (pause.end is None or pause.end > last.end):
            found[-1] = Pause(last.start, pause.end)
    return found


def _hours(start: dt.datetime, count: int, stops: list[Pause]) -> Due:
    """The count may begin with the next full hour (Reg. (EEC) 1182/71 Art. 3(1)): that is the latest reading."""
    return Due(*(_stopped(begin + count * HOUR, stops) for begin in (start, _full_hour(start))))


def _full_hour(moment: dt.datetime) -> dt.datetime:
    whole = moment.replace(minute=0, second=0, microsecond=0)
    return whole if whole == moment else whole + HOUR


def _stopped(end: dt.datetime, stops: list[Pause]) -> dt.datetime:
    for stop in stops:
        if stop.end is not None and stop.start < end:
            end += stop.end - stop.start
    return end


def _spans(stops: list[Pause], zone: dt.tzinfo) -> list[tuple[Day, Day]]:
    """Pauses as days: from the day on which one begins, up to the day on which it ends, which counts again."""
    return [(s.start.astimezone(zone).date(), s.end.astimezone(zone).date()) for s in stops if s.end is not None]


def _counted(day: Day, term: Term) -> Day:
    match term.unit:
        case Unit.MONTHS:
            return months_after(day, term.count)
        case Unit.WEEKS:
            return day + dt.timedelta(weeks=term.count)
        case _:
            return day + dt.timedelta(days=term.count)


def _pushed(end: Day, spans: list[tuple[Day, Day]]) -> Day:
    for first, past in spans:
        if first <= end:
            end += past - first
    return end


def _workdays(day: Day, count: int, spans: list[tuple[Day, Day]], closed: Closed) -> Day:
    def stands(one: Day) -> bool:
        return closed(one) or any(first <= one < past for first, past in spans)

    return workdays.after(day, count, stands)


def months_after(day: Day, count: int) -> Day:
    """The same day of a later month, or its last day where it has none such (Reg. (EEC) 1182/71 Art. 3(2)(c))."""
    years, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + years, month + 1
    return Day(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def rolled(day: Day, closed: Closed = never) -> Day:
    while not workdays.is_workday(day) or closed(day):
        day += dt.timedelta(days=1)
    return day


def inner_target(received: Day, legal: Day) -> Day:
    """The day to work to in the house: 21 days after receipt, or five working days before the law's, if earlier."""
    return min(received + dt.timedelta(days=INNER_DAYS), workdays.before(legal, INNER_WORKDAYS))


def end_of(day: Day, zone: dt.tzinfo) -> dt.datetime:
    """The last second of a day: what is due on a day may still be done then."""
    return dt.datetime.combine(day, dt.time(23, 59, 59), zone)


def share_passed(start: dt.datetime, end: dt.datetime, now: dt.datetime) -> float:
    """From 0 at the start of a clock to 1 at its end, and beyond."""
    return (now - start) / (end - start)


__all__ = ["Closed", "Due", "Pause", "due", "end_of", "inner_target", "merged", "months_after", "rolled"]
