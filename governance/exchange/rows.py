"""Rows made of what a source says: checked field by field, with the place in the source if one does not fit."""

from collections import ChainMap
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance.core.models import Record, Tracked
from governance.core.workflow import Move, begin_past

from .entries import Entry, Format, Link, part_key

Links = Mapping[str, Tracked]


def begun(entry: Entry, owner: Any, links: Links, move: Move) -> Record:
    """A new record, past the step that the source says was taken."""
    row = checked(entry.model(owner=owner, **resolved(entry.values, links)), entry)
    if entry.ending:
        name, at = entry.ending
        begin_past(row, name, Move(move.by, at, move.note))
    return row


def parts(found: Format, entry: Entry, row: Record, links: Links) -> list[Tracked]:
    """The parts of a new record. A link that leads nowhere makes no part: what was said is kept beside the record."""
    made: dict[str, Tracked] = {}
    known = ChainMap(made, links)
    for model, identities in entry.parts.items():
        for one in identities:
            if not isinstance(one, Link) or one.key in links:
                new = checked(part(row, model, found.part_values(entry, model, one), known), entry)
                made[part_key(model, one)] = new
    return list(made.values())


def part(row: Record, model: type[Tracked], values: Mapping[str, Any], links: Links) -> Tracked:
    return model(**{model.part_of: row}, **resolved(values, links))


def resolved(values: Mapping[str, Any], links: Links) -> dict[str, Any]:
    return {name: links.get(value.key) if isinstance(value, Link) else value for name, value in values.items()}


def checked(row: Tracked, entry: Entry) -> Tracked:
    """Raises Refused for a value that its field does not hold. What fields cannot tell is the database's to refuse."""
    relations = [field.name for field in row._meta.concrete_fields if field.is_relation]
    try:
        row.clean_fields(exclude=[*relations, "reference"])
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        told = {"field": row._meta.get_field(name).verbose_name, "why": messages[0]}
        raise entry.node.refuse(_("This does not fit into “%(field)s”: %(why)s") % told) from None
    return row
