"""Home: what needs me today."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from . import findings, policy, todos
from .accepted import open_rows
from .roles import Role

Sign = Callable[[Any, dt.datetime], dict[str, Any] | None]
signs: list[Sign] = []
SEES_FINDINGS = {Role.PRIVACY_LEAD, Role.STEWARD, Role.DIRECTOR, Role.AUDITOR}
SHOWN = 5


def sign(declare: Sign) -> Sign:
    """Declares a line at the foot of the home page: `(user, now)` gives its `template` and what that needs, or None."""
    signs.append(declare)
    return declare


def context(user, now: dt.datetime) -> dict[str, Any]:
    today = timezone.localdate(now)
    waiting = todos.waiting_for(user, now)
    return {"todos": waiting, "today": today, "now": now, "findings": wrong(user, today)} | {
        "signs": [found for declare in signs if (found := declare(user, now))]
    }


def wrong(user, today: dt.date) -> list[dict[str, Any]]:
    """Each finding that concerns a record which this person answers for: one query a finding, a few examples each."""
    found = []
    for finding in findings.declared():
        rows = shown(user, finding, today)[: SHOWN + 1]
        if records := list(rows):
            found.append({"finding": finding, "records": records[:SHOWN], "more": len(records) > SHOWN})
    return found


def shown(user, finding: findings.Finding, today: dt.date) -> QuerySet:
    """All that they may see, to those who watch over the registers; to others what is theirs."""
    rows = open_rows(finding, today)
    if not policy.may(user, policy.VIEW, rows.model):
        return rows.none()
    rows = rows.filter(pk__in=rows.model.objects.visible_to(user).values("pk"))
    return rows if Role.of(user) & SEES_FINDINGS else rows.filter(owner=user.pk)
