"""A world of secrets, and every address in it, walked as anybody."""

import re
from types import SimpleNamespace

from django.contrib import admin
from django.core.files.base import ContentFile
from django.db import models
from django.test import Client
from django.urls import URLPattern, get_resolver

from governance.committee.models import Proposal, Review
from governance.committee.quorum import Rule
from governance.core.records import record_types
from governance.core.roles import HELD, Role
from governance.core.snapshots import take
from governance.exchange.entries import formats
from governance.exchange.models import Origin
from governance.incidents.models import (
    Concern,
    Incident,
    Informant,
    Lesson,
    Message,
    Notice,
    TimelineEntry,
    Track,
    Triage,
)
from governance.inventory.models import AuditAnswer
from governance.vendors.models import Inquiry, Reply, VendorContact

from .factories import NOW, TODAY, make, person

SEARCHED, CANARY = "canar", "canary"
NOT_WALKED = {
    "(?P<url>.*)$": "the site's answer to any other address",
    "jsi18n/": "texts of the admin's scripts",
    "logout/": "signs out whoever walks",
    "r/<path:content_type_id>/<path:object_id>/": "redirects to an address that is walked itself",
}
PUBLIC = {"/report/", "/report/anonymous/", "/report/follow/"}
"""Open to visitors without an account."""
ROLES = ["anonymous", "leaver", "outsider", *HELD]
TRUSTED = {Role.PRIVACY_LEAD, Role.AUDITOR}


def routes(patterns=None, before: str = ""):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = before + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLPattern):
            yield here
        else:
            yield from routes(pattern.url_patterns, here)


def secret_world() -> SimpleNamespace:
    """One confidential record of each kind, every text in it a canary, and an open one of each kind that points at it.

    The proposal is in review, the agreement has a file, and the vendor was imported.
    """
    boss = person(name="Boss")
    rows = {model._meta.label_lower: make(model, owner=boss, confidential=True, **texts(model)) for model in kinds()}
    agreement, proposal = rows["vendors.agreement"], rows["committee.proposal"]
    agreement.file.save("signed.pdf", ContentFile(f"%PDF-1.7 {CANARY}".encode()), save=True)
    proposal.about = rows["deia.assessment"]
    proposal.snapshot = take(proposal)
    proposal.save()
    told = {"opened_at": NOW, "closes_on": TODAY.replace(year=2030), "rule": Rule(1, 1).said()}
    make(Review, proposal=proposal, snapshot=proposal.snapshot, **told)
    told = {"about": rows["vendors.vendor"], "format": next(iter(formats)), "file": f"{CANARY}.json"}
    origin = make(Origin, said=f'{{"name": "{CANARY}"}}', taken="{}", **told)
    track = at_work(rows["incidents.incident"])
    inquiry = make(Inquiry, vendor=rows["vendors.vendor"], sent_in_by=CANARY, why=CANARY)
    make(Reply, inquiry=inquiry, note=CANARY)
    make(AuditAnswer, activity=rows["inventory.processingactivity"], audit=rows["inventory.dataaudit"], asked=boss)
    make(VendorContact, vendor=rows["vendors.vendor"], subject=None, full_name=CANARY, telephone=CANARY)
    told = {"subject": None, "full_name": CANARY, "address": CANARY}
    informant = make(Informant, incident=rows["incidents.incident"], **told)
    pointing = [make(model, owner=boss, name="Open to all", **links(model, rows)) for model in kinds()]
    return SimpleNamespace(
        rows=rows, origin=origin, pointing=pointing, track=track, inquiry=inquiry, informant=informant
    )


def at_work(incident: Incident) -> Track:
    """A breach with a clock and all that may belong to it; it came without a name, and was written about since."""
    incident.kind, incident.jurisdictions, incident.aware_at = "breach", ["EU"], NOW
    incident.save()
    track = incident.tracks.get(code="breach.authority")
    make(Notice, track=track, sent_at=NOW, phase="initial", text=CANARY, reference=CANARY)
    concern = make(Concern, incident=incident, made_at=NOW)
    make(Message, concern=concern, at=NOW, text=CANARY)
    for part in (Triage, TimelineEntry, Lesson):
        make(part, incident=incident, **texts(part))
    return track


def kinds() -> list:
    """Without that of the tests' own, which auditors do not see."""
    return [model for model in record_types() if model._meta.app_label != "toys"]


