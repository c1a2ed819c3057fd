"""The four tiers of risk, and the table of likelihood and impact (specification 3.9, steps 4 and 5)."""

from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _


class Tier(IntegerChoices):
    LOW = 1, _("Low risk")
    MODERATE = 2, _("Moderate risk")
    HIGH = 3, _("High risk")
    CRITICAL = 4, _("Critical risk")


BANDS = (
    "LLLLM",
    "LLMMM",
    "LMMHH",
    "MMHHC",
    "MHHCC",
)
"""Rows: impact on people 1 to 5. Columns: likelihood 1 to 5. A lookup, not a product."""

TIER_OF_BAND = {"L": Tier.LOW, "M": Tier.MODERATE, "H": Tier.HIGH, "C": Tier.CRITICAL}


def tier_of_risk(likelihood: int, impact: int) -> Tier:
    """Likelihood and impact from 1 to 5. Raises ValueError outside of that."""
    if not (1 <= likelihood <= len(BANDS) and 1 <= impact <= len(BANDS)):
        message = "Likelihood and impact go from 1 to 5."
        raise ValueError(message)
    return TIER_OF_BAND[BANDS[impact - 1][likelihood - 1]]


def one_below(tier: Tier) -> Tier:
    """Safeguards on paper move a tier by one at most."""
    return Tier(max(Tier.LOW, tier - 1))
