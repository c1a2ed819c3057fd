"""What minutes say of one item: pure texts of rows that were fetched before (specification 2.14)."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import agenda
from .minute_words import clock, day_of
from .models import AgendaItem, Attendance, Condition, Decision, Meeting, Motion
from .tally import Choice


def of_item(meeting: Meeting, item: AgendaItem, motions: list[Motion], decided: list[Decision]) -> str:
    """What was reviewed, who had an interest and was out when, each vote with its quorum, and what was decided."""
    reviews = {one.review_id: one.review for one in [*motions, *decided]}
    lines = [_reviewed(review) for review in reviews.values()]
    lines += _interests(meeting, item)
    for number, motion in enumerate(motions, 1):
        lines += _motion(number, motion)
    for decision in decided:
        lines += _decision(decision)
    return "\n".join(lines if reviews else [*lines, _("Discussed; nothing was put to the vote.")])


def _reviewed(review) -> str:
    told = {"kind": review.get_kind_display(), "route": review.get_route_display(), "sha": review.snapshot.sha256}
    return _("%(kind)s. Decided by: %(route)s. Frozen text SHA-256 %(sha)s.") % told


def _interests(meeting: Meeting, item: AgendaItem) -> Iterable[str]:
    said = [one for one in item.proposal.declarations.all() if one.steps_aside or one.ruling or one.says == "possible"]
    if not said:
        return [_("Interests: none was declared.")]
    return [_interest(meeting, one) for one in said]


def _interest(meeting: Meeting, declared) -> str:
    told = {"who": declared.person, "why": agenda.grounds(declared)}
    if not declared.steps_aside:
        return _("Interests: %(who)s disclosed one (%(why)s).") % told
    told["out"] = _out_of_the_room(meeting, declared.person_id)
    return _("Interests: %(who)s stepped aside (%(why)s); %(out)s.") % told


def _out_of_the_room(meeting: Meeting, person: int) -> str:
    """When they left and came back."""
    stays = [one for one in meeting.attendances.all() if one.person_id == person]
    if not stays:
        return _("was not in the meeting")
    gaps = [_gap(one, after) for one, after in zip(stays, [*stays[1:], None], strict=True)]
    return get_text_list([gap for gap in gaps if gap], _("and")) or _("is not recorded as having left the room")


def _gap(stay: Attendance, after: Attendance | None) -> str:
    if after:
        return _("left at %(left)s and came back at %(back)s") % {
            "left": clock(stay.left_at),
            "back": clock(after.joined_at),
        }
    stayed = stay.left_at is None or (stay.meeting.ended_at and stay.left_at >= stay.meeting.ended_at)
    return "" if stayed else _("left at %(left)s") % {"left": clock(stay.left_at)}


def _motion(number: int, motion: Motion) -> list[str]:
    told = {"n": number, "outcome": motion.get_outcome_display(), "why": motion.reasons, "sha": motion.sha256}
    lines = [_("Motion %(n)d: “%(outcome)s”, because: %(why)s") % told]
    lines.append(_("Text of the motion: SHA-256 %(sha)s.") % told)
    lines += [_duty(one) for one in motion.conditions]
    if motion.closed_at is None:
        return [*lines, _("Put at %s and not closed in this meeting.") % clock(motion.put_at)]
    voted = motion.votes_for + motion.votes_against + motion.abstentions
    quorum = ngettext("Quorum: reached, with %d vote.", "Quorum: reached, with %d votes.", voted) % voted
    if motion.lacking:
        quorum = _("Quorum: not reached. %s") % " ".join(motion.lacking)
    return [*lines, quorum, _votes(motion)]


def _votes(motion: Motion) -> str:
    told = {"put": clock(motion.put_at), "closed": clock(motion.closed_at), "result": motion.get_result_display()}
    told |= counts(motion)
    return _("Put at %(put)s, closed at %(closed)s: %(for)d for, %(against)d against, %(abstain)d abstained. %(result)s.") % told  # fmt: skip  # noqa: E501


def counts(row: Motion | Decision) -> dict[str, int]:
    return {"for": row.votes_for, "against": row.votes_against, "abstain": row.abstentions}


def _duty(told: dict[str, Any]) -> str:
    due = date_format(dt.date.fromisoformat(told["due_on"]))
    return _("Condition: %(text)s (%(owner)s, by %(due)s)") % {
        "text": told["text"],
        "owner": told["owner_name"],
        "due": due,
    }


def _decision(decision: Decision) -> list[str]:
    lines = [_decided(decision)]
    if decision.outcome in {Choice.CHANGES, Choice.REJECT} or not decision.motion_id:
        lines.append(_("Basis: %s") % decision.reasons)
    if decision.expires_on:
        lines.append(_("Approved until %s.") % date_format(decision.expires_on))
    for one in decision.conditions.all():
        told = {"it": one.reference, "text": one.name, "owner": one.owner, "due": date_format(one.due_on)}
        lines.append(_("To do: %(it)s %(text)s – %(owner)s, by %(due)s.") % told)
    dissents = len(decision.dissents.all())
    if dissents:
        lines.append(ngettext("%d dissent is attached.", "%d dissents are attached.", dissents) % dissents)
    return lines


def _decided(decision: Decision) -> str:
    told = {"outcome": decision.get_outcome_display(), "day": day_of(decision.decided_at)} | counts(decision)
    return _("Decided on %(day)s: %(outcome)s. %(for)d for, %(against)d against, %(abstain)d abstained.") % told


def of_small_panels(decided: list[Decision]) -> str:
    """What few have decided since the last meeting, told to all."""
    lines = []
    for one in decided:
        lines += [f"{one.get_kind_display()}. {one.get_route_display()}.", _decided(one), _("Basis: %s") % one.reasons]
    return "\n".join(lines) or _("Nothing was decided by few.")


def of_conditions(overdue: list[Condition]) -> str:
    lines = [
        _("Overdue: %(it)s %(text)s – %(owner)s, was due on %(due)s.")
        % {"it": one.reference, "text": one.name, "owner": one.owner, "due": date_format(one.due_on)}
        for one in overdue
    ]
    return "\n".join(lines) or _("No condition is overdue any more.")
