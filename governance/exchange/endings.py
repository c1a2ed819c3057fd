"""The end of a record's life, as its source tells it: taken once, and tried again while something is in its way."""

import json

from governance.core.canonical import plain
from governance.core.models import Record
from governance.core.workflow import Step

from .entries import Entry
from .models import Origin


def is_due(entry: Entry, row: Record, origin: Origin) -> bool:
    """Whether the step that the source tells of is still to be taken: not if somebody here has taken it back."""
    had = json.loads(origin.taken)
    if not entry.ending or had["ending"] == plain(entry.ending):
        return False
    step = row.workflow().step(entry.ending[0])
    waited = had.get("waits") == plain(entry.ending)
    return row.state in step.sources and not (waited and _was_taken_back(row, step, origin))


def _was_taken_back(row: Record, step: Step, origin: Origin) -> bool:
    """It stands before the step, and was past it since the source told of the end."""
    since = origin.history.order_by("-history_id").values_list("history_date", flat=True).first()
    return row.history.filter(state=step.target, history_date__gt=since).exists()
