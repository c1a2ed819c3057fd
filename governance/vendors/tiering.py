"""How much a vendor could do to people and to us: a tier from 1 to 4 that sets how often it is reviewed.

Pure. The tier rests on how much depends on the vendor, on whether it handles personal data, and on what makes that
worse: a country without a tool, models trained on our data, a certificate that lapsed. It never falls when one of
these gets worse.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

MONTHS = {1: 36, 2: 24, 3: 12, 4: 6}
START = {"low": 1, "medium": 1, "high": 2}
HIGHEST = 4
NAMES = {1: _("Low risk"), 2: _("Moderate risk"), 3: _("High risk"), 4: _("Critical risk")}
MANY, SOME = 5, 2
PERSONAL = {"yes": _("It handles personal data."), "unknown": _("Nobody knows if it handles personal data.")}


@dataclass(frozen=True)
class Facts:
    criticality: str
    personal_data: str
    trains_models: str = "no"
    untooled_transfers: int = 0
    lapsed_certificates: int = 0


@dataclass(frozen=True)
class Tier:
    tier: int
    reasons: tuple[str, ...] = field(default=())

    @property
    def name(self):
        return NAMES[self.tier]


def rate(facts: Facts) -> Tier:
    is_personal = facts.personal_data != "no"
    known = (
        _("It handles personal data.") if facts.personal_data == "yes" else _("Nobody knows if it has personal data.")
    )
    weighs = [
        (is_personal, known),
        (is_personal and facts.trains_models != "no", _("It trains models on our data, or nobody knows.")),
        (is_personal and facts.untooled_transfers > 0, _("Data goes to a country without a transfer tool.")),
        (facts.lapsed_certificates > 0, _("A certificate has lapsed.")),
    ]
    reasons = [_("We stop without it.")] if facts.criticality == "high" else []
    reasons += [reason for holds, reason in weighs if holds]
    points = START[facts.criticality] + sum(holds for holds, _reason in weighs)
    return Tier(min(points, HIGHEST), tuple(str(reason) for reason in reasons))


def interval(tier: int) -> int:
    """Months from one review to the next."""
    return MONTHS[tier]


def of(vendor, today: dt.date) -> Tier:
    """Of a vendor as the register has it; two queries."""
    lapsed = vendor.certificates.filter(replaced=False, valid_until__lt=today).count()
    untooled = vendor.transfers.filter(mechanism="").count()
    return rate(Facts(vendor.criticality, vendor.personal_data, vendor.trains_models, untooled, lapsed))


def suggested(vendor, dependents: int) -> str:
    """In words, a criticality that is higher than the one on record, as so much depends on it; else nothing."""
    field, found = vendor._meta.get_field("criticality"), suggested_criticality(dependents)
    order = [code for code, _label in field.choices]
    return str(dict(field.choices)[found]) if order.index(found) > order.index(vendor.criticality) else ""


def suggested_criticality(dependents: int) -> str:
    """From how many systems and activities depend on it."""
    return "high" if dependents >= MANY else "medium" if dependents >= SOME else "low"
