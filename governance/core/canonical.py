"""Canonical JSON (RFC 8785) of rows as stored: what snapshots and the ledger hash."""

import base64
import datetime as dt
import decimal
import hashlib
import uuid
from typing import Any

import rfc8785

SAFE_INTEGER = 2**53 - 1
"""The largest whole number that JSON readers agree on (RFC 8785, section 3.2.2.3)."""


def plain(value: Any) -> Any:  # noqa: PLR0911  one line a type
    """A JSON value for a database value. Floats are refused: their text differs between readers.

    Raises TypeError for a type that has no agreed form.
    """
    match value:
        case None | bool() | str():
            return str(value) if isinstance(value, str) else value
        case int():
            return value if abs(value) <= SAFE_INTEGER else str(value)
        case dt.datetime():
            return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        case dt.date() | dt.time():
            return value.isoformat()
        case decimal.Decimal() | uuid.UUID():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode()
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
    message = f"{type(value).__name__} has no canonical form."
    raise TypeError(message)


def canonical(value: Any) -> str:
    return rfc8785.dumps(plain(value)).decode()


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
