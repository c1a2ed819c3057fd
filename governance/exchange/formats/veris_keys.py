"""What VERIS 1.4 has a place for: its keys, what it asks for at the least, and what became of words of earlier 1.x."""

from typing import Any

NOTES = "notes"
ACTION = {"variety", "vector", "result", NOTES}
ACTOR = {"variety", "motive", NOTES}
STEP = {"variety", NOTES}
SPAN = {"unit", "value"}

KEYS: dict[str, set[str]] = {
    "": {
        "incident_id", "security_incident", "reference", "summary", "source_id", "campaign_id", "confidence",
        "timeline", "victim", "action", "actor", "asset", "attribute", "targeted", "discovery_method",
        "discovery_notes", "value_chain", "impact", "notes", "plus", "extra", "corrective_action",
        "cost_corrective_action", "ioc", "control_failure", "subsets", "schema_version", "schema_name",
    },
    "timeline": {"incident", "compromise", "exfiltration", "discovery", "containment"},
    "timeline.incident": {"year", "month", "day", "time"},
    **{f"timeline.{name}": SPAN for name in ("compromise", "exfiltration", "discovery", "containment")},
    "victim": {
        "victim_id", "employee_count", "industry", "government", "locations_affected", "country", "region", "state",
        NOTES, "secondary", "revenue",
    },
    "victim.secondary": {"amount", NOTES, "victim_id"},
    "victim.revenue": {"amount", "iso_currency_code"},
    "action": {"hacking", "malware", "social", "error", "misuse", "physical", "environmental", "unknown"},
    "action.hacking": ACTION | {"cve"},
    "action.malware": ACTION | {"name", "cve"},
    "action.social": ACTION | {"target"},
    "action.misuse": ACTION,
    "action.physical": ACTION,
    "action.error": {"variety", "vector", NOTES},
    "action.environmental": {"variety", NOTES},
    "actor": {"external", "internal", "partner", "unknown"},
    "actor.external": ACTOR | {"country", "region", "name"},
    "actor.internal": ACTOR | {"job_change"},
    "actor.partner": {"motive", NOTES, "industry", "country", "region", "name"},
    "asset": {"total_amount", "assets", "ownership", "cloud", "hosting", "management", "role", NOTES, "country"},
    "asset.assets[]": {"variety", "amount"},
    "attribute": {"confidentiality", "integrity", "availability", "unknown"},
    "attribute.confidentiality": {
        "data_disclosure", "data_total", "data_volume", "data", "data_victim", "state", NOTES,
    },
    "attribute.confidentiality.data[]": {"amount", "variety"},
    "attribute.integrity": {"variety", NOTES},
    "attribute.availability.duration": SPAN,
    "discovery_method": {"external", "internal", "partner", "other", "unknown"},
    **{f"discovery_method.{name}": {"variety"} for name in ("external", "internal", "partner")},
    "impact": {
        "overall_rating", "iso_currency_code", "overall_amount", "overall_min_amount", "overall_max_amount", "loss",
        NOTES,
    },
    "impact.loss[]": {"variety", "rating", "amount", "min_amount", "max_amount"},
    "plus.attribute": {"confidentiality"},
    "plus.attribute.confidentiality": {"data_abuse"},
    "value_chain": {
        "development", "non-distribution services", "targeting", "distribution", "cash-out", "money laundering", "NA",
    },
    "extra": set(),
}  # fmt: skip
"""Where a group of values is closed, the names it knows. Groups that do not stand here are open."""

NEEDED: dict[str, dict[str, Any]] = {
    "": {
        "summary": "", "security_incident": "Confirmed", "actor": {"unknown": {}}, "action": {"unknown": {}},
        "asset": {}, "discovery_method": {"unknown": True}, "timeline": {},
    },
    "victim": {
        "country": ["Unknown"], "employee_count": "Unknown", "industry": "00", "government": ["Unknown"],
    },
    "asset": {"assets": [{"variety": "Unknown"}], "cloud": ["Unknown"]},
    "attribute.confidentiality": {"data_disclosure": "Unknown"},
    "attribute.integrity": {"variety": ["Unknown"]},
    "attribute.availability": {"variety": ["Unknown"]},
    "impact": {"overall_rating": "Unknown"},
    **{
        f"action.{kind}": {"variety": ["Unknown"], "vector": ["Unknown"]}
        for kind in ("hacking", "malware", "error", "misuse", "physical")
    },
    "action.social": {"variety": ["Unknown"], "vector": ["Unknown"], "target": ["Unknown"]},
    "action.environmental": {"variety": ["Unknown"]},
    "actor.external": {"variety": ["Unknown"], "motive": ["Unknown"]},
    "actor.internal": {"variety": ["Unknown"], "motive": ["Unknown"]},
    "actor.partner": {"motive": ["Unknown"], "country": ["Unknown"]},
    **{f"discovery_method.{name}": {"variety": ["Unknown"]} for name in ("external", "internal", "partner")},
}  # fmt: skip
"""What a group must say; what nobody said is unknown."""

RENAMED: dict[str, dict[str, str]] = {
    "action.hacking.variety": {
        "Use of backdoor or C2": "Backdoor", "Footprinting": "Profile host",
        "HTTP Response Splitting": "HTTP response splitting",
    },
    "action.hacking.vector": {"Backdoor or C2": "Backdoor"},
    "action.malware.variety": {"Ram scraper": "RAM scraper"},
    "action.malware.vector": {
        "Web drive-by": "Web application - drive-by", "Web download": "Web application - download",
    },
    "action.social.vector": {"Website": "Web application"},
    "action.physical.vector": {"Visitor privileges": "Victim work area", "Uncontrolled location": "Public facility"},
    "asset.assets[].variety": {"P - End-user": "P - End-user or employee", "S - SCADA": "S - ICS"},
    "plus.attribute.confidentiality.data_abuse": {"Y": "Yes", "N": "No", "U": "Unknown"},
}  # fmt: skip
"""Words of 1.3 whose meaning has another word in 1.4."""

FOUND_BY = {"ext": "external", "int": "internal", "prt": "partner"}
"""How 1.3 wrote who discovered it: “Ext - law enforcement”."""

DATA = {
    "API key", "Bank", "Classified", "Copyrighted", "Credentials", "Digital certificate", "Internal", "Medical",
    "Multi-factor credential", "Payment", "Personal", "Sensitive Personal", "Secrets", "Session key", "Source code",
    "System", "Virtual currency", "Other", "Unknown",
}  # fmt: skip
OURS = {
    "bank": "Bank", "orders": "Payment", "health": "Medical", "belief": "Sensitive Personal",
    "origin": "Sensitive Personal", "sexuality": "Sensitive Personal", "biometric": "Sensitive Personal",
    "criminal": "Sensitive Personal", "name": "Personal", "contact": "Personal", "behaviour": "Personal",
    "location": "Personal", "preferences": "Personal", "employment": "Personal",
}  # fmt: skip
"""Our categories of data in its words; a category of somebody's own is “Other”."""
