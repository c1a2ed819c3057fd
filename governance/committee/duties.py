"""What the committee would decide, word for word: an outcome, its reasons, and conditions to be."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from .models import Sort


@dataclass(frozen=True)
class Duty:
    """A condition to be: `text`, who owns it, until when; `every_months` where it comes again."""

    text: str
    owner: Any
    due_on: dt.date
    sort: str = Sort.BLOCKING
    how: str = ""
    every_months: int | None = None

    def said(self) -> dict[str, Any]:
        """As plain values, in the text of a motion."""
        told = {"text": self.text, "owner": self.owner.pk, "owner_name": str(self.owner), "sort": str(self.sort)}
        return told | {"due_on": self.due_on.isoformat(), "how": self.how, "every_months": self.every_months}


@dataclass(frozen=True)
class Wording:
    """What is put to the vote or decided. `said` is the text that is hashed."""

    outcome: str
    reasons: str
    duties: tuple[Duty, ...] = ()

    def said(self) -> dict[str, Any]:
        conditions = [duty.said() for duty in self.duties]
        return {"outcome": str(self.outcome), "reasons": self.reasons.strip(), "conditions": conditions}


def read(told: list[dict[str, Any]]) -> tuple[Duty, ...]:
    """The duties of a motion's text. One query."""
    from governance.people.models import User

    people = User._base_manager.in_bulk({one["owner"] for one in told})
    return tuple(
        Duty(
            one["text"], people[one["owner"]], dt.date.fromisoformat(one["due_on"]), one["sort"], one["how"],
            one["every_months"],
        )
        for one in told
    )  # fmt: skip
