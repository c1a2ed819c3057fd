"""Brings the clocks of an incident in step with what it says. Each keeps the rule that held on the day it began."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from governance.law import clocks
from governance.law.calendars import closed_in
from governance.law.models import Rule

from .duties import COUNTRIES, DUTIES
from .vocabulary import Kind

Key = tuple[str, str]


def follow(incident) -> None:
    """A clock starts with awareness, as a moment, and with nothing else. What no longer applies stops, and stays."""
    here = {(track.code, track.jurisdiction): track for track in incident.tracks.select_for_update()}
    starts = dict(_starts(incident, here))
    for key, start in starts.items():
        _run(incident, here.get(key), key, start)
    for key in here.keys() - starts.keys():
        track = here[key]
        track.applies = track.told_at is not None
        track.save()


def _starts(incident, here: dict[Key, Any]) -> Iterator[tuple[Key, dt.datetime]]:
    if incident.kind != Kind.BREACH or incident.aware_at is None:
        return
    for jurisdiction in incident.jurisdictions:
        for code, duty in DUTIES.items():
            if duty.for_sectors and not incident.nis2:
                continue
            start = _told(here.get((duty.after, jurisdiction)), duty.more_than) if duty.after else incident.aware_at
            if start:
                yield (code, jurisdiction), start


def _told(track, more_than: int) -> dt.datetime | None:
    """When the first notice went out, if it told enough people."""
    if track is None or track.told_at is None:
        return None
    told = sum(track.notices.exclude(people_told=None).values_list("people_told", flat=True))
    return track.told_at if not more_than or told > more_than else None


def _run(incident, track, key: Key, start: dt.datetime) -> None:
    """Begins a clock, or moves it. On the same day the same rule holds on, whatever became of it since."""
    day = _day(start)
    if track is None or _day(track.start_at) != day:
        rule = Rule.objects.the(*key, day)
        if rule is None:
            return
        track = track or incident.tracks.model(incident=incident, code=key[0], jurisdiction=key[1])
        track.rule, track.title, track.citation, track.term = rule, rule.title, rule.citation, rule.terms
    track.applies, track.start_at = True, start
    _time(track)
    track.save()


def _day(moment: dt.datetime) -> dt.date:
    return timezone.localdate(moment, timezone.get_default_timezone())


def _time(track) -> None:
    """The end as a moment, with all that it was computed from. “Without undue delay” has no end to compute."""
    zone = timezone.get_default_timezone()
    track.zone, track.country = str(zone), COUNTRIES.get(track.jurisdiction, "")
    track.target_at = track.latest_at = None
    if track.term:
        due = clocks.due(track.start_at, track.length, zone=zone, closed=closed_in(track.country))
        track.target_at, track.latest_at = (_moment(end, zone) for end in (due.target, due.latest))


def _moment(end: dt.date, zone: dt.tzinfo) -> dt.datetime:
    return end if isinstance(end, dt.datetime) else clocks.end_of(end, zone)
