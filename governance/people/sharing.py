"""Letting one person see one confidential record, and taking that back."""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from governance.core import policy, story
from governance.core.acting import acting
from governance.core.models import Record
from governance.core.panels import MAY_SHARE

from .models import Grant, User

SHOWN = 25


def may_share(user: User, record: Record) -> bool:
    return bool(record.roles_of(user) & MAY_SHARE) and policy.sees(user, record)


def grants_on(record: Record):
    kind = ContentType.objects.get_for_model(record)
    return Grant.objects.filter(content_type=kind, object_pk=str(record.pk)).select_related("user")


def story_of(record: Record, user: User) -> list[story.Change]:
    """Who has let whom see it, and who has taken that back: newest first."""
    kind = ContentType.objects.get_for_model(record)
    rows = Grant.history.filter(content_type=kind, object_pk=str(record.pk)).select_related("user")
    return story.told(list(rows.order_by("-history_id")[:SHOWN]), user)


def share(record: Record, person: User, *, by: User, reason: str = "") -> Grant:
    """Raises PermissionDenied unless `by` owns the record or is a privacy lead who sees it."""
    _check(by, record)
    kind = ContentType.objects.get_for_model(record)
    view = Permission.objects.get(content_type=kind, codename=f"view_{record._meta.model_name}")
    with acting(by, reason=reason):
        told = {"content_type": kind, "object_pk": str(record.pk)}
        return Grant.objects.get_or_create(user=person, permission=view, **told)[0]


def withdraw(record: Record, person: User, *, by: User, reason: str = "") -> None:
    _check(by, record)
    with acting(by, reason=reason):
        for grant in grants_on(record).filter(user=person):
            grant.delete()


def _check(by: User, record: Record) -> None:
    if not may_share(by, record):
        raise PermissionDenied(_("Only the owner or a privacy lead decides who else sees this."))
