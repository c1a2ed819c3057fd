"""Changes the key that wraps all others, and destroys old ones: no text is written anew, no entry changes."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model

from . import keyring, sealing, sweeping
from .models import BlindIndex, SubjectKey

BATCH = 1000
EVERY = dt.timedelta(days=30)


def rotate(today: dt.date) -> int:
    """Begins an epoch and wraps all keys anew; says how many."""
    keyring.change(lambda ring: ring.rotated(today))
    return rewrap()


def rewrap() -> int:
    """Also what another process wrapped with the old key while it was replaced. Says how many persons."""
    ring, done = keyring.current(), 0
    while found := _some_keys(ring):
        done += found
    while _some_indexes(ring):
        pass
    return done


@transaction.atomic
def _some_keys(ring: keyring.Keyring) -> int:
    keys = _older(SubjectKey, ring)
    rows = [(_anew(bytes(key.wrapped), key.epoch, ring), ring.newest.number, key.pk) for key in keys]
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE persons_subjectkey SET wrapped = %s, epoch = %s WHERE subject_id = %s", rows)
    return len(keys)


@transaction.atomic
def _some_indexes(ring: keyring.Keyring) -> int:
    """Written anew: the same text may have been entered in both epochs."""
    found = _older(BlindIndex, ring)
    rows = [
        (one.subject_id, ring.newest.number, _anew(bytes.fromhex(one.digest), one.epoch, ring).hex()) for one in found
    ]
    BlindIndex.objects.filter(pk__in=[one.pk for one in found]).delete()
    with connection.cursor() as cursor:
        told = "INSERT INTO persons_blindindex (subject_id, epoch, digest) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
        cursor.executemany(told, rows)
    return len(found)


def _older(model: type[Model], ring: keyring.Keyring) -> list[Any]:
    older = [epoch.number for epoch in ring.epochs[:-1]]
    return list(model._default_manager.select_for_update().filter(epoch__in=older).order_by("pk")[:BATCH])


def _anew(wrapped: bytes, epoch: int, ring: keyring.Keyring) -> bytes:
    return sealing.wrap(ring.newest.key, sealing.unwrap(ring.key(epoch), wrapped))


def age(today: dt.date) -> set[int]:
    """Destroys the keys that were replaced long enough ago and wrap nothing any more; says which.

    From then on, no backup of their time tells anything of anybody, and so nothing of those who were erased since.
    """
    last = today - dt.timedelta(days=settings.PERSON_KEYS_DAYS)
    old = {epoch.number for epoch in keyring.current().epochs if epoch.ended and epoch.ended <= last}
    for model in (SubjectKey, BlindIndex):
        old -= set(model._default_manager.order_by("epoch").values_list("epoch", flat=True).distinct())
    if old:
        keyring.change(lambda ring: ring.without(old))
    return old


def keep(today: dt.date) -> None:
    """What the task of the day does."""
    began = keyring.current().newest.began
    if SubjectKey.objects.exists() and (began is None or today - began >= EVERY):
        rotate(today)
    rewrap()
    age(today)
    transaction.on_commit(sweeping.sweep, robust=True)
