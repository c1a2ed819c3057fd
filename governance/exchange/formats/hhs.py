"""Breaches reported to the US Department of Health and Human Services, as a CSV export of Wolfram's data repository.

Its cells are expressions: `Quantity[1000, "People"]`, `DateObject[{2009, 10, 21}, "Day", ...]`, `Entity[...]`, and
`Missing["NotAvailable"]`. The day is that of the report, not of the breach, and starts no clock.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.core.fields import PartialDate
from governance.core.nodes import Node
from governance.core.reading import Source
from governance.core.refusals import Refused
from governance.exchange.entries import Entry, Format, known, shortened
from governance.incidents.models import Disclosure, Incident, Kind

COLUMNS = (
    "Location", "CoveredEntityName", "CoveredEntityType", "IndividualsAffected", "BreachSubmissionDate", "BreachType",
    "BreachedInformationLocation", "BusinessAssociatePresent", "WebDescription",
)  # fmt: skip
MISSING = re.compile(r'Missing\["[^"]*"\]|Failure\[.*\]', re.DOTALL)
PEOPLE = re.compile(r'Quantity\[(?:(\d+)\.?|""), "People"\]')
DAY = re.compile(r"DateObject\[\{(\d{4})(?:, (\d{1,2}))?(?:, (\d{1,2}))?\}.*\]", re.DOTALL)


def read(source: Source, found: Counter) -> Iterator[Entry]:
    """Rows that say the same are different breaches: the second of one name and day is counted, never merged."""
    seen: Counter = Counter()
    for row in rows(source):
        count(row, found)
        name, day = text(row.at("CoveredEntityName")), day_of(row.at("BreachSubmissionDate"))
        seen[name, day] += 1
        yield entry(row, name, day, seen[name, day])


def rows(source: Source) -> Iterator[Node]:
    try:
        lines = source.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        told = _("byte %(n)d") % {"n": error.start + 1}
        raise Refused.at(source.name, told, _("This is not UTF-8 text.")) from None
    if "\0" in lines:
        raise Refused.at(source.name, "", _("This text has a character that cannot be kept."))
    reader = csv.DictReader(io.StringIO(lines, newline=""), strict=True)
    try:
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise Refused.at(source.name, _("row 1"), _("The columns should be %s.") % ", ".join(COLUMNS))
        for number, row in enumerate(reader, start=2):
            yield checked(Node(source.name, _("row %d") % number, row))
    except csv.Error as error:
        raise Refused.at(source.name, _("line %d") % reader.line_num, str(error)) from None


def checked(row: Node) -> Node:
    if None in row.value or None in row.value.values():
        raise row.refuse(_("This row has not as many cells as there are columns."))
    return row


def entry(row: Node, name: str, day: PartialDate | str, number: int) -> Entry:
    kind, place = text(row.at("BreachType")), text(row.at("BreachedInformationLocation"))
    values = {
        "name": shortened(": ".join(filter(None, [name or _("An organisation that is not named"), kind]))),
        "kind": Kind.BREACH,
        "description": text(row.at("WebDescription")),
        "disclosure": Disclosure.YES if "Unauthorized Access/Disclosure" in kind else Disclosure.NOT_SAID,
        "people_affected": people(row.at("IndividualsAffected")),
        "cause": "; ".join(filter(None, [kind, place])),
        "reported": day,
    }
    key = f"{day} {name}".strip()[:480] + (f" #{number}" if number > 1 else "")
    return Entry(row, key, Incident, values, said=dict(row.value))


def text(cell: Node) -> str:
    """Empty for what is missing, in whichever way that is written."""
    said = cell.text().strip()
    return "" if MISSING.fullmatch(said) else said


def people(cell: Node) -> int | None:
    said = text(cell)
    found = PEOPLE.fullmatch(said)
    if said and not found:
        raise cell.refuse(_('This should be a number of people, such as Quantity[1000, "People"].'))
    return Node(cell.file, cell.path, int(found[1])).whole() if found and found[1] else None


def day_of(cell: Node) -> PartialDate | str:
    said = text(cell)
    found = DAY.fullmatch(said)
    if not said:
        return ""
    try:
        return (
            PartialDate("-".join(f"{int(part):02}" for part in found.groups() if part)) if found else PartialDate(said)
        )
    except ValidationError as error:
        raise cell.refuse(" ".join(error.messages)) from None


def count(row: Node, found: Counter) -> None:
    individuals, kind = people(row.at("IndividualsAffected")), text(row.at("BreachType"))
    found["breaches"] += 1
    found["individuals"] += individuals or 0
    found["with_number_of_individuals"] += individuals is not None
    found["without_location"] += not text(row.at("Location"))
    found["without_type"] += not kind
    found["without_description"] += not text(row.at("WebDescription"))
    found["with_blank_description"] += not row.at("WebDescription").text().strip()
    found["without_entity_type"] += not text(row.at("CoveredEntityType"))
    found["with_business_associate"] += text(row.at("BusinessAssociatePresent")) == "True"
    found["with_several_types"] += "," in kind
    found["with_several_places"] += "," in text(row.at("BreachedInformationLocation"))


HHS = known(
    Format(
        code="hhs",
        label=gettext_lazy("Breaches reported to the US health department (HHS)"),
        endings=(".csv",),
        models=(Incident,),
        read=read,
        help=gettext_lazy('CSV with cells such as Quantity[1000, "People"] and DateObject[{2009, 10, 21}, …].'),
    )
)
