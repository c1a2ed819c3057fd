"""What the letter of a decision says, as plain values: one text for the page and for the paper (specification 2.14)."""

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from governance.committee.appealing import CONTESTABLE
from governance.committee.functions import Function
from governance.committee.models import Decision, Sort
from governance.committee.presets import APPEAL_DAYS
from governance.committee.tally import Choice
from governance.core import witness
from governance.core.printing import for_everybody, pdf

TEMPLATE = Path(__file__).with_name("decision.typ")
REPORT_DAYS = 5
"""Working days in which a change or an event is reported (specification 2.12)."""
RUNS = {Choice.APPROVE, Choice.CONDITIONAL}


def printed(decision: Decision) -> bytes:
    """The letter as a PDF: the same bytes as long as the same is to be said."""
    return pdf(TEMPLATE, said(decision), at=decision.decided_at)


def said(decision: Decision) -> dict[str, Any]:
    """The whole letter in the language and time zone of the installation."""
    with for_everybody():
        parts = (_start, _conditions, _reasons, _dates, _duty, _appeal, _who)
        sections = [part(decision) for part in parts]
        told = _head(decision) | {"outcome": outcome(decision), "facts": _facts(decision), "signed": _signed(decision)}
        told |= {"proof": _("Signed checkpoint of the history"), "witness": witness.line(since=decision.decided_at)}
        return told | {"sections": [section for section in sections if section]}


def _head(decision: Decision) -> dict[str, Any]:
    proposal = decision.proposal
    heading = _("Advice on %s") if proposal.committee.is_advisory else _("Decision on %s")
    told = {"title": heading % proposal, "heading": heading % proposal.name, "from": proposal.committee.name}
    told |= {"date": _day(decision.decided_at), "language": settings.LANGUAGE_CODE.split("-")[0]}
    return told | {"footer": f"{proposal.reference} · SHA-256 {decision.review.snapshot.sha256[:16]}…"}


SENTENCES = {
    Choice.APPROVE: gettext_lazy("Approved."),
    Choice.CONDITIONAL: gettext_lazy("Approved with conditions."),
    Choice.CHANGES: gettext_lazy("Not decided yet: the committee asks for changes."),
    Choice.REJECT: gettext_lazy("Refused: this may not be done."),
    Choice.NOT_URGENT: gettext_lazy("Not urgent: the committee reviews it as usual."),
    Choice.ADVISE_FOR: gettext_lazy("Advice: it may go on."),
    Choice.ADVISE_AGAINST: gettext_lazy("Advice: it should not go on as it is."),
    Choice.ADVISE_STOP: gettext_lazy("Advice: stop it at once."),
    Choice.UPHOLD: gettext_lazy("The decision that was appealed against stands."),
    Choice.VARY: gettext_lazy("The conditions are changed."),
    Choice.REMIT: gettext_lazy("The committee reviews it anew."),
    Choice.CONFIRM: gettext_lazy("It stays suspended."),
    Choice.LIFT: gettext_lazy("It may go on."),
    Choice.TERMINATE: gettext_lazy("The approval has ended: stop it."),
}


def outcome(decision: Decision) -> str:
    """The outcome in plain words, the first line of a letter."""
    return str(SENTENCES[Choice(decision.outcome)])


def _facts(decision: Decision) -> list[list[str]]:
    found = [[_("Proposal"), str(decision.proposal)], [_("Owner"), str(decision.proposal.owner)]]
    found += [[_("Review"), f"{decision.get_kind_display()}, {decision.get_route_display().lower()}"]]
    found += [[_("Text decided on"), f"SHA-256 {decision.review.snapshot.sha256}"]]
    if decision.motion_id:
        found.append([_("Text of the motion"), f"SHA-256 {decision.motion.sha256}"])
    return found


def _section(title: str, *texts: str, rows: list[list[str]] | None = None) -> dict[str, Any]:
    columns = [_("Condition"), _("Kind"), _("Owner"), _("Due on")] if rows else []
    return {"title": title, "texts": [text for text in texts if text], "rows": rows or [], "columns": columns}


