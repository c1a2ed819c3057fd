"""Beside a proposal: whether it may go live, what may follow its decision, what was asked of others like it."""

from typing import Any

from django.utils import timezone

from governance.core.models import Record
from governance.core.panels import panel

from . import going_live, offers
from .models import Proposal
from .models.proposals import IN_FORCE


@panel
def asked_before(user, record: Record) -> dict[str, Any] | None:
    if not isinstance(record, Proposal) or not record.is_editable or record.owner_id != user.pk:
        return None
    return {"template": "governance/committee/asked_before_panel.html", "proposal": record}


@panel
def next_steps(user, record: Record) -> dict[str, Any] | None:
    """Going live depends on conditions, suspensions and vendors: some queries, never a growing number."""
    if not isinstance(record, Proposal) or not record.snapshot_id:
        return None
    now = timezone.now()
    told = {"is_decided": record.state in IN_FORCE or record.decisions.exists(), "name": "next"}
    told |= {"not_live": going_live.why_not(record, timezone.localdate(now)), "after": offers.of(record, user, now)}
    return {"template": "governance/committee/next_panel.html"} | told
