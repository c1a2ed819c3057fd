"""The words of minutes: pure texts of rows that were fetched before (specification 2.14)."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from .models import Attendance, Meeting
from .quorum import Rule


def of_meeting(meeting: Meeting, previous: Meeting | None) -> str:
    """Committee, time and place, the rule, who was there from when to when, who was not, the last minutes."""
    return "\n\n".join(
        [
            f"{meeting.committee.name}: {meeting.name} ({meeting.reference})\n{_held(meeting)}",
            _("Rule: %s") % _rule_of_committee(meeting),
            "\n".join([_("Present:"), *_present(meeting)]),
            _("Not there: %s.") % (get_text_list(_absent(meeting), _("and")) or _("nobody who has a seat")),
            _last_minutes(previous),
        ]
    )


def _held(meeting: Meeting) -> str:
    told = {"day": day_of(meeting.starts_at), "start": clock(meeting.starts_at), "mode": meeting.get_mode_display()}
    told |= {"end": clock(meeting.ended_at) if meeting.ended_at else "–", "place": meeting.place or "–"}
    told["zone"] = timezone.localtime(meeting.starts_at).tzname()
    return _("%(day)s, %(start)s to %(end)s (%(zone)s). %(mode)s: %(place)s.") % told


def _rule_of_committee(meeting: Meeting) -> str:
    group = meeting.committee
    rule = Rule(group.min_present, group.min_functions, seats=group.voting_seats)
    told = {"needed": rule.needed, "seats": group.voting_seats, "functions": group.min_functions}
    return _("%(needed)d of %(seats)d voting seats must be there, from %(functions)d functions.") % told


def _present(meeting: Meeting) -> list[str]:
    functions = {seat.person_id: seat.get_function_display() for seat in reversed(meeting.seats_on_the_day())}
    stays: dict[int, list[Attendance]] = {}
    for stay in meeting.attendances.all():
        stays.setdefault(stay.person_id, []).append(stay)
    return [f"– {_who(rows[0], functions)}: {'; '.join(map(interval, rows))}" for rows in stays.values()]


def _who(stay: Attendance, functions: dict[int, str]) -> str:
    return f"{stay.person} ({functions.get(stay.person_id, _('guest'))})"


def interval(stay: Attendance) -> str:
    """From when to when, and why they left where they said so."""
    until = clock(stay.left_at) if stay.left_at else "…"
    return f"{clock(stay.joined_at)}–{until}" + (f" ({stay.why_left})" if stay.why_left else "")


def _absent(meeting: Meeting) -> list[str]:
    came = {stay.person_id for stay in meeting.attendances.all()}
    return [str(seat) for seat in meeting.seats_on_the_day() if seat.person_id not in came]


def _last_minutes(previous: Meeting | None) -> str:
    if previous is None:
        return _("There was no meeting before this one.")
    told = {"reference": previous.reference, "day": day_of(previous.starts_at)}
    if previous.state == "minuted":
        return _("The minutes of %(reference)s (%(day)s) are approved.") % told
    return _("The minutes of %(reference)s (%(day)s) are not approved yet.") % told


def clock(moment: dt.datetime) -> str:
    return date_format(timezone.localtime(moment), "H:i")


def day_of(moment: dt.datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")
