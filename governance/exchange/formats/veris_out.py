"""Incidents as VERIS 1.4, one file each. What it has no place for stands under `plus.fairhold`, and comes back in."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy

from governance.core.canonical import plain
from governance.core.reading import verbatim
from governance.exchange.exports import Export, exported
from governance.exchange.models import Origin
from governance.incidents.models import Disclosure, Incident, Kind, Severity

from . import veris_own
from .veris import DISCLOSED, RATED
from .veris_fit import VERSION, Said, fitted
from .veris_keys import DATA, OURS

RATING = {
    Severity.LOW: "Distracting",
    Severity.MEDIUM: "Painful",
    Severity.HIGH: "Damaging",
    Severity.CRITICAL: "Catastrophic",
}
SAID = {value: key for key, value in DISCLOSED.items()}
CHUNK = 200


def write(folder: Path, user: Any) -> int:
    count = 0
    for incident, source in rows(user):
        (folder / f"{incident.reference}.json").write_text(verbatim(told(incident, source)) + "\n", encoding="utf-8")
        count += 1
    return count


def rows(user: Any) -> Iterator[tuple[Incident, Said | None]]:
    """The incidents that this person may see, each with what its source said."""
    kind = ContentType.objects.get_for_model(Incident)
    shown = Incident.objects.visible_to(user).order_by("pk")
    keys = list(shown.values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        sources = Origin.objects.filter(content_type=kind, format="veris", object_id__in=chunk)
        said = {one.object_id: json.loads(one.said) for one in sources}
        yield from ((row, said.get(row.pk)) for row in Incident.objects.filter(pk__in=chunk).order_by("pk"))


def told(incident: Incident, source: Said | None) -> Said:
    """The source in the shape of 1.4, with what has changed here since laid over it."""
    made = fitted(source or {})
    made.setdefault("incident_id", f"{settings.SITE_URL}#{incident.reference}")
    made["summary"] = incident.description
    made["security_incident"] = _certain(incident, made)
    _when(incident, made)
    _touched(incident, made)
    _rated(incident, made)
    if source is None:
        _cause(incident, made)
    made["plus"] = made.get("plus", {}) | {"fairhold": _ours(incident, source)}
    return made


def _certain(incident: Incident, made: Said) -> str:
    if incident.kind == Kind.NEAR_MISS:
        return "Near miss"
    if incident.kind == Kind.BREACH and incident.aware_at is None and incident.suspected:
        return "Suspected"
    return "Confirmed" if made["security_incident"] == "Near miss" else made["security_incident"]


def _when(incident: Incident, made: Said) -> None:
    """VERIS wants a year: where we have none, that of what came after, such as being found or written down."""
    known = incident.occurred
    when = {name: int(part) for name, part in zip(("year", "month", "day"), known.split("-"), strict=False) if part}
    if not known:
        others = [*filter(None, (incident.found, incident.suspected, incident.reported))]
        when = {"year": int(others[0][:4]) if others else _written(incident)}
    before = made["timeline"].get("incident", {})
    is_same = all(before.get(key) == one for key, one in when.items())
    made["timeline"]["incident"] = when | ({"time": before["time"]} if is_same and "time" in before else {})


def _written(incident: Incident) -> int:
    return incident.history.order_by("history_id").values_list("history_date", flat=True)[0].year


def _touched(incident: Incident, made: Said) -> None:
    """What was disclosed of which data. Where nothing is said of either, neither does VERIS."""
    attribute = made.get("attribute", {})
    before = attribute.get("confidentiality", {})
    if incident.disclosure == Disclosure.NOT_SAID and not incident.categories and incident.records_affected is None:
        attribute.pop("confidentiality", None)
    else:
        after = before | {"data_disclosure": SAID[Disclosure(incident.disclosure)] or "Unknown"}
        after.pop("data_total", None)
        after |= {"data_total": incident.records_affected} if incident.records_affected is not None else {}
        attribute["confidentiality"] = after | {"data": _data(incident, before.get("data", []))}
        if not attribute["confidentiality"]["data"]:
            del attribute["confidentiality"]["data"]
    made |= {"attribute": attribute} if attribute else {}
    if not attribute:
        made.pop("attribute", None)


def _data(incident: Incident, before: list[Said]) -> list[Said]:
    """The amounts that the source gave stay with their kind of data."""
    words = list(dict.fromkeys(code if code in DATA else OURS.get(code, "Other") for code in incident.categories))
    stays = [one for one in before if one.get("variety") in words]
    return stays + [{"variety": word} for word in words if word not in {one["variety"] for one in stays}]


def _rated(incident: Incident, made: Said) -> None:
    before = made.get("impact", {}).get("overall_rating", "")
    if incident.severity == RATED.get(before, Severity.UNKNOWN):
        return
    rating = RATING.get(Severity(incident.severity), "Unknown")
    made["impact"] = made.get("impact", {}) | {"overall_rating": rating}


def _cause(incident: Incident, made: Said) -> None:
    if incident.cause:
        made["action"] = {"unknown": {"notes": incident.cause}}


def _ours(incident: Incident, source: Said | None) -> Said:
    ours: Said = {"reference": incident.reference, "state": incident.state, "fields": veris_own.told(incident)}
    if incident.aware_at:
        ours["aware"] = {"at": plain(incident.aware_at), "why": incident.aware_why}
    return ours | ({"source": source} if source is not None else {})


exported(Export("veris", gettext_lazy("Incidents in VERIS %s") % VERSION, write))
