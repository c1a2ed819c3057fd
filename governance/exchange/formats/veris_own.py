"""What Fairhold writes beside the words of VERIS, under `plus.fairhold`: exact where those are not."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from governance.core.fields import CodesField, PartialDate, PartialDateField
from governance.core.nodes import Node
from governance.incidents.models import Incident

FIELDS = (
    "name", "description", "kind", "severity", "goes_on", "disclosure", "jurisdictions", "nis2", "people_kinds",
    "categories", "people_affected", "records_affected", "cause", "consequences", "measures", "contact",
    "no_lessons_why", "occurred", "found", "suspected", "reported",
)  # fmt: skip
"""All that an incident says in fields of its own, but for the moment of awareness: a clock starts here or nowhere."""


def told(incident: Incident) -> dict[str, Any]:
    return {name: _plain(getattr(incident, name)) for name in FIELDS}


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


def own(fields: Node, values: dict[str, Any]) -> dict[str, Any]:
    """Read back, by field. What says nothing is left out, unless the words of VERIS say something instead."""
    found = {name: _value(_field(name), one) for name, one in fields.members() if name in FIELDS}
    return {name: value for name, value in found.items() if name in values or value != _field(name).get_default()}


def _field(name: str) -> models.Field:
    return Incident._meta.get_field(name)


def _value(field: models.Field, node: Node) -> Any:
    match field:
        case CodesField():
            return node.texts()
        case PartialDateField():
            return _date(node)
        case models.IntegerField():
            return node.whole()
        case models.BooleanField():
            return node.value is True
    return node.text()


def _date(node: Node) -> str:
    try:
        return PartialDate(node.text()) if node.text() else ""
    except ValidationError as error:
        raise node.refuse(" ".join(error.messages)) from None
