"""Canonical JSON (RFC 8785) of rows as stored: what snapshots and the ledger hash."""

import base64
import datetime as dt
import decimal
import hashlib
import json
import uuid
from typing import Any

SAFE_INTEGER = 2**53 - 1
"""The largest whole number that JSON readers agree on (RFC 8785, section 3.2.2.3)."""


def plain(value: Any) -> Any:  # noqa: PLR0911  one line a type
    """A JSON value for a database value, keys in order. Floats are refused: their text differs between readers.

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
            found = {str(key): plain(item) for key, item in value.items()}
            return dict(sorted(found.items(), key=_units))
        case list() | tuple():
            return [plain(item) for item in value]
    message = f"{type(value).__name__} has no canonical form."
    raise TypeError(message)


def canonical(value: Any) -> str:
    """Without floats, the text that Python writes is the canonical one, if the keys are in order.

    Raises UnicodeEncodeError for text with half of a surrogate pair, which no reader would take.
    """
    text = json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))
    text.encode()
    return text


def _units(item: tuple[str, Any]) -> bytes:
    """Keys are ordered by their code units in UTF-16 (section 3.2.3), not by their characters."""
    return item[0].encode("utf-16-be")


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
