"""The keys of the ledger, in a file outside of the database: who can change rows cannot sign for them."""

import datetime as dt
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from governance.core.canonical import plain
from governance.secret import write_whole

from . import notes


@dataclass(frozen=True)
class Keys:
    """`origin` names the ledger for ever; `seed` signs checkpoints; `macs` authenticate entries, the newest last."""

    origin: str
    seed: bytes
    macs: tuple[tuple[str, bytes], ...]

    @classmethod
    def new(cls) -> Self:
        return cls(f"fairhold/{secrets.token_hex(8)}", secrets.token_bytes(32), (("1", secrets.token_bytes(32)),))

    @classmethod
    def read(cls, path: Path) -> Self:
        """Raises ImproperlyConfigured for a file that holds no such keys."""
        try:
            said = json.loads(path.read_text())
            macs = tuple((name, bytes.fromhex(text)) for name, text in said["macs"])
            found = cls(said["origin"], bytes.fromhex(said["seed"]), macs)
        except (ValueError, KeyError, TypeError):
            found = None
        if found is None or not found.macs or len(found.seed) != hashlib.sha256().digest_size:
            message = f"The file {path} does not hold the keys of a ledger. Restore it from where you keep keys."
            raise ImproperlyConfigured(message)
        return found

    @property
    def text(self) -> str:
        macs = [[name, key.hex()] for name, key in self.macs]
        return json.dumps({"origin": self.origin, "seed": self.seed.hex(), "macs": macs}, indent=1)

    def rotated(self) -> Self:
        """With one more key for entries; the old ones go on to check what they made."""
        new = (str(int(self.macs[-1][0]) + 1), secrets.token_bytes(32))
        return type(self)(self.origin, self.seed, (*self.macs, new))

    @cached_property
    def private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    @property
    def vkey(self) -> str:
        return notes.vkey(self.origin, self.public)

    def mac(self, payload: str) -> str:
        """`key id:HMAC-SHA-256` in hexadecimal, with the newest key."""
        name, key = self.macs[-1]
        return f"{name}:{_hmac(key, payload)}"

    def is_ours(self, payload: str, mac: str) -> bool:
        name, _colon, told = mac.partition(":")
        key = dict(self.macs).get(name)
        return key is not None and hmac.compare_digest(_hmac(key, payload), told)


def said(kind: str, values: dict[str, Any]) -> str:
    """What the code of a row that is no entry is made over. An entry begins with a brace: neither passes as the other.

    Whatever somebody put into a column has a text, so that their row can be told as not ours.
    """
    told = {name: plain(value) if isinstance(value, dt.datetime) else value for name, value in values.items()}
    return f"{kind} {json.dumps(told, sort_keys=True, default=str)}"


def _hmac(key: bytes, text: str) -> str:
    return hmac.digest(key, text.encode(), "sha256").hex()


@cache
def _kept(path: Path) -> Keys:
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, Keys.new().text)
    return Keys.read(path)


def current() -> Keys:
    """Made once, beside the data or where LEDGER_KEYS says; a second file is never made where one was named."""
    return _kept(settings.LEDGER_KEYS)
