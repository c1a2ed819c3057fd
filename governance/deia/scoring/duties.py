"""What each tier obliges to (specification 3.10). All by the residual tier but the route, which is by the inherent."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .tiers import Tier

Told = str | Promise


@dataclass(frozen=True)
class Duty:
    """`by_tier` has an entry for each of the four tiers; an empty one asks for nothing."""

    code: str
    title: Told
    by_tier: tuple[Told, Told, Told, Told]
    by_inherent: bool = False


def duties(inherent: Tier, residual: Tier) -> list[tuple[Duty, Told]]:
    """The duties that ask for something, each with what it asks for."""
    found = [(one, one.by_tier[(inherent if one.by_inherent else residual) - 1]) for one in DUTIES]
    return [(one, told) for one, told in found if told]


DUTIES: tuple[Duty, ...] = (
    Duty(
        "route",
        _("Review"),
        (_("Light, at the desk"), _("Expedited"), _("Full committee"), _("Full committee with an outside voice")),
        by_inherent=True,
    ),
    Duty(
        "notice",
        _("Plain notice where it happens"),
        (_("In the policy"), _("In the journey too"), _("With the main factors explained"), _("With a named contact")),
    ),
    Duty(
        "heard",
        _("Who is heard"),
        (_("Up to you"), _("Front-line staff"), _("Representatives"), _("Affected people and an independent voice")),
    ),
    Duty(
        "dpo",
        _("Opinion of the data protection officer"),
        ("", _("On request"), _("Required"), _("Required, with a check of Art. 36")),
    ),
    Duty(
        "fairness", _("Fairness figures"), ("", _("Planned"), _("Before launch"), _("Before launch and each quarter"))
    ),
    Duty("human", _("Way to a person"), ("", _("If asked"), _("Staffed"), _("Staffed and tested"))),
    Duty(
        "pilot", _("Pilot"), ("", "", _("10 % of the people first"), _("5 % of the people first, with a rule to stop"))
    ),
    Duty("report", _("Report"), ("", _("A note each year"), _("Every 12 months"), _("Every 3 to 6 months"))),
    Duty("sign_off", _("Who signs off what remains"), (_("Owner"), _("Manager"), _("Sponsor"), _("Top management"))),
)
