"""Why a tier is what it is, in plain sentences."""

from typing import TYPE_CHECKING

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from .flags import residual_floor
from .tiers import Tier, one_below

if TYPE_CHECKING:
    from .result import Result


def because(found: "Result") -> str:
    """Such as "High risk because prices or terms differ by behaviour or need. The index alone gives moderate risk."."""
    return " ".join([inherent(found), remaining(found)])


def inherent(found: "Result") -> str:
    tier, index = found.inherent, found.tier_of_ei
    reasons = [str(one.flag.because) for one in found.flags if one.floor == tier > index]
    if found.register.inherent == tier > index:
        reasons.append(_("a risk in the register weighs that much"))
    if not reasons:
        return _("%(tier)s by the answers alone.") % {"tier": tier.label}
    told = {"tier": tier.label, "why": get_text_list(reasons, _("and")), "index": lower(index)}
    return _("%(tier)s because %(why)s. The index alone gives %(index)s.") % told


def remaining(found: "Result") -> str:
    """What the residual tier rests on: the net index, the risks as they are now, flags, or the rule of one step."""
    if found.residual == Tier.LOW:
        return _("With the safeguards: low risk.")
    reasons = [reason for reason, tier in bounds(found) if tier == found.residual]
    told = {"tier": lower(found.residual), "why": get_text_list(reasons, _("and"))}
    return _("With the safeguards: %(tier)s, because of %(why)s.") % told


def bounds(found: "Result") -> list[tuple[str, Tier]]:
    floor = residual_floor(found.flags)
    codes = [one.flag.code for one in found.flags if one.residual_floor == floor]
    return [
        (_("what the answers leave open"), found.tier_of_ni),
        (_("the risks in the register"), found.register.current),
        (_("the floor of its flags (%(codes)s)") % {"codes": ", ".join(codes)}, floor),
        (_("the rule that safeguards lower it by one step at most"), one_below(found.inherent)),
    ]


def lower(tier: Tier) -> str:
    return str(tier.label).lower()
