"""Which rules of law ask for a notice of a breach, by their codes. Who must be told by when stands in `law`."""

from dataclasses import dataclass

from .vocabulary import To


@dataclass(frozen=True)
class Duty:
    """`after`: the clock starts with the first notice under that other code, if it told `more_than` people.

    `for_sectors`: only where somebody has said that the incident is significant in the sense of NIS2.
    """

    to: To
    after: str = ""
    more_than: int = 0
    for_sectors: bool = False


DUTIES = {
    "breach.authority": Duty(To.AUTHORITY),
    "breach.people": Duty(To.PEOPLE),
    "breach.sample": Duty(To.AUTHORITY, after="breach.people", more_than=500),
    "nis2.warning": Duty(To.CSIRT, for_sectors=True),
    "nis2.notification": Duty(To.CSIRT, for_sectors=True),
    "nis2.final": Duty(To.CSIRT, after="nis2.notification", for_sectors=True),
}
COUNTRIES = {"UK": "GB", "US-CA": "US", "US": "US"}
"""Whose public holidays count; for the Union as a whole, weekends only: that is the earlier and safer date."""
