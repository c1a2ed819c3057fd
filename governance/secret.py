"""The secret key that is made once and kept beside the data, however many processes start at the same moment."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY = 50


def kept_key(path: Path) -> str:
    """The key in the file; a new one, readable by nobody else, where there is no file yet."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, secrets.token_urlsafe(64))
    key = path.read_text().strip()
    if len(key) < SHORTEST_KEY:
        raise ImproperlyConfigured(
            f"The file {path} must hold a key of at least {SHORTEST_KEY} characters, and holds {len(key)}. "
            "Restore it. If you remove it, a new one is made, and no password holds any more (docs/settings.md)."
        )
    return key


def write_whole(path: Path, text: str) -> None:
    """The file appears complete or not at all, and the first process that makes it wins."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # Made for its owner only.
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        Path(draft).unlink()


def long_enough(key: str, name: str = "SECRET_KEY") -> str:
    if len(key) < SHORTEST_KEY:
        raise ImproperlyConfigured(
            f"A key in the environment variable {name} must have at least {SHORTEST_KEY} characters. "
            "Take a longer one, or unset it."
        )
    return key
