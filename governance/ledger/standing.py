"""Whether the ledger was found intact, and when; and how long ago a checkpoint left the machine."""

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from governance.core.home import sign
from governance.core.roles import Role

from . import folder
from .models import Kept, Verification
from .notes import Head
from .verifying import Check, Report, verify
from .witnessing import last_left, leaves

logger = logging.getLogger(__name__)
SEES = {Role.AUDITOR, Role.DIRECTOR, Role.PRIVACY_LEAD}
EVERY = dt.timedelta(hours=20)
"""It is verified once a night or day: whenever this long has passed since the last time."""
LATE = dt.timedelta(hours=48)


@dataclass(frozen=True)
class Standing:
    """`left` is the newest checkpoint that left the machine; `leaves` whether they are set to."""

    verified: Verification | None
    left: Kept | None
    leaves: bool
    now: dt.datetime

    @property
    def tone(self) -> str:
        if self.verified is None:
            return "neutral"
        if not self.verified.intact:
            return "bad"
        is_late = self.now - self.verified.at > LATE or self.left is None or self.now - self.left.at > LATE
        return "warn" if is_late else "good"


def standing(now: dt.datetime) -> Standing:
    return Standing(_last_verified(now), last_left(now), leaves(), now)


def _last_verified(now: dt.datetime) -> Verification | None:
    """Of those that the application noted, and not in the future."""
    return Verification.objects.filter(at__lte=now).order_by("-at").first_of_ours()


@sign
def proof(user, now: dt.datetime) -> dict[str, Any] | None:
    if not Role.of(user) & SEES:
        return None
    return {"template": "governance/ledger/standing.html", "standing": standing(now)}


def verify_and_note(now: dt.datetime) -> Report:
    """Against the checkpoints in the folder too. One that cannot be reached is no reason not to verify the rest."""
    try:
        held = folder.held()
    except OSError:
        logger.exception("The folder of checkpoints cannot be read: the ledger is verified without it.")
        held = folder.Held()
    report = verified(now, held)
    with transaction.atomic():
        Verification.objects.create(at=now, intact=report.is_intact, entries=report.entries, told=report.told)
    return report


def verified(now: dt.datetime, held: folder.Held, kept: Sequence[Head] = ()) -> Report:
    """Against what the folder holds, and what somebody kept besides."""
    report = verify(now=now, witnesses=[*held.heads, *kept])
    for name, says in held.faults.items():
        report.tell(Check.WITNESSES, f"file {name} in the folder of checkpoints", says)
    return report


def is_due(now: dt.datetime) -> bool:
    last = _last_verified(now)
    return last is None or now - last.at > EVERY
