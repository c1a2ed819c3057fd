"""How committees of different sizes decide (specification 9): a firm chooses its size, and no numbers."""

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Preset(TextChoices):
    MICRO = "micro", _("Up to 10 people: three seats, all vote")
    SMALL = "small", _("11 to 50 people: five seats, three vote")
    MEDIUM = "medium", _("51 to 250 people: seven seats, four vote")
    OWN = "own", _("Rules of our own")


class Authority(TextChoices):
    BINDING = "binding", _("What it decides holds")
    ADVISORY = "advisory", _("It advises, management answers")


class Outside(TextChoices):
    """How critical risk gets its independent voice."""

    SEAT = "seat", _("An outside member votes")
    OPINION = "opinion", _("An outside member votes, or an outside opinion is on file")


RULES: dict[str, dict[str, Any]] = {
    Preset.MICRO: {
        "voting_seats": 3, "min_present": 3, "min_functions": 2, "reviewers": 1, "counter_case_from": None,
        "unanimous_from": 3, "meets": False, "needs_law": False, "needs_people": False,
        "authority": Authority.ADVISORY, "outside": Outside.OPINION,
    },
    Preset.SMALL: {
        "voting_seats": 5, "min_present": 3, "min_functions": 3, "reviewers": 2, "counter_case_from": 4,
        "unanimous_from": None, "meets": False, "needs_law": True, "needs_people": True,
        "authority": Authority.BINDING, "outside": Outside.OPINION,
    },
    Preset.MEDIUM: {
        "voting_seats": 7, "min_present": 4, "min_functions": 4, "reviewers": 2, "counter_case_from": 3,
        "unanimous_from": None, "meets": True, "needs_law": True, "needs_people": True,
        "authority": Authority.BINDING, "outside": Outside.SEAT,
    },
}  # fmt: skip
"""Tiers from 1 (low) to 4 (critical); None is never. `meets`: the whole committee votes on motions in a meeting."""

CALL_IN_DAYS = 2
"""Working days in which any member may call a small panel's question in."""
VOTING_DAYS = 7
TARGET_DAYS = {"light": 5, "fast": 10, "full": 20, "enhanced": 30}
"""Working days until a decision is due, by route; while the owner is asked something they stand still."""
URGENT_TARGET_DAYS = 2
MOST_MOTIONS = 3
APPEAL_DAYS = 30
URGENT_DAYS = 30
INTERIM_DAYS = 10
"""Working days that a suspension by the chair alone holds (specification 2.3, A19)."""
EXPIRY_MONTHS = {4: 6, 3: 12, 2: 24, 1: 36}
"""How long an approval holds, by the risk that remains."""
