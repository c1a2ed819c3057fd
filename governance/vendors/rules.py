"""What must be true before a vendor or an agreement moves, and what follows."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from governance.law.clocks import months_after

from . import tiering

OVERDUE = dt.timedelta(days=31)
"""How late a review may be and still count from the day that was planned."""


def personal_data_is_settled(vendor, move) -> None:
    if vendor.personal_data == "unknown":
        raise ValidationError(_("Find out whether this vendor handles personal data."))


def review_is_planned(vendor, move) -> None:
    if vendor.review_on is None:
        raise ValidationError(_("Set the date of the next review."))


def no_agreement_in_force(vendor, move) -> None:
    if vendor.agreements.filter(state="in_force").exists():
        raise ValidationError(_("End the agreements in force first."))


def note_retirement(vendor, move) -> None:
    vendor.retired_on = vendor.retired_on or move.today


def clear_retirement(vendor, move) -> None:
    vendor.retired_on = None


def plan_next_review(vendor, move) -> None:
    """Counted from the day that was planned, so that a late review does not push all later ones."""
    planned = vendor.review_on or move.today
    months = tiering.interval(tiering.of(vendor, move.today).tier)
    vendor.review_on = months_after(max(planned, move.today - OVERDUE), months)


def note_end(agreement, move) -> None:
    agreement.ended_on = move.today


def it_was_in_force(agreement, move) -> None:
    if agreement.ended_on is None:
        raise ValidationError(_("It was never in force, so there is nothing to prove."))


def exit_is_proved(agreement, move) -> None:
    if agreement.exit_proven_on is None or not (agreement.exit_file or agreement.exit_note.strip()):
        raise ValidationError(_("Say how the deletion or return was proved, and on which day."))


def agreement_is_signed(agreement, move) -> None:
    if agreement.signed_on is None:
        raise ValidationError(_("Enter the date on which it was signed."))


def vendor_is_not_retired(agreement, move) -> None:
    if agreement.vendor.state == "retired":
        raise ValidationError(_("The vendor is retired. Reconsider it first."))


def term_has_not_passed(agreement, move) -> None:
    if agreement.ends_on is not None and agreement.ends_on < move.today:
        raise ValidationError(_("It has already ended on %(day)s."), params={"day": date_format(agreement.ends_on)})
