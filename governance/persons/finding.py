"""Finds people by exactly what is or was kept of them, without a list of names anywhere."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from . import keyring, sealing


def digests(text: str) -> dict[int, str]:
    """By epoch, the newest last: wrapped like a key, so that it ages out of backups with the keys."""
    ring = keyring.current()
    blind = sealing.blind(ring.index, text)
    return {epoch.number: sealing.wrap(epoch.key, blind).hex() for epoch in ring.epochs}


def remember(subject: Any, text: str) -> None:
    epoch, digest = list(digests(text).items())[-1]
    subject.found_by.get_or_create(digest=digest, defaults={"epoch": epoch})


def by(text: str, user: Any) -> QuerySet:
    """The data subjects that this person may know of, by a name, an address or a number; whatever its case or space."""
    from .models import DataSubject

    rows = DataSubject.objects.visible_to(user)
    return (
        rows.filter(found_by__digest__in=digests(text).values()).distinct().order_by("-pk")
        if text.strip()
        else rows.none()
    )


def held(subjects: Iterable[Any], user: Any) -> Iterator[Any]:
    """The rows about these people, of every kind, that this person may see. A query a kind."""
    from .models import Personal

    for model in apps.get_models():
        if issubclass(model, Personal):
            rows = model.objects.visible_to(user).filter(subject__in=subjects).select_related(model.part_of)
            yield from rows.order_by("pk")


def known_as(subjects: Iterable[Any], user: Any) -> dict[int, str]:
    """By number, the name of each and where they are kept; of the erased only that, of who is kept nowhere nothing."""
    return {row.subject_id: f"{row.lines[0]} · {row.record}" for row in held(subjects, user) if row.lines}
