"""What must be true before an incident moves or somebody is told, and what follows."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# ------------------------------------------------------------------------------------------------------- closing


def severity_is_rated(incident, move) -> None:
    if incident.severity == "unknown":
        raise ValidationError(_("Rate the severity."))


def cause_is_known(incident, move) -> None:
    if not incident.cause.strip():
        raise ValidationError(_("Name the cause before you close."))


def actions_are_done(incident, move) -> None:
    if incident.actions.filter(state="open").exists():
        raise ValidationError(_("Finish the open actions, or drop them with a reason."))


def every_clock_is_answered(incident, move) -> None:
    """By a final notice, a withdrawal, or a decision to tell nobody."""
    waiting = incident.tracks.filter(applies=True, done_at=None, decided_at=None)
    if waiting:
        told = {"duties": "; ".join(map(str, waiting))}
        raise ValidationError(_("Send the final notice, or decide that none is needed: %(duties)s."), params=told)


def every_decision_is_confirmed(incident, move) -> None:
    if incident.tracks.filter(applies=True, done_at=None, decided_at__isnull=False).exists():
        raise ValidationError(_("Have a second person confirm the decision to tell nobody."))


def lessons_are_said(incident, move) -> None:
    if not incident.no_lessons_why.strip() and not incident.lessons.exists():
        raise ValidationError(_("Say what is learned from it, or why there is nothing to learn."))


def note_closing(incident, move) -> None:
    incident.closed_at = move.now


def clear_closing(incident, move) -> None:
    incident.closed_at = None


# --------------------------------------------------------------------------------------------- telling, or nobody


def the_clock_still_applies(track, move) -> None:
    if not track.applies:
        raise ValidationError(_("This clock has stopped, as the incident no longer falls under its rule."))


def nothing_final_was_sent(track, move) -> None:
    if track.told_at and track.done_at:
        raise ValidationError(_("The final notice was sent, or the notice was withdrawn. Nothing follows."))


def nobody_was_told(track, move) -> None:
    if track.told_at:
        raise ValidationError(_("They were told already. Withdraw the notice if it was no breach after all."))


def the_risk_is_decided(track, move) -> None:
    if not track.incident.risk:
        raise ValidationError(_("Decide first what risk it is to people."))


def the_risk_allows_silence(track, move) -> None:
    """GDPR Art. 33(1): the authority is told unless a risk is unlikely."""
    if track.code == "breach.authority" and track.incident.risk in {"risk", "high"}:
        raise ValidationError(_("A risk to people is likely, so the authority is told. Rate the risk anew if that is wrong."))  # fmt: skip  # noqa: E501


def a_decision_waits(track, move) -> None:
    if not track.decided_at or track.confirmed_at:
        raise ValidationError(_("There is no decision here that waits for a second person."))


def somebody_else_decided(track, move) -> None:
    if track.decided_by_id == move.by.pk:
        raise ValidationError(_("You decided this. Ask somebody else to confirm it."))


def check(rules, track, move) -> None:
    """Raises all that is unmet at once."""
    told: list[str] = []
    for rule in rules:
        try:
            rule(track, move)
        except ValidationError as error:
            told += error.messages
    if told:
        raise ValidationError(told)
