"""The record of processing as a manifest of fides: systems, and in each the declarations of what is done there."""

from typing import Any

import yaml

from governance.exchange.formats.fides import BASES
from governance.inventory import terms
from governance.inventory.models import ProcessingActivity, System
from governance.people.organisation import ours

NAMES = {basis: name for name, basis in BASES.items()}
ELSEWHERE = "elsewhere"
"""Where an activity names no system: a declaration has to stand in one."""


def written(activities: list[ProcessingActivity], _notes: Any = (), _now: Any = None) -> bytes:
    systems: dict[str, dict[str, Any]] = {}
    for one in activities:
        used = [use.system for use in one.uses.all()]
        for system in used or [None]:
            told = systems.setdefault(key_of(system), _system(system))
            told["privacy_declarations"] += [_declaration(one, purpose) for purpose in one.purposes.all()]
    told = _organization() | {"system": list(systems.values())}
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False).encode()


def _organization() -> dict[str, Any]:
    us = ours()
    controller = {"name": us.legal_name or us.name, "address": us.address, "email": us.email, "phone": us.telephone}
    told = {"fides_key": "default_organization", "name": us.name, "controller": controller}
    return {"organization": [told]} if us.pk else {}


def key_of(system: System | None) -> str:
    return system.reference.lower().replace("-", "_") if system else ELSEWHERE


def _system(system: System | None) -> dict[str, Any]:
    told: dict[str, Any] = {"fides_key": key_of(system), "name": system.name if system else ELSEWHERE}
    told |= {"description": system.description if system else "", "system_type": "Service"}
    return told | {"privacy_declarations": []}


def _declaration(one: ProcessingActivity, purpose: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": one.name,
        "data_use": purpose.name,
        "data_categories": _keys(terms.CATEGORY, one.categories),
    }
    told |= {
        "data_subjects": _keys(terms.SUBJECT, one.subjects),
        "third_parties": ", ".join(str(row) for row in one.recipients.all()),
    }
    if purpose.legal_basis:
        told["legal_basis_for_processing"] = NAMES[purpose.legal_basis]
    if one.retention:
        told["retention_period"] = str(one.retention)
    return {name: value for name, value in told.items() if value not in ("", [])}


def _keys(kind: str, codes: list[str]) -> list[str]:
    return [terms.fides(kind, code) for code in codes]
