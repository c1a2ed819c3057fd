"""The record of processing as JSON-LD, in terms of the W3C Data Privacy Vocabulary (DPV 2) and its part for GDPR."""

import json
from typing import Any

from governance.inventory import terms
from governance.inventory.models import ProcessingActivity, Purpose
from governance.people.organisation import ours
from governance.vendors.models import Mechanism

CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "dct": "http://purl.org/dc/terms/",
    "fairhold": "https://fairhold.example/terms#",
}
BASES = {
    "consent": "eu-gdpr:A6-1-a",
    "contract": "eu-gdpr:A6-1-b",
    "legal_obligation": "eu-gdpr:A6-1-c",
    "vital_interests": "eu-gdpr:A6-1-d",
    "public_task": "eu-gdpr:A6-1-e",
    "legitimate_interests": "eu-gdpr:A6-1-f",
}
CONDITIONS = {
    name: f"eu-gdpr:A9-2-{letter}"
    for name, letter in zip(
        (
            "explicit_consent", "employment_law", "vital_interests", "members", "made_public", "legal_claims",
            "public_interest", "health_care", "public_health", "archive",
        ),
        "abcdefghij",
        strict=True,
    )
}  # fmt: skip
# A derogation of Art. 49 has a term for each of its letters only, and which one it is stands in words.
TOOLS = {
    Mechanism.ADEQUACY: "eu-gdpr:A45-3",
    Mechanism.CERTIFIED: "eu-gdpr:A45-3",
    Mechanism.CLAUSES: "eu-gdpr:A46-2-c",
    Mechanism.RULES: "eu-gdpr:A46-2-b",
    Mechanism.CODE: "eu-gdpr:A46-2-e",
    Mechanism.AD_HOC: "eu-gdpr:A46-3-a",
}
ROLES = {"controller": "dpv:DataController", "joint": "dpv:JointDataControllers", "processor": "dpv:DataProcessor"}
UNITS = {"days": "D", "months": "M", "years": "Y"}


def written(activities: list[ProcessingActivity], _notes: Any = (), _now: Any = None) -> bytes:
    graph = [*_controller(), *(said(one) for one in activities)]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1).encode()


def _controller() -> list[dict[str, Any]]:
    """Who answers for it, once that is written down."""
    us = ours()
    told = {"@id": "fairhold:us", "@type": "dpv:DataController", "dct:title": us.name, "dpv:hasContact": us.contact}
    return [{name: value for name, value in told.items() if value}] if us.pk else []


def said(one: ProcessingActivity) -> dict[str, Any]:
    told: dict[str, Any] = {"@id": f"fairhold:{one.reference}", "@type": "dpv:PersonalDataHandling"}
    told |= {"dct:identifier": one.reference, "dct:title": one.name, "dct:description": one.description}
    told |= {
        "fairhold:ourRole": {"@id": ROLES[one.capacity]},
        "dpv:hasPurpose": [_purpose(row) for row in one.purposes.all()],
    }
    told |= {"dpv:hasDataSubject": [_subject(one, code) for code in one.subjects]}
    told |= {"dpv:hasPersonalData": [_data(one, code) for code in one.categories]}
    told["dpv:hasRecipient"] = [{"@type": "dpv:Recipient", "dct:title": str(row)} for row in one.recipients.all()]
    told["dpv:hasTechnicalOrganisationalMeasure"] = [_measure(row) for row in one.measures.all()]
    told["dpv:hasDataTransfer"] = [_transfer(row) for row in one.transfers.all()]
    if one.retention_number:
        told["dpv:hasStorageCondition"] = _storage(one)
    return {name: value for name, value in told.items() if value not in ("", [])}


def _purpose(row: Purpose) -> dict[str, Any]:
    bases = [BASES.get(row.legal_basis), CONDITIONS.get(row.condition)]
    told = {"@type": "dpv:Purpose", "dct:title": row.name}
    return told | {"dpv:hasLegalBasis": [{"@id": basis} for basis in bases if basis]}


def _coded(kind: str | list[str], one: ProcessingActivity, field: str, code: str) -> dict[str, Any]:
    label = one._meta.get_field(field).labels([code])[0]
    return {"@type": kind, "dct:identifier": code, "dct:title": label}


def _subject(one: ProcessingActivity, code: str) -> dict[str, Any]:
    return _coded(_types("dpv:DataSubject", terms.dpv(terms.SUBJECT, code)), one, "subjects", code)


def _data(one: ProcessingActivity, code: str) -> dict[str, Any]:
    kind = "dpv:SpecialCategoryPersonalData" if code in one.special_categories else "dpv:PersonalData"
    return _coded(_types(kind, terms.dpv(terms.CATEGORY, code)), one, "categories", code)


def _types(kind: str, term: str) -> str | list[str]:
    return [kind, term] if term else kind


def _measure(row: Any) -> dict[str, Any]:
    kind = _types("dpv:TechnicalOrganisationalMeasure", terms.dpv(terms.MEASURE, row.kind))
    told = {"@type": kind, "dct:identifier": row.kind, "dct:title": str(row)}
    return told | ({"dct:description": row.note} if row.note else {})


def _transfer(row: Any) -> dict[str, Any]:
    told = {"@type": "dpv:Transfer", "dpv:hasCountry": row.country, "dct:title": row.recipient}
    return told | ({"dpv:hasLegalBasis": {"@id": TOOLS[row.mechanism]}} if row.mechanism in TOOLS else {})


def _storage(one: ProcessingActivity) -> dict[str, Any]:
    """As an ISO 8601 duration, from an event."""
    length = f"P{one.retention_number}{UNITS[one.retention_unit]}"
    return {"@type": "dpv:StorageDuration", "dpv:hasDuration": length, "dct:description": one.retention}
