"""Encryption of what is personal: pure functions over keys, texts and what a text is bound to."""

import base64
import hashlib
import hmac
import secrets
import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

MARK = "s1:"
"""Begins whatever is sealed in this way, so that there can be another one day."""
KEY, NONCE = 32, 12
INDEX = 16
"""128 bits of the HMAC: enough that two texts never meet, and no more than that."""


class Tampered(ValueError):
    """What is stored was not sealed with this key for this place."""


def new_key() -> bytes:
    return secrets.token_bytes(KEY)


def commitment(key: bytes) -> str:
    """GCM does not bind a ciphertext to one key: with this, what the ledger holds has exactly one meaning."""
    return hashlib.sha256(b"dek-commit\0" + key).hexdigest()


def wrap(outer: bytes, key: bytes) -> bytes:
    return aes_key_wrap(outer, key)


def unwrap(outer: bytes, wrapped: bytes) -> bytes:
    try:
        return aes_key_unwrap(outer, wrapped)
    except InvalidUnwrap:
        raise Tampered("The key was not wrapped with this one.") from None


def bound_to(*place: str) -> bytes:
    """The additional data: a ciphertext that is moved to another row, field or person does not open there."""
    return "|".join(place).encode()


def seal(key: bytes, text: str, place: bytes) -> str:
    nonce = secrets.token_bytes(NONCE)
    return MARK + base64.b64encode(nonce + AESGCM(key).encrypt(nonce, text.encode(), place)).decode()


def unseal(key: bytes, sealed: str, place: bytes) -> str:
    try:
        raw = base64.b64decode(sealed.removeprefix(MARK), validate=True)
        return AESGCM(key).decrypt(raw[:NONCE], raw[NONCE:], place).decode()
    except (InvalidTag, ValueError):
        raise Tampered("This was not sealed with this key for this place.") from None


def blind(key: bytes, text: str) -> bytes:
    """The same for texts that a person takes for the same; without the key it tells nothing of the text."""
    return hmac.digest(key, alike(text).encode(), "sha256")[:INDEX]


def alike(text: str) -> str:
    """The form in which texts that a person takes for the same are the same."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(unicodedata.normalize("NFKC", plain).split())
