"""Rules as files, one a subject. Each file: `rules`, a list with the fields of a rule; `checked_on` holds for all."""

from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from governance.core import bulk
from governance.core.acting import Source as Door
from governance.core.acting import acting
from governance.core.nodes import Node
from governance.core.reading import Source

from .models import Rule

FOLDER = Path(__file__).parent / "packs"
FIELDS = {field.name: field for field in Rule._meta.concrete_fields if field.name not in {"id", "version"}}


def install(using: str = DEFAULT_DB_ALIAS) -> int:
    """Adds what was never there and leaves alone what people keep; says how many rules it added."""
    if using != DEFAULT_DB_ALIAS:
        return 0
    here = set(Rule.history.values_list("code", "jurisdiction", "title"))
    rows = [row for row in shipped() if (row.code, row.jurisdiction, row.title) not in here]
    with acting(source=Door.TASK, reason=_("comes with this version")):
        bulk.write(rows)
    return len(rows)


def shipped() -> Iterator[Rule]:
    for path in sorted(FOLDER.glob("*.yaml")):
        yield from read(Source(path.name, path.read_bytes()))


def read(source: Source) -> list[Rule]:
    """Rules not saved yet. Raises Refused with the place of what is wrong."""
    node = source.node()
    return [_rule(one, node.at("checked_on")) for one in node.at("rules").items()]


def _rule(node: Node, checked_on: Node) -> Rule:
    row = Rule(checked_on=parse_date(str(checked_on.value)))
    for name, inside in node.members():
        if name not in FIELDS:
            raise inside.refuse(_("This name is not known here."))
        setattr(row, name, _value(inside, FIELDS[name]))
    try:
        row.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        raise node.refuse(" ".join(error.messages)) from None
    return row


def _value(node: Node, field: models.Field):
    try:
        return field.to_python(node.value)
    except ValidationError as error:
        raise node.refuse(" ".join(error.messages)) from None
