"""The notify pack: what an authority asks under its own headings, filled from the record, with what is missing."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from governance.core import witness
from governance.core.printing import for_everybody, pdf
from governance.core.snapshots import display
from governance.people.organisation import ours

from .models import Incident, Track
from .vocabulary import To

TEMPLATE = Path(__file__).with_name("pack.typ")


@dataclass(frozen=True)
class Part:
    """One heading of the authority, with what the record says; without `text`, it is missing."""

    title: str
    cite: str
    lines: tuple[tuple[str, str], ...]

    @property
    def missing(self) -> list[str]:
        return [label for label, text in self.lines if not text]

    def plain(self) -> dict[str, Any]:
        return {"title": self.title, "cite": self.cite, "lines": [list(one) for one in self.lines]}


def parts(incident: Incident, track: Track | None = None) -> list[Part]:
    made = [_kind_of_notice(track)] if track and track.to != To.PEOPLE else []
    made += [_nature(incident), _people(incident), _contact(incident), _consequences(incident), _measures(incident)]
    return made + ([_telling_people(incident)] if track and track.to != To.PEOPLE else [])


def _kind_of_notice(track: Track) -> Part:
    told = list(track.notices.all())
    late = track.late_why or (_("Not late.") if not track.told_at or not track.is_late(track.told_at) else "")
    lines = [(_("Rule"), f"{track.title}, {track.citation}"), (_("Notices before this one"), str(len(told)))]
    lines += [(_("Due"), moment(track.target_at) or _("Without undue delay")), (_("Reason for a delay"), late)]
    return Part(_("About this notice"), "33(1), 33(4)", tuple(lines))


def _nature(incident: Incident) -> Part:
    names = ("description", "occurred", "found", "suspected", "goes_on", "cause", "disclosure", "vendor")
    lines = [_line(incident, name) for name in names]
    lines.insert(4, (_("When we knew"), moment(incident.aware_at)))
    return Part(_("What happened, and when"), "33(3)(a)", tuple(one for one in lines if one[1] or one[0] in _asked()))


def _asked() -> set[str]:
    """Of what happened, the lines without which a notice has a gap."""
    names = ("description", "found", "occurred", "goes_on")
    return {_label(name) for name in names} | {_("When we knew")}


def _people(incident: Incident) -> Part:
    names = ("people_kinds", "people_affected", "categories", "records_affected", "jurisdictions")
    return Part(_("Whose data and which data"), "33(3)(a)", tuple(_line(incident, name) for name in names))


def _contact(incident: Incident) -> Part:
    us = ours().facts() or [[_("Organisation"), ""]]
    return Part(
        _("Whom to ask"),
        "33(3)(b)",
        (*((label, text) for label, text in us), (_label("contact"), contact_of(incident))),
    )


def contact_of(incident: Incident) -> str:
    owner = incident.owner
    return incident.contact or (f"{owner}, {owner.email}" if owner.is_active else "")


def _consequences(incident: Incident) -> Part:
    risk = str(incident.get_risk_display()) if incident.risk else ""
    lines = (_line(incident, "consequences"), (_label("risk"), risk))
    return Part(_("What it may lead to"), "33(3)(c)", lines)


def _measures(incident: Incident) -> Part:
    done = [f"{one.name} ({one.get_state_display()})" for one in incident.actions.all() if not one.confidential]
    lines = [_line(incident, "measures"), *([(_("Actions"), "; ".join(done))] if done else [])]
    return Part(_("What we did and will do"), "33(3)(d)", tuple(lines))


def _telling_people(incident: Incident) -> Part:
    tracks = [one for one in incident.tracks.all() if one.to == To.PEOPLE and one.applies]
    told = "; ".join(f"{one.jurisdiction}: {in_words(one)}" for one in tracks)
    return Part(_("Whether the people concerned are told"), "34", ((_("People"), told),))


def in_words(track: Track) -> str:
    if track.told_at:
        return _("told on %s") % moment(track.told_at)
    if track.decided_at:
        return f"{_('not told')}: {track.get_ground_display()}. {track.why_not}"
    return _("not decided yet")


def _line(incident: Incident, name: str) -> tuple[str, str]:
    return _label(name), in_text(incident, name)


def in_text(incident: Incident, name: str) -> str:
    """The value of a field as a person reads it; empty where nothing is said."""
    is_said = getattr(incident, name) not in ("", None, [])
    return display(incident, incident._meta.get_field(name)) if is_said else ""


def _label(name: str) -> str:
    text = str(Incident._meta.get_field(name).verbose_name)
    return text[:1].upper() + text[1:]


def moment(at) -> str:
    """With both clocks: that of the installation and the one that no summer time moves."""
    if at is None:
        return ""
    here = timezone.localtime(at, timezone.get_default_timezone())
    utc = "" if here.utcoffset() is None or not here.utcoffset() else f" = {at.astimezone(dt.UTC):%H:%M} UTC"
    return f"{date_format(here, 'l j F Y, H:i')} ({here.tzname()}){utc}"


def checklist(incident: Incident) -> Iterator[tuple[str, bool]]:
    """Six things that every notice needs."""
    yield _("What happened, when, when it was found"), bool(incident.description and incident.found)
    whose = incident.categories and incident.people_kinds and incident.people_affected is not None
    yield _("Kinds of data, kinds and number of people"), bool(whose)
    yield _("How grave the risk to people is"), bool(incident.risk)
    yield _("Likely consequences"), bool(incident.consequences.strip())
    yield _("What we did and will do"), bool(incident.measures.strip())
    yield _("Contact point"), bool(contact_of(incident))


def said(track: Track) -> dict[str, Any]:
    """The whole pack as plain values, in the language and time zone of the installation."""
    with for_everybody():
        incident = track.incident
        title = _("Notice of a personal-data breach")
        made = parts(incident, track)
        told = {"title": f"{title}: {incident.reference}", "duty": f"{track.title} ({track.jurisdiction})"}
        told |= {"language": settings.LANGUAGE_CODE.split("-")[0], "footer": f"{incident.reference} · {track.citation}"}
        told |= {"missing_word": _("Missing"), "parts": [part.plain() for part in made]}
        told |= {"proof": _("Signed checkpoint of the history"), "witness": witness.line()}
        return told | {"note": _("Filled from our register. This is not legal advice.")}


def printed(track: Track, *, at) -> bytes:
    return pdf(TEMPLATE, said(track), at=at)
