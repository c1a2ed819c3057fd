"""Seals and opens what is personal, with the key of the person it is about."""

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from . import keyring, sealing

logger = logging.getLogger(__name__)
CHANGED = _lazy("changed by somebody else, and not readable")
NOT_AGAIN = _lazy("What was kept of this person was erased. Take them out here, and add somebody anew.")


class Unreadable(LookupError):
    """The key of this person is no longer there."""


def key_of(subject) -> bytes:
    """Raises Unreadable where it is gone, and Tampered for a key that is not the one that was committed to."""
    kept = getattr(subject, "key", None)
    if kept is None:
        raise Unreadable
    try:
        outer = keyring.current().key(kept.epoch)
    except keyring.Gone:
        raise Unreadable from None
    key = sealing.unwrap(outer, bytes(kept.wrapped))
    if sealing.commitment(key) != subject.commitment:
        message = f"The key of {subject} is not the one that the ledger knows."
        raise sealing.Tampered(message)
    return key


def place(row, field: str) -> bytes:
    """What a text of this field of this row is bound to; the same for every version of the row."""
    model: Any = getattr(row, "instance_type", type(row))
    return sealing.bound_to(model._meta.label, field, str(row.subject.uuid), str(row.row_key))


def is_readable(row) -> bool:
    try:
        return bool(key_of(row.subject))
    except (Unreadable, sealing.Tampered):
        return False


def opened(row, held: str, field: str) -> str:
    try:
        return sealing.unseal(key_of(row.subject), held, place(row, field))
    except Unreadable:
        return _("erased") if row.subject.erased_on else _("no longer readable")
    except sealing.Tampered:
        logger.exception("%s of %s %s does not open.", field, type(row).__name__, row.pk)
        return str(CHANGED)


def sealed(row, text: str, field: str) -> str:
    try:
        return sealing.seal(key_of(row.subject), text, place(row, field))
    except Unreadable:
        raise ValidationError(NOT_AGAIN) from None
