"""Which databases had their passwords sealed, in a file outside of them.

Whoever administers a database can have a migration run again over what they wrote. A copy that is tried out first is
another database.
"""

import hashlib
import logging

from django.conf import settings
from django.db import connections

logger = logging.getLogger(__name__)
HEAD = "Databases in which passwords were sealed, each by its hash. Migrating seals none that it finds in these.\n"


def is_noted(using: str) -> bool:
    return _mark(using) in _lines()


def note(using: str) -> None:
    """A folder that refuses is told and stops nothing: migrating again would then seal what it finds."""
    if not is_noted(using):
        _write([*_lines(), _mark(using)])


def forget(using: str) -> None:
    """Once the seals themselves are taken out."""
    _write([line for line in _lines() if line != _mark(using)])


def _mark(using: str) -> str:
    told = connections[using].settings_dict
    where = "|".join(str(told.get(name, "")) for name in ("ENGINE", "HOST", "PORT", "NAME"))
    return hashlib.sha256(where.encode()).hexdigest()[:32]


def _lines() -> list[str]:
    path = settings.PASSWORDS_SEALED
    return path.read_text().removeprefix(HEAD).split() if path.exists() else []


def _write(lines: list[str]) -> None:
    try:
        settings.PASSWORDS_SEALED.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        settings.PASSWORDS_SEALED.write_text("".join([HEAD, *(f"{line}\n" for line in lines)]))
    except OSError:
        logger.exception("It could not be noted that passwords were sealed.")
