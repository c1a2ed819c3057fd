"""Whether the ledger was found intact, and when; and how long ago a checkpoint left the machine."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from governance.core.home import sign
from governance.core.roles import Role

from .models import Kept, Verification
from .verifying import Report, verify
from .witnessing import last_kept

SEES = {Role.AUDITOR, Role.DIRECTOR, Role.PRIVACY_LEAD}
EVERY = dt.timedelta(hours=20)
"""It is verified once a night or day: whenever this long has passed since the last time."""
LATE = dt.timedelta(hours=48)


@dataclass(frozen=True)
class Standing:
    verified: Verification | None
    kept: Kept | None
    now: dt.datetime

    @property
    def tone(self) -> str:
        if self.verified is None:
            return "neutral"
        if not self.verified.intact:
            return "bad"
        is_late = self.now - self.verified.at > LATE or self.kept is None or self.now - self.kept.at > LATE
        return "warn" if is_late else "good"


def standing(now: dt.datetime) -> Standing:
    return Standing(_last_verified(now), last_kept(now), now)


def _last_verified(now: dt.datetime) -> Verification | None:
    """Of those that the application noted, and not in the future."""
    return Verification.objects.filter(at__lte=now).order_by("-at").first_of_ours()


@sign
def proof(user, now: dt.datetime) -> dict[str, Any] | None:
    if not Role.of(user) & SEES:
        return None
    return {"template": "governance/ledger/standing.html", "standing": standing(now)}


def verify_and_note(now: dt.datetime) -> Report:
    report = verify(now=now)
    with transaction.atomic():
        Verification.objects.create(at=now, intact=report.is_intact, entries=report.entries, told=report.told)
    return report


def is_due(now: dt.datetime) -> bool:
    last = _last_verified(now)
    return last is None or now - last.at > EVERY
