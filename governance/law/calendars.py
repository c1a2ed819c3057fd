"""Public holidays of a country, by the `holidays` package."""

import datetime as dt
from functools import cache

import holidays

from .clocks import Closed, never


@cache
def _known(country: str) -> holidays.HolidayBase:
    return holidays.country_holidays(country)


def closed_in(country: str) -> Closed:
    """Whether a day is a public holiday in a country (ISO 3166-1 alpha-2); never, where none is named or known."""
    if country not in holidays.list_supported_countries(include_aliases=False):
        return never
    return lambda day: day in _known(country)


def holiday_name(country: str, day: dt.date) -> str:
    return _known(country).get(day, "") if closed_in(country) is not never else ""
