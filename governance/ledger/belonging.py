"""To which record a row belongs: a part to its record, a grant to what it is about, a record to itself."""

from typing import Any

from django.contrib.contenttypes.models import ContentType

from governance.core.models import Record
from governance.core.policy import parent_model
from governance.core.records import way_up

Known = dict[int, tuple[str, int]]


def records_of(model: type, rows: list[dict[str, Any]]) -> Known:
    """By history row, the kind and the key of the record. One query at the most, and none but for parts of parts."""
    if not model.part_of or issubclass(model, Record):
        return {row["history_id"]: _of_itself(model, row) for row in rows}
    parent, link = parent_model(model), model._meta.get_field(model.part_of).attname
    above = {row[link] for row in rows}
    if not parent.part_of or issubclass(parent, Record):
        found = {key: (parent._meta.label_lower, key) for key in above}
    else:
        found = _further_up(parent, above)
    return {row["history_id"]: found[row[link]] for row in rows if row[link] in found}


def _of_itself(model: type, row: dict[str, Any]) -> tuple[str, int]:
    """A grant and an accepted finding are about a record, by number: it is asked for there who was let in."""
    about = row.get("object_id") or row.get("object_pk")
    if about is None or issubclass(model, Record):
        return model._meta.label_lower, row["id"]
    kind = ContentType.objects.get_for_id(row["content_type_id"])
    return f"{kind.app_label}.{kind.model}", int(about)


def _further_up(parent: type, keys: set[int]) -> Known:
    way = way_up(parent)
    record = parent
    for step in way.split("__"):
        record = record._meta.get_field(step).related_model
    rows = parent._base_manager.filter(pk__in=keys).values_list("pk", way)
    return {key: (record._meta.label_lower, of) for key, of in rows}


def named(known: Known, row: dict[str, Any]) -> dict[str, Any]:
    kind, key = known.get(row["history_id"], ("", None))
    return {"of_kind": kind, "of": key}