def _start(decision: Decision) -> dict[str, Any] | None:
    if decision.outcome not in RUNS:
        return None
    starts_on = decision.proposal.starts_on
    texts = [_("What was submitted may be done, as the text says and not otherwise."), _when(decision)]
    if starts_on:
        texts.append(_("The planned start is %s.") % date_format(starts_on))
    limits = [one["text"] for one in decision.terms if one["sort"] == Sort.LIMIT]
    texts.append(_("It is limited: %s") % "; ".join(limits) if limits else "")
    return _section(_("What may start, and when"), *texts)


def _when(decision: Decision) -> str:
    if decision.proposal.committee.is_advisory:
        return _("This is advice: it may start once management has answered, and each condition before the start is verified.")  # fmt: skip  # noqa: E501
    if any(one["sort"] == Sort.BLOCKING for one in decision.terms):
        return _("It may start once somebody else has verified each condition that is marked “before the start”.")
    return _("It may start.")


def _conditions(decision: Decision) -> dict[str, Any] | None:
    """As they were decided: what became of them since stands in the register."""
    rows = [
        [one["text"], str(Sort(one["sort"]).label), one["owner_name"], date_format(_due(one))]
        for one in sorted(decision.terms, key=_due)
    ]
    return _section(_("Conditions"), rows=rows) if rows else None


def _due(told: dict[str, Any]) -> dt.date:
    return dt.date.fromisoformat(told["due_on"])


def _reasons(decision: Decision) -> dict[str, Any]:
    dissents = decision.dissents.count()
    told = ngettext("%d member voted otherwise and put a dissent on record.", "%d members voted otherwise and put dissents on record.", dissents)  # fmt: skip  # noqa: E501
    return _section(_("Reasons"), decision.reasons, told % dissents if dissents else "")


def _dates(decision: Decision) -> dict[str, Any] | None:
    texts = []
    if decision.expires_on:
        told = _("The approval ends on %s. Renew it before, or stop on that day.")
        texts.append(told % date_format(decision.expires_on))
    reports = sorted(_due(one) for one in decision.terms if one["sort"] in {Sort.REPORT, Sort.ONGOING})
    if reports:
        days = get_text_list([date_format(day) for day in reports], _("and"))
        texts.append(_("Report to the committee on %s.") % days)
    return _section(_("How long it holds"), *texts) if texts else None


def _duty(decision: Decision) -> dict[str, Any] | None:
    if decision.outcome not in RUNS:
        return None
    changes = _("Any change to what was submitted is put to the committee before it is made.")
    events = _("Harm, complaints that repeat, a breach, or anything that was not foreseen is reported within %d working days.")  # fmt: skip  # noqa: E501
    return _section(_("Changes and events"), changes, events % REPORT_DAYS)


def _appeal(decision: Decision) -> dict[str, Any] | None:
    if decision.outcome not in CONTESTABLE:
        return None
    told = _("Who proposed this may appeal once, until %s, in the review room. People who took no part decide on it. The decision holds meanwhile.")  # fmt: skip  # noqa: E501
    return _section(_("If you disagree"), told % date_format(last_day_of_appeal(decision)))


def last_day_of_appeal(decision: Decision) -> dt.date:
    return timezone.localdate(decision.decided_at) + dt.timedelta(days=APPEAL_DAYS)


def _who(decision: Decision) -> dict[str, Any]:
    votes = {"for": decision.votes_for, "against": decision.votes_against, "abstain": decision.abstentions}
    counted = _("%(for)d for, %(against)d against, %(abstain)d abstained.") % votes
    voted = _("Those who voted speak for: %s.") % functions(decision.voted) if decision.voted else ""
    aside = _("Because of an interest of their own, these stepped aside: %s.") % functions(decision.aside)
    clear = _("Everybody who voted has said that they have no interest in this, or the chair has ruled on it.")
    interests = aside if decision.aside else clear
    return _section(_("Who decided"), counted, voted, interests)


def functions(codes: list[str]) -> str:
    """Functions and no names; a number where several speak for the same."""
    told = [f"{Function(code).label}" + (f" ({n})" if n > 1 else "") for code, n in Counter(codes).items()]
    return get_text_list(told, _("and"))


def _signed(decision: Decision) -> list[str]:
    return [_("For the committee: %s") % decision.decided_by, _day(decision.decided_at)]


def _day(moment: dt.datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")
