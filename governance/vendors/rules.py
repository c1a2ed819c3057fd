"""What must be true before a vendor or an agreement moves, and what follows."""

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


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


def agreement_is_signed(agreement, move) -> None:
    if agreement.signed_on is None:
        raise ValidationError(_("Enter the date on which it was signed."))


def vendor_is_not_retired(agreement, move) -> None:
    if agreement.vendor.state == "retired":
        raise ValidationError(_("The vendor is retired. Reconsider it first."))


def term_has_not_passed(agreement, move) -> None:
    if agreement.ends_on is not None and agreement.ends_on < move.today:
        raise ValidationError(_("It has already ended on %(day)s."), params={"day": date_format(agreement.ends_on)})
