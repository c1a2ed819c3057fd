"""The keys that wrap the keys of persons, in a file outside of the database, in epochs so that backups age out."""

import datetime as dt
import fcntl
import json
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from governance.secret import write_whole

from .sealing import KEY, new_key


class Gone(LookupError):
    """The epoch of this key was destroyed: nothing wrapped in it can be read any more."""


@dataclass(frozen=True)
class Epoch:
    """A key that wraps keys. From the day on which it `ended`, it only still unwraps, until it is destroyed."""

    number: int
    key: bytes
    began: dt.date | None = None
    ended: dt.date | None = None

    @property
    def plain(self) -> dict[str, Any]:
        days = {name: day and day.isoformat() for name, day in (("began", self.began), ("ended", self.ended))}
        return {"number": self.number, "key": self.key.hex()} | days

    @classmethod
    def read(cls, said: dict[str, Any]) -> Self:
        days = {name: said[name] and dt.date.fromisoformat(said[name]) for name in ("began", "ended")}
        return cls(said["number"], bytes.fromhex(said["key"]), **days)


@dataclass(frozen=True)
class Keyring:
    """`index` makes what names are found by; the last of the `epochs` wraps."""

    index: bytes
    epochs: tuple[Epoch, ...]

    @classmethod
    def new(cls) -> Self:
        """Counts from anywhere: what a file that was lost had wrapped is not taken for wrapped by this one."""
        return cls(new_key(), (Epoch(1000 * secrets.randbelow(1_000_000), new_key()),))

    @classmethod
    def read(cls, path: Path) -> Self:
        """Raises ImproperlyConfigured for a file that holds no such keys."""
        try:
            said = json.loads(path.read_text())
            found = cls(bytes.fromhex(said["index"]), tuple(map(Epoch.read, said["epochs"])))
        except (ValueError, KeyError, TypeError):
            found = None
        if not found or not found.epochs or {len(found.index), *(len(one.key) for one in found.epochs)} != {KEY}:
            message = f"The file {path} does not hold the keys of persons. Restore it from where you keep keys."
            raise ImproperlyConfigured(message)
        return found

    @property
    def text(self) -> str:
        return json.dumps({"index": self.index.hex(), "epochs": [one.plain for one in self.epochs]}, indent=1)

    @property
    def newest(self) -> Epoch:
        return self.epochs[-1]

    def key(self, number: int) -> bytes:
        for epoch in self.epochs:
            if epoch.number == number:
                return epoch.key
        raise Gone(number)

    def rotated(self, today: dt.date) -> Self:
        ended = replace(self.newest, ended=today)
        new = Epoch(ended.number + 1, new_key(), began=today)
        return replace(self, epochs=(*self.epochs[:-1], ended, new))

    def without(self, numbers: set[int]) -> Self:
        return replace(self, epochs=tuple(one for one in self.epochs if one.number not in numbers))


def current() -> Keyring:
    """Made once, beside the data or where PERSON_KEYS says. Read anew when the file was replaced by a rotation."""
    path = settings.PERSON_KEYS
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, Keyring.new().text)
    stat = path.stat()
    return _read(path, stat.st_ino, stat.st_mtime_ns)


@lru_cache(maxsize=1)
def _read(path: Path, *_stamp: int) -> Keyring:
    return Keyring.read(path)


def change(how: Callable[[Keyring], Keyring]) -> Keyring:
    """Replaces the file, whole or not at all; one process at a time."""
    current()
    with _alone():
        changed = how(Keyring.read(settings.PERSON_KEYS))
        _replace(settings.PERSON_KEYS, changed.text)
    return current()


@contextmanager
def _alone() -> Iterator[None]:
    with settings.PERSON_KEYS.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _replace(path: Path, text: str) -> None:
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # Made for its owner only.
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(draft).replace(path)
