"""Checkpoints as signed notes: texts that other tools of the trade can read (C2SP signed-note and tlog-checkpoint)."""

import base64
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
DASH = "\u2014"


class BadNote(ValueError):
    """A text that is no checkpoint of this ledger, or was not signed with its key."""


@dataclass(frozen=True)
class Head:
    """What a checkpoint says: of which ledger, how many entries, and the root over them."""

    origin: str
    size: int
    root: bytes

    @property
    def body(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def key_id(origin: str, public: bytes) -> bytes:
    return hashlib.sha256(origin.encode() + b"\n" + ED25519 + public).digest()[:4]


def vkey(origin: str, public: bytes) -> str:
    """The public key as one line, which a verifier is given once and keeps."""
    return f"{origin}+{key_id(origin, public).hex()}+{base64.b64encode(ED25519 + public).decode()}"


def read_vkey(text: str) -> tuple[str, bytes]:
    """(origin, public key). Raises BadNote."""
    try:
        origin, identity, encoded = text.strip().split("+", 2)
        kind, public = base64.b64decode(encoded, validate=True)[:1], base64.b64decode(encoded)[1:]
    except ValueError:
        message = "This is not a key of a ledger."
        raise BadNote(message) from None
    if kind != ED25519 or identity != key_id(origin, public).hex():
        message = "The key does not fit its name."
        raise BadNote(message)
    return origin, public


def sign(head: Head, private: Ed25519PrivateKey) -> str:
    public = private.public_key().public_bytes_raw()
    signature = key_id(head.origin, public) + private.sign(head.body.encode())
    return f"{head.body}\n{DASH} {head.origin} {base64.b64encode(signature).decode()}\n"


def opened(note: str, origin: str, public: bytes) -> Head:
    """What a note says, if it is signed with the key. Raises BadNote with what is wrong."""
    head, signatures = parse(note)
    if head.origin != origin:
        message = f"This is a checkpoint of another ledger, {head.origin}."
        raise BadNote(message)
    for name, signature in signatures:
        if name == origin and signature[:4] == key_id(origin, public):
            try:
                Ed25519PublicKey.from_public_bytes(public).verify(signature[4:], head.body.encode())
            except InvalidSignature:
                break
            return head
    message = "The checkpoint was not signed with the key of this ledger."
    raise BadNote(message)


def parse(note: str) -> tuple[Head, list[tuple[str, bytes]]]:
    try:
        body, rest = note.replace("\r\n", "\n").split("\n\n", 1)
        origin, size, top = body.split("\n")
        lines = [line.split(" ") for line in rest.strip().split("\n")]
        signatures = [(name, base64.b64decode(text, validate=True)) for dash, name, text in lines if dash == DASH]
        head = Head(origin, int(size), base64.b64decode(top, validate=True))
    except ValueError:
        message = "This is not a checkpoint."
        raise BadNote(message) from None
    if str(head.size) != size or len(head.root) != hashlib.sha256().digest_size:
        message = "This is not a checkpoint."
        raise BadNote(message)
    return head, signatures


def found_in(text: str, origin: str) -> list[str]:
    """The notes of a ledger in a text, such as a mail, whatever stands around them; quoting marks are left out."""
    lines = [re.sub(r"^[>\s]+", "", line).rstrip() for line in text.splitlines()]
    starts = [number for number, line in enumerate(lines) if line == origin]
    return ["\n".join(lines[number : number + 5]) + "\n" for number in starts]
