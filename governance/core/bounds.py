"""What dates and times in a form are held to: years that a person can have meant."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1900, 2200


def in_a_likely_year(day: dt.date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        told = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValidationError(_("Write a year from %(first)s to %(last)s."), params=told, code="year")


class DayField(forms.DateField):
    default_validators = [in_a_likely_year]


class MomentField(forms.SplitDateTimeField):
    """The year is looked at as it was typed: near the end of time, another zone may be past it."""

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        self.fields[0].validators.append(in_a_likely_year)
