"""What the page of an incident says of its clocks, in words that need no script."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .models import Track
from .packs import moment
from .vocabulary import To

MINUTE = dt.timedelta(minutes=1)


def span(length: dt.timedelta) -> str:
    """Such as “51 h 04 min”, or from four days on “12 days”."""
    minutes = max(length, dt.timedelta()) // MINUTE
    if minutes >= 4 * 24 * 60:
        return _("%(n)d days") % {"n": minutes // (24 * 60)}
    return _("%(h)d h %(m)02d min") % {"h": minutes // 60, "m": minutes % 60}


def left(until: dt.datetime, now: dt.datetime) -> str:
    if now <= until:
        return _("%s left") % span(until - now)
    return _("%s past the deadline") % span(now - until)


@dataclass
class Shown:
    """One clock as the page shows it, with the forms that are open to whoever looks."""

    track: Track
    now: dt.datetime
    forms: dict[str, Any]

    @property
    def is_running(self) -> bool:
        return self.track.applies and not self.track.told_at and not self.track.confirmed_at

    @property
    def is_past(self) -> bool:
        return self.is_running and self.track.is_late(self.now)

    @property
    def left(self) -> str:
        return left(self.track.target_at, self.now) if self.track.target_at else ""

    @property
    def due(self) -> str:
        return moment(self.track.target_at) or _("without undue delay")

    @property
    def latest(self) -> str:
        track = self.track
        return moment(track.latest_at) if track.latest_at and track.latest_at != track.target_at else ""

    @property
    def tone(self) -> str:
        if not self.track.applies or self.track.confirmed_at:
            return "muted"
        if self.track.done_at:
            return "good"
        return "bad" if self.is_past else "active" if self.track.told_at else "warn"

    @property
    def word(self) -> str:
        track = self.track
        if not track.applies:
            return _("Stopped")
        if track.told_at:
            return _("Told") if track.done_at else _("Told, more to follow")
        if track.decided_at:
            return _("Nobody is told") if track.confirmed_at else _("Waits for a second person")
        return _("Late") if self.is_past else _("Not told yet")

    @property
    def in_time(self) -> str:
        """“On time” or “late”, with by how much."""
        track = self.track
        if not track.told_at or not track.target_at:
            return _("Told on %s.") % moment(track.told_at) if track.told_at else ""
        told = {"when": moment(track.told_at), "span": span(abs(track.target_at - track.told_at))}
        if track.is_late(track.told_at):
            return _("Late: told on %(when)s, %(span)s after the deadline.") % told
        return _("On time: told on %(when)s, %(span)s before the deadline.") % told

    @property
    def is_for_people(self) -> bool:
        return self.track.to == To.PEOPLE


def next_step(shown: list[Shown], incident) -> str:
    """What to do next, in one sentence; nothing for what is closed."""
    return str(_next(shown, incident)) if incident.is_editable else ""


def _next(shown: list[Shown], incident):
    undecided = [one for one in shown if one.is_running and not one.track.decided_at]
    waiting = [one.track for one in shown if one.track.is_open]
    if incident.kind == "breach" and incident.aware_at is None:
        return _("Say when we knew: the clock runs from that moment.")
    if undecided:
        whom = _("Decide whom to tell: %s.") % "; ".join(str(one.track) for one in undecided)
        return whom if incident.risk else _("Decide whether it is reportable.")
    if any(track.decided_at for track in waiting):
        return _("Have a second person confirm the decision to tell nobody.")
    if waiting:
        return _("Send what is still missing, and the final notice.")
    return _("Contain it, write down the cause and the lessons, and close it.")
