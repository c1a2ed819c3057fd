"""Beside a record: where it came from."""

from typing import Any

from governance.core.models import Record
from governance.core.panels import panel

from .entries import formats
from .models import Origin


@panel
def origin(user, record: Record) -> dict[str, Any] | None:
    found = Origin.objects.about(record).defer("said", "taken").first()
    if found is None:
        return None
    return {"template": "governance/exchange/origin.html", "origin": found, "format": formats.get(found.format)}
