"""Asks the access matrix. The matrix itself stands in `access/matrix.py`, above all apps; this module only asks it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from .roles import Role

if TYPE_CHECKING:
    from .models import Tracked

VIEW, ADD, CHANGE = "view", "add", "change"


@dataclass(frozen=True)
class Access:
    """One line of the matrix: the roles that may do each thing. `secret` may view confidential records too."""

    view: tuple[Role, ...]
    add: tuple[Role, ...] = ()
    change: tuple[Role, ...] = ()
    secret: tuple[Role, ...] = ()


class Matrix(dict[str, Access]):
    """Access by model label, such as `vendors.Vendor`."""

    def of(self, model: "type[Tracked]") -> Access:
        try:
            return self[model._meta.label]
        except KeyError:
            message = f"{model._meta.label} has no line in the access matrix (governance/access/matrix.py)."
            raise ImproperlyConfigured(message) from None


matrix = Matrix()


def parent_model(model: "type[Tracked]") -> "type[Tracked] | None":
    return model._meta.get_field(model.part_of).related_model if model.part_of else None


def may(user, action: str, model: "type[Tracked]", record: "Tracked | None" = None) -> bool:
    """Whether the matrix lets this person do this; for a part that has no line of its own, whether its parent does.

    Where owners may add, everybody active may: who adds it owns it.
    """
    parent = parent_model(model)
    if model._meta.label not in matrix and parent:
        return may(user, VIEW if action == VIEW else CHANGE, parent, record and getattr(record, model.part_of))
    allowed = getattr(matrix.of(model), action)
    if record is not None:
        return sees(user, record) if action == VIEW else bool(record.roles_of(user) & set(allowed))
    return bool(Role.of(user) & set(allowed)) or (Role.OWNER in allowed and action != CHANGE and _is_active(user))


def sees(user, record: "Tracked") -> bool:
    return type(record)._default_manager.visible_to(user).filter(pk=record.pk).exists()


def visible(rows: QuerySet, user) -> QuerySet:
    """The rows of a list that this person may know of. Never asks row by row."""
    if not _is_active(user):
        return rows.none()
    model = rows.model
    if model._meta.label in matrix:
        rows = rows.filter(_own_rows(model, user)) if _is_limited(model, user) else rows
    if model.part_of:
        parents = parent_model(model)._default_manager.visible_to(user)
        with_parent = Q(**{f"{model.part_of}__in": parents})
        return rows.filter(with_parent | _shown_alone(model, user)) if parents.query.where else rows
    return rows if model._meta.label in matrix else rows.none()


def _is_active(user) -> bool:
    return bool(user and user.is_active and user.is_authenticated)


def _is_limited(model, user) -> bool:
    access, roles = matrix.of(model), Role.of(user)
    return not (roles & set(access.view) and (roles & set(access.secret) or not _has(model, "confidential")))


def _own_rows(model, user) -> Q:
    access = matrix.of(model)
    found = Q(Exists(granted(model, user))) | model.objects.all().shown_besides(user)
    if Role.of(user) & set(access.view):
        found |= Q(confidential=False)
    return found | _owned(model, user)


def _shown_alone(model, user) -> Q:
    """Parts that show even where their record does not: one's own, and those that were granted."""
    granted_alone = Q(Exists(granted(model, user))) if model._meta.label in matrix else Q()
    return _owned(model, user) | granted_alone


def _owned(model, user) -> Q:
    """One's own, to be added to other rows: an action shows to whoever must do it, even if its incident does not."""
    is_shown = _has(model, "owner") and model._meta.label in matrix and Role.OWNER in matrix.of(model).view
    return Q(owner=user.pk) if is_shown else Q()


def _has(model, name: str) -> bool:
    return any(field.name == name for field in model._meta.fields)


def granted(model, user) -> QuerySet:
    """The person's own grants on rows of this model, to be joined once to a list."""
    from guardian.utils import get_user_obj_perms_model  # needs the apps to be loaded

    grants = get_user_obj_perms_model().objects.filter(
        user_id=user.pk,
        content_type__app_label=model._meta.app_label,
        content_type__model=model._meta.model_name,
        permission__codename=f"{VIEW}_{model._meta.model_name}",
    )
    return grants.filter(object_pk=Cast(OuterRef("pk"), CharField())).values(_=F("pk"))


def knows(model: "type[Tracked]") -> bool:
    """Whether the matrix has a line for this model, or for what it is part of."""
    parent = parent_model(model)
    return model._meta.label in matrix or bool(parent and knows(parent))


def of_seen_records(rows: Any, user: Any, key: str) -> list[Any]:
    """Of history rows that are about records by `content_type` and `key`, those whose record this person sees.

    One query a kind of record.
    """
    keys, found = defaultdict(set), list(rows.select_related("content_type"))
    for row in found:
        keys[row.content_type].add(int(getattr(row, key)))
    seen = set()
    for kind, wanted in keys.items():
        model: Any = kind.model_class()
        if model is None or not hasattr(model._default_manager, "visible_to"):
            continue
        records = model._default_manager.visible_to(user).filter(pk__in=wanted)
        seen |= {(kind.pk, one) for one in records.values_list("pk", flat=True)}
    return [row for row in found if (row.content_type_id, int(getattr(row, key))) in seen]
