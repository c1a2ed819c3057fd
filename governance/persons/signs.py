"""On the home page: erasures that wait for a second person, told to those who may be it."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef

from governance.core import policy
from governance.core.home import sign

from .models import DataSubject, Erasure, Hold


@sign
def waiting(user, now: dt.datetime) -> dict[str, Any] | None:
    if not policy.may(user, policy.CHANGE, DataSubject):
        return None
    held = Hold.objects.filter(subject=OuterRef("subject"), lifted_at=None)
    rows = Erasure.objects.filter(~Exists(held), confirmed_at=None, dropped_at=None)
    count = rows.exclude(asked_by=user.pk).count()
    return {"template": "governance/persons/waiting.html", "count": count} if count else None
