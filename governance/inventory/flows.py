"""Where data flows: from people, through activities and systems, to vendors and countries; as rows and as a picture.

The picture has five columns and a line for each flow; a dashed one leaves the EEA. It is bounded: a register of
thousands is read as the table, or filtered.
"""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.vendors.models import Vendor

from .models import ProcessingActivity

MOST = 12
"""Activities in one picture: more cannot be told apart."""
COLUMNS = (_("People"), _("Activity"), _("System"), _("Vendor"), _("Outside the EEA"))
VENDORS, COUNTRIES = 3, 4
WIDTH, GAP, ROW, BOX, LEFT, HEAD = 150, 32, 34, 26, 4, 26
LONGEST = 20
"""Characters that fit into a box."""


@dataclass(frozen=True)
class Flow:
    """One line of the table."""

    activity: ProcessingActivity
    people: tuple[str, ...]
    systems: tuple[Any, ...]
    vendors: tuple[Any, ...]
    abroad: tuple[str, ...]


@dataclass
class Picture:
    """Boxes by column, each (text, x, y), and lines between them, each (x1, y1, x2, y2, leaves the EEA)."""

    heads: list[tuple[Any, int]] = field(default_factory=list)
    boxes: list[tuple[str, int, int]] = field(default_factory=list)
    lines: list[tuple[int, int, int, int, bool]] = field(default_factory=list)
    height: int = 0


def found(user, *, department: str = "", start: int = 0) -> list[Flow]:
    """A page of flows; what is kept from this person is not told of. A constant number of queries."""
    rows = ProcessingActivity.objects.visible_to(user).in_state("draft", "current").order_by("pk")
    rows = rows.filter(department=department) if department else rows
    wanted = ("uses__system__vendor", "recipients__vendor", "transfers")
    rows = rows.prefetch_related(*wanted)[start : start + MOST + 1]
    found = list(rows)
    shown = set(Vendor.objects.visible_to(user).filter(pk__in=_vendors(found)).values_list("pk", flat=True))
    return [_flow(row, shown) for row in found]


def _vendors(rows: list[ProcessingActivity]) -> set[int]:
    named = {one.vendor_id for row in rows for one in row.recipients.all()}
    return {key for key in named | {use.system.vendor_id for row in rows for use in row.uses.all()} if key}


def _flow(row: ProcessingActivity, shown: set[int]) -> Flow:
    people = tuple(row._meta.get_field("subjects").labels(row.subjects))
    systems = tuple(use.system for use in row.uses.all())
    vendors = [one.vendor for one in row.recipients.all() if one.vendor_id in shown]
    vendors += [one.vendor for one in systems if one.vendor_id in shown]
    return Flow(row, people, systems, tuple(dict.fromkeys(vendors)), tuple(one.country for one in row.transfers.all()))


def picture(flows: list[Flow]) -> Picture:
    made, places = Picture([(head, _x(n)) for n, head in enumerate(COLUMNS)]), [{} for _column in COLUMNS]
    for flow in flows:
        told = (flow.people, (flow.activity,), flow.systems, flow.vendors, flow.abroad)
        for number, things in enumerate(told):
            for thing in things:
                places[number].setdefault(thing, len(places[number]))
    for number, column in enumerate(places):
        made.boxes += [(_name(thing), _x(number), _y(place)) for thing, place in column.items()]
    for flow in flows:
        made.lines += _lines(flow, places)
    made.height = _y(max((len(column) for column in places), default=0))
    return made


def _name(thing: Any) -> str:
    text = thing if isinstance(thing, str) else thing.reference if thing.confidential else thing.name
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _lines(flow: Flow, places: list[dict[Any, int]]) -> list[tuple[int, int, int, int, bool]]:
    pairs = [(0, one, 1, flow.activity) for one in flow.people]
    pairs += [(1, flow.activity, 2, one) for one in flow.systems]
    pairs += [(2, one, VENDORS, one.vendor) for one in flow.systems if one.vendor in places[VENDORS]]
    through = {one.vendor for one in flow.systems}
    pairs += [(1, flow.activity, VENDORS, one) for one in flow.vendors if one not in through]
    pairs += [(*start, COUNTRIES, country) for country in flow.abroad for start in _leaving(flow)]
    return [
        (*_end(first, one, places, right=True), *_end(second, other, places, right=False), second == COUNTRIES)
        for first, one, second, other in pairs
    ]


def _leaving(flow: Flow) -> list[tuple[int, Any]]:
    """From where an activity's data goes abroad: from its vendors, or from itself where it names none."""
    return [(VENDORS, one) for one in flow.vendors] or [(1, flow.activity)]


def _end(column: int, thing: Any, places: list[dict[Any, int]], *, right: bool) -> tuple[int, int]:
    return _x(column) + (WIDTH if right else 0), _y(places[column][thing]) + BOX // 2


def _x(column: int) -> int:
    return column * (WIDTH + GAP) + LEFT


def _y(place: int) -> int:
    return place * ROW + HEAD
