"""What must be true before a system, asset or activity moves, and what follows."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

REVIEW_AFTER = dt.timedelta(days=365)


def no_activity_uses_it(system, move) -> None:
    if system.uses.exclude(activity__state="ended").exists():
        raise ValidationError(_("Processing activities still use it. End them, or take it out of them first."))


def purpose_has_a_basis(activity, move) -> None:
    purposes = list(activity.purposes.all())
    if not purposes:
        raise ValidationError(_("Name at least one purpose."))
    if any(not purpose.legal_basis for purpose in purposes):
        raise ValidationError(_("Give each purpose its legal basis (GDPR Art. 6)."))


def people_and_data_are_named(activity, move) -> None:
    if not activity.subjects or not activity.categories:
        raise ValidationError(_("Say whose data it is, and which categories of data."))


def retention_is_set(activity, move) -> None:
    if activity.retention_number is None:
        raise ValidationError(_("Say how long the data is kept, and from when that counts."))


def start_review_clock(activity, move) -> None:
    activity.review_on = move.today + REVIEW_AFTER
