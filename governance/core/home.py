"""Home: what needs me today."""

import datetime as dt
from typing import Any

from django.utils import timezone

from . import findings, policy, todos
from .roles import Role

SEES_FINDINGS = {Role.PRIVACY_LEAD, Role.STEWARD, Role.DIRECTOR, Role.AUDITOR}
SHOWN = 5


def context(user, now: dt.datetime) -> dict[str, Any]:
    today = timezone.localdate(now)
    waiting = todos.waiting_for(user, now)
    return {"todos": waiting, "today": today, "now": now, "findings": wrong(user, today)}


def wrong(user, today: dt.date) -> list[dict[str, Any]]:
    """Each finding that concerns a record which this person may see: one query a finding, a few examples each."""
    if not Role.of(user) & SEES_FINDINGS:
        return []
    found = []
    for finding in findings.declared():
        rows = finding.query(today)
        rows = rows.filter(pk__in=rows.model.objects.visible_to(user).values("pk"))[: SHOWN + 1]
        records = list(rows) if policy.may(user, policy.VIEW, rows.model) else []
        if records:
            found.append({"finding": finding, "records": records[:SHOWN], "more": len(records) > SHOWN})
    return found
