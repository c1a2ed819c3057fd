"""Telling authorities and people: notices in phases, or the decision to tell nobody, which a second person confirms."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from governance.core.acting import acting
from governance.core.canonical import canonical
from governance.core.snapshots import take
from governance.core.workflow import Move

from . import packs, rules
from .following import follow
from .models import Notice, Track
from .risking import note
from .vocabulary import Ground, Phase, Sort, To

ENDS = {Phase.FINAL, Phase.WITHDRAWN}
RESTS_ON_RISK = {"EU", "UK"}
"""Where people are told only of a high risk; elsewhere the risk changes nothing."""
EXCUSES = {Ground.UNREADABLE, Ground.AVERTED, Ground.OUT_OF_PROPORTION}


@dataclass(frozen=True)
class Sent:
    """A notice as somebody reports it. `late_why` is the reason for the delay, where there is one."""

    phase: str
    at: dt.datetime
    reference: str = ""
    way: str = ""
    text: str = ""
    people_told: int | None = None
    file: Any = None
    late_why: str = ""


@transaction.atomic
def send(track: Track, sent: Sent, *, by, now: dt.datetime) -> Notice:
    """Records that a notice went out, with the pack and the incident as they stood."""
    track = _held(track)
    rules.check([rules.the_clock_still_applies, rules.nothing_final_was_sent], track, Move(by, now))
    _check(track, sent, now)
    incident = track.incident
    told = {name: getattr(sent, name) for name in ("phase", "reference", "way", "text", "people_told")}
    with acting(by):
        made = Notice(track=track, sent_by=by, sent_at=sent.at, number=track.notices.count() + 1, **told)
        made.snapshot, made.said = take(incident), canonical(packs.said(track))
        if sent.file:
            made.file.save(sent.file.name, sent.file, save=False)
        made.save()
        _mark(track, sent)
        note(incident, _words(track, made), by=by, now=now, sort=Sort.MESSAGE)
        follow(incident)
    return made


def _held(track: Track) -> Track:
    return Track.objects.select_for_update().select_related("incident", "rule").get(pk=track.pk)


def _check(track: Track, sent: Sent, now: dt.datetime) -> None:
    wrong = {}
    if sent.at > now:
        wrong["at"] = _("This moment is yet to come.")
    if track.told_at and sent.phase == Phase.INITIAL:
        wrong["phase"] = _("The first notice was sent. This is a supplement, or the final one.")
    if not track.told_at and sent.phase in {Phase.SUPPLEMENT, Phase.WITHDRAWN}:
        wrong["phase"] = _("Nothing was sent before. This is the first notice, or a complete one.")
    if not track.told_at and track.is_late(sent.at) and not (sent.late_why.strip() or track.late_why):
        wrong["late_why"] = _("It went out after the deadline. Give the reason for the delay.")
    if track.to == To.PEOPLE and sent.phase in {Phase.INITIAL, Phase.FINAL} and not sent.text.strip():
        wrong["text"] = _("Keep the text that people were sent.")
    if wrong:
        raise ValidationError(wrong)


def _mark(track: Track, sent: Sent) -> None:
    track.told_at = track.told_at or sent.at
    track.late_why = sent.late_why.strip() or track.late_why
    track.done_at = sent.at if sent.phase in ENDS else None
    track.decided_at = track.decided_by = None
    track.ground = track.why_not = ""
    track.save()


def _words(track: Track, made: Notice) -> str:
    told = f"{track}: {made.get_phase_display()}."
    return f"{told} {_('Their reference: %s.') % made.reference}" if made.reference else told


@transaction.atomic
def explain_delay(track: Track, why: str, *, by, now: dt.datetime) -> None:
    """The reason, also before the notice itself goes out."""
    track = _held(track)
    if not why.strip():
        raise ValidationError({"late_why": _("Give the reason for the delay.")})
    with acting(by):
        track.late_why = why.strip()
        track.save()
        note(track.incident, _("Reason for the delay: %s") % why.strip(), by=by, now=now, sort=Sort.DECISION)


@transaction.atomic
def tell_nobody(track: Track, ground: str, why: str, *, by, now: dt.datetime, dpo_view: str = "") -> None:
    """The decision not to notify, with reasons. It stops no clock until somebody else has confirmed it."""
    track = _held(track)
    needed = [rules.the_clock_still_applies, rules.nobody_was_told]
    needed += [rules.the_risk_is_decided, rules.the_risk_allows_silence] if ground != Ground.OUT_OF_SCOPE else []
    rules.check(needed, track, Move(by, now))
    if not why.strip():
        raise ValidationError({"why": _("Give the reasons: the authority may ask for them.")})
    if _needs_an_excuse(track) and ground not in EXCUSES | {Ground.OUT_OF_SCOPE}:
        raise ValidationError({"ground": _("The risk is high, so people are told, unless one of the last three grounds holds.")})  # fmt: skip  # noqa: E501
    track.ground, track.why_not, track.dpo_view = ground, why.strip(), dpo_view.strip()
    track.decided_by, track.decided_at = by, now
    track.confirmed_by = track.confirmed_at = track.done_at = None
    with acting(by, reason=why.strip()):
        track.save()
        told = _("%(duty)s: nobody is told, because: %(why)s") % {"duty": track, "why": why.strip()}
        note(track.incident, told, by=by, now=now, sort=Sort.DECISION)


def _needs_an_excuse(track: Track) -> bool:
    return track.to == To.PEOPLE and track.jurisdiction in RESTS_ON_RISK and track.incident.risk == "high"


@transaction.atomic
def confirm(track: Track, *, by, now: dt.datetime, dpo_view: str = "") -> None:
    track = _held(track)
    needed = [rules.the_clock_still_applies, rules.a_decision_waits, rules.somebody_else_decided]
    needed += [rules.the_risk_allows_silence] if track.ground != Ground.OUT_OF_SCOPE else []
    rules.check(needed, track, Move(by, now))
    track.confirmed_by, track.confirmed_at, track.done_at = by, now, now
    track.dpo_view = dpo_view.strip() or track.dpo_view
    with acting(by):
        track.save()
        told = _("%s: the decision to tell nobody is confirmed.") % track
        note(track.incident, told, by=by, now=now, sort=Sort.DECISION)


@transaction.atomic
def take_back(track: Track, why: str, *, by, now: dt.datetime) -> None:
    """The decision to tell nobody falls, and the clock counts again from when it always did."""
    track = _held(track)
    if not track.decided_at:
        raise ValidationError(_("There is no decision to take back."))
    if not why.strip():
        raise ValidationError({"why": _("Say what has changed.")})
    track.ground = track.why_not = ""
    track.decided_by = track.decided_at = track.confirmed_by = track.confirmed_at = track.done_at = None
    with acting(by, reason=why.strip()):
        track.save()
        told = _("%(duty)s: the decision to tell nobody is taken back: %(why)s") % {"duty": track, "why": why.strip()}
        note(track.incident, told, by=by, now=now, sort=Sort.DECISION)
