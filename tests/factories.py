"""Makes any tracked row with as little as its model asks for, so that new kinds of record need no factory."""

import datetime as dt
import itertools
from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models

from governance.committee.models import AgendaItem, Answer, Proposal, Review
from governance.committee.quorum import Rule
from governance.core.canonical import canonical, sha256
from governance.core.models import Snapshot, Tracked
from governance.core.roles import Role
from governance.deia.models import Acceptance, Assessment, Mitigation, MitigationEffect, Risk
from governance.inventory.models import Recipient
from governance.people.models import Grant, User
from governance.vendors.models import SubProcessor, Vendor

number = itertools.count(1)
TODAY = dt.date(2026, 11, 24)
NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)


def person(*roles: Role, name: str = "", **told: Any) -> User:
    user = hire(*roles, name=name, **told)
    user.save()
    return user


def hire(*roles: Role, name: str = "", **told: Any) -> User:
    """Not saved yet."""
    count = next(number)
    user = User(
        email=f"person{count}@example.com", name=name or f"Person {count}", roles=[role.value for role in roles]
    )
    for key, value in told.items():
        setattr(user, key, value)
    user.set_unusable_password()
    return user


def make(model: type[Tracked], **told: Any) -> Any:
    """A saved row. What is not told is filled in where the model requires it."""
    row = build(model, **told)
    row.save()
    return row


def build(model: type[Tracked], **told: Any) -> Any:
    told = SPECIAL[model](told) if model in SPECIAL else told
    for field in model._meta.concrete_fields:
        if field.name not in told and field.attname not in told and _is_required(field):
            told[field.name] = _value(field)
    return model(**told)


def _is_required(field: models.Field) -> bool:
    automatic = field.primary_key or field.null or field.has_default() or getattr(field, "auto_now_add", False)
    return not automatic and (not field.blank or isinstance(field, models.ForeignKey)) and field.name != "reference"


def _value(field: models.Field) -> Any:
    if isinstance(field, models.ForeignKey):
        return person() if field.related_model is User else make(field.related_model)
    if field.choices:
        return next(value for value, _label in field.flatchoices if value)
    if isinstance(field, models.DateTimeField):
        return NOW
    if isinstance(field, models.DateField):
        return TODAY
    if isinstance(field, models.IntegerField):
        return 1
    return f"{field.name} {next(number)}"[-(field.max_length or 0) :]


def _about(told: dict[str, Any]) -> dict[str, Any]:
    told = dict(told)
    about = told.pop("about", None) or make(Assessment)
    return {"content_type": ContentType.objects.get_for_model(about), "object_id": about.pk} | told


def _snapshot(told: dict[str, Any]) -> dict[str, Any]:
    text = canonical({"n": next(number)})
    return _about(told) | {"text": text, "sha256": sha256(text)}


def _recipient(told: dict[str, Any]) -> dict[str, Any]:
    return told if "vendor" in told else {"name": f"recipient {next(number)}"} | told


def _sub_processor(told: dict[str, Any]) -> dict[str, Any]:
    return told if "is_vendor" in told else {"name": f"sub-processor {next(number)}"} | told


def _review(told: dict[str, Any]) -> dict[str, Any]:
    return {"rule": Rule(1, 1).said()} | told


def _agenda_item(told: dict[str, Any]) -> dict[str, Any]:
    return told if "proposal" in told else {"text": f"subject {next(number)}"} | told


def _answer(told: dict[str, Any]) -> dict[str, Any]:
    return {"follows": True} | told


def _grant(told: dict[str, Any]) -> dict[str, Any]:
    record = told.pop("record", None) or make(Vendor)
    kind = ContentType.objects.get_for_model(record)
    view = Permission.objects.get(content_type=kind, codename=f"view_{record._meta.model_name}")
    return {"content_type": kind, "object_pk": str(record.pk), "permission": view} | told


def _of_risk(told: dict[str, Any]) -> dict[str, Any]:
    """Of the same assessment as its risk, and as its mitigation if it has one."""
    risk = told.get("risk") or make(Risk, **({"assessment": told["assessment"]} if "assessment" in told else {}))
    return {"risk": risk, "assessment": risk.assessment} | told


def _effect(told: dict[str, Any]) -> dict[str, Any]:
    told = _of_risk(told)
    return {"mitigation": told.get("mitigation") or make(Mitigation, assessment=told["assessment"])} | told


SPECIAL = {
    AgendaItem: _agenda_item,
    Answer: _answer,
    Review: _review,
    Proposal: _about,
    Snapshot: _snapshot,
    Recipient: _recipient,
    SubProcessor: _sub_processor,
    Grant: _grant,
    MitigationEffect: _effect,
    Acceptance: _of_risk,
}
