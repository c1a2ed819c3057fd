"""Incidents in VERIS 1.x, as the VERIS Community Database publishes them: one incident a file, or a list of them.

Of the three ids of an incident, `plus.master_id` is the one that names the record itself; where a file has none,
`incident_id` does.
"""

import re
from collections import Counter
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.core.fields import PartialDate
from governance.core.nodes import Node
from governance.core.reading import Source
from governance.exchange.entries import Entry, Format, distinct, known, shortened
from governance.incidents.models import Disclosure, Incident, Kind, Severity

from .veris_own import own

DISCLOSED = {
    "": Disclosure.NOT_SAID,
    "Yes": Disclosure.YES,
    "Potentially": Disclosure.POTENTIALLY,
    "No": Disclosure.NO,
    "Unknown": Disclosure.UNKNOWN,
}
KINDS = {"Near miss": Kind.NEAR_MISS}
RATED = {
    "Insignificant": Severity.LOW,
    "Distracting": Severity.LOW,
    "Painful": Severity.MEDIUM,
    "Damaging": Severity.HIGH,
    "Catastrophic": Severity.CRITICAL,
}


def read(source: Source, found: Counter) -> Iterator[Entry]:
    top = source.node()
    for incident in top.items() if isinstance(top.value, list) else [top]:
        check_version(incident)
        count(incident, found)
        yield entry(incident)


def check_version(incident: Node) -> None:
    """Written 1.3.2 or 1_3_2."""
    version = incident.at("schema_version")
    if not re.fullmatch(r"1([._]\d+){1,2}", version.text()):
        raise version.refuse(_("This is not an incident in VERIS 1, such as 1.3.2."))


def entry(incident: Node) -> Entry:
    key = incident.down("plus", "master_id").text().strip() or incident.at("incident_id").text(needed=True)
    attribute = incident.down("attribute", "confidentiality")
    values = {
        "name": name(incident),
        "description": incident.at("summary").text(),
        "kind": KINDS.get(incident.at("security_incident").text(), Kind.SECURITY),
        "severity": RATED.get(incident.down("impact", "overall_rating").text(), Severity.UNKNOWN),
        "disclosure": disclosure(attribute.at("data_disclosure")),
        "categories": distinct(item.at("variety").text() for item in attribute.at("data").items()),
        "records_affected": attribute.at("data_total").whole(),
        "cause": "; ".join(actions(incident)),
        "occurred": occurred(incident.down("timeline", "incident")),
    }
    as_of = incident.down("plus", "modified").moment()
    ours = incident.down("plus", "fairhold")
    said = ours.at("source").value or incident.value
    values |= own(ours.at("fields"), values)
    return Entry(incident, key.casefold(), Incident, values, said=said, as_of=as_of)


def name(incident: Node) -> str:
    victim = incident.down("victim", "victim_id").text().strip() or _("An organisation that is not named")
    return shortened(f"{victim}: {', '.join(actions(incident)) or _('unknown action')}")


def actions(incident: Node) -> list[str]:
    """Such as “error (Misdelivery)”."""
    told = []
    for kind, action in incident.at("action").members():
        varieties = ", ".join(action.at("variety").texts())
        told.append(f"{kind} ({varieties})" if varieties else kind)
    return told


def disclosure(said: Node) -> str:
    if said.text() not in DISCLOSED:
        raise said.refuse(_("This should be one of %(words)s.") % {"words": ", ".join(filter(None, DISCLOSED))})
    return DISCLOSED[said.text()]


def occurred(when: Node) -> str:
    """As exact as the source, and not more: a day without its month is not a date."""
    parts = [when.at("year").whole(1, 9999), when.at("month").whole(1, 12), when.at("day").whole(1, 31)]
    known_parts = parts[: parts.index(None)] if None in parts else parts
    if any(part is not None for part in parts[len(known_parts) :]):
        raise when.refuse(_("A date needs its year before its month, and its month before its day."))
    try:
        return PartialDate("-".join([f"{part:04}" if not i else f"{part:02}" for i, part in enumerate(known_parts)]))
    except ValidationError as error:
        if not known_parts:
            return ""
        raise when.refuse(error.messages[0]) from None


def count(incident: Node, found: Counter) -> None:
    attribute = incident.down("attribute", "confidentiality")
    found["incidents"] += 1
    found["with_number_of_records"] += attribute.at("data_total").value is not None
    found["records"] += attribute.at("data_total").whole() or 0
    found["without_summary"] += not incident.at("summary").text()


VERIS = known(
    Format(
        code="veris",
        label=gettext_lazy("Incidents in VERIS"),
        endings=(".json",),
        models=(Incident,),
        read=read,
        help=gettext_lazy("JSON of VERIS 1.3, one incident a file or a list of incidents."),
    )
)
