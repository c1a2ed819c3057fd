"""What must be true before an incident moves, and what follows."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def severity_is_rated(incident, move) -> None:
    if incident.severity == "unknown":
        raise ValidationError(_("Rate the severity."))


def cause_is_known(incident, move) -> None:
    if not incident.cause.strip():
        raise ValidationError(_("Name the cause before you close."))


def actions_are_done(incident, move) -> None:
    if incident.actions.filter(state="open").exists():
        raise ValidationError(_("Finish the open actions, or drop them with a reason."))


def note_closing(incident, move) -> None:
    incident.closed_at = move.now


def clear_closing(incident, move) -> None:
    incident.closed_at = None