def texts(model) -> dict[str, str]:
    fields = [f for f in model._meta.fields if isinstance(f, models.CharField | models.TextField) and not f.choices]
    kept = {"reference", "state", "occurred", "found", "suspected", "reported", "file"}
    told = {f.name: CANARY for f in fields if f.editable and f.name not in kept}
    return told | {name: f"https://{CANARY}.example" for name in ("website", "privacy_policy") if name in told}


def links(model, rows) -> dict:
    fields = [field for field in model._meta.fields if isinstance(field, models.ForeignKey)]
    found = {field.name: rows.get(field.related_model._meta.label_lower) for field in fields}
    about = {"about": rows["deia.assessment"], "link": "replaces"} if model is Proposal else {}
    return {name: row for name, row in found.items() if row} | about


def addresses(world: SimpleNamespace) -> list[str]:
    found = []
    for route in routes():
        if route in NOT_WALKED:
            continue
        found += [filled(route, world)]
    found += [f"/autocomplete/?{query}" for query in autocompletes()]
    found += [page for row in world.pointing for page in (row.get_absolute_url(), history(row))]
    registers = [f"/{model._meta.app_label}/{model._meta.model_name}/" for model in record_types()]
    return (
        found + [f"{base}?q={SEARCHED}" for base in registers] + [f"{base}?confidential__exact=1" for base in registers]
    )


def filled(route: str, world: SimpleNamespace) -> str:
    app, _slash, rest = route.partition("/")
    row = world.rows.get(f"{app}.{rest.partition('/')[0]}")
    row = row or papers(world).get(app)
    special = {"files": file_of(world), "share": share_of(world), "origins": f"/origins/{world.origin.pk}/"}
    if app in special:
        return special[app]
    told = {"object_id": row and row.pk, "pk": row and row.pk, "app_label": "vendors", "id": 1}
    told |= {
        "step": step_of(row) if hasattr(row, "workflow") else None,
        "track": world.track.pk if hasattr(world, "track") else 1,
    }
    url = re.sub(
        r"\(\?P<app_label>[^)]*\)|<(?:\w+:)?(\w+)>", lambda match: str(told.get(match[1] or "app_label") or 1), route
    )
    return "/" + url.rstrip("$")


def papers(world: SimpleNamespace) -> dict:
    """The rows that work pages are about, by the first piece of their address."""
    rows = world.rows
    found = {"proposals": rows["committee.proposal"], "assessments": rows["deia.assessment"]}
    found |= {"incident": rows["incidents.incident"]}
    found |= {
        "vendors": rows["vendors.vendor"],
        "agreements": rows["vendors.agreement"],
        "inquiries": getattr(world, "inquiry", None),
    }
    found["data-audits"] = rows["inventory.dataaudit"]
    found["persons"] = world.informant.subject if hasattr(world, "informant") else None
    return found | {"meetings": rows["committee.meeting"], "decisions": rows["committee.condition"].decision}


def history(row) -> str:
    return f"/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/history/"


def file_of(world: SimpleNamespace) -> str:
    return world.rows["vendors.agreement"].file.url


def share_of(world: SimpleNamespace) -> str:
    return f"/share/vendors/vendor/{world.rows['vendors.vendor'].pk}/"


def step_of(row) -> str:
    """The first step from here; one that a privacy lead may take, if there is one."""
    steps = row.workflow().steps_from(row.state)
    return min(steps, key=lambda step: Role.PRIVACY_LEAD not in step.by).name


def autocompletes() -> list[str]:
    found = []
    for model in admin.site._registry:
        for field in model._meta.fields:
            if isinstance(field, models.ForeignKey):
                told = f"app_label={model._meta.app_label}&model_name={model._meta.model_name}&field_name={field.name}"
                found += [told, f"{told}&term={SEARCHED}"]
    return found


def signed_in(role: str) -> Client:
    client = Client(raise_request_exception=True)
    if role == "leaver":
        client.force_login(person(Role.PRIVACY_LEAD, is_active=False))
    elif role != "anonymous":
        client.force_login(person(*([] if role == "outsider" else [Role(role)])))
    return client


def walked(world: SimpleNamespace, role: str) -> dict[str, tuple[int, str]]:
    return walked_by(signed_in(role), world)


def walked_by(client: Client, world: SimpleNamespace) -> dict[str, tuple[int, str]]:
    answers = {}
    for address in addresses(world):
        response = client.get(address)
        assert response.status_code in {200, 302, 403, 404}, f"{address}: {response.status_code}"
        text = b"".join(response.streaming_content) if response.streaming else response.content
        answers[address] = response.status_code, text.decode(errors="replace")
    return answers
