"""What the ledger proves to other apps: packs of evidence, and whether one that comes back is its own."""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from governance.core.proof import Prover, Unproved, provide

from . import evidence, keys, notes, tlog


def opened(told: dict[str, Any]) -> list[dict[str, Any]]:
    """What the entries of a pack say, each as `t` and `row`, if all are of this ledger and under its checkpoint."""
    ours = keys.current()
    try:
        head = notes.opened(told["checkpoint"], ours.origin, ours.public)
        return [_proved(entry, head, ours) for entry in told["entries"]]
    except (KeyError, TypeError, ValueError) as error:
        message = f"This does not prove what it says: {error}"
        raise Unproved(message) from None


def pack(rows: Iterable[Any], *, about: str, now: dt.datetime) -> dict[str, Any]:
    """As evidence of it, in the words of the core: Unproved where the ledger gives none."""
    try:
        return evidence.pack(rows, about=about, now=now)
    except evidence.Missing as error:
        raise Unproved(str(error)) from error


def _proved(entry: dict[str, Any], head: notes.Head, ours: keys.Keys) -> dict[str, Any]:
    payload, mac = entry["payload"], entry["mac"]
    if not ours.is_ours(payload, mac):
        raise tlog.Forged("The application did not make this entry.")
    path = [bytes.fromhex(step) for step in entry["path"]]
    tlog.check_inclusion(tlog.leaf_hash(f"{payload}\n{mac}".encode()), entry["number"], head.size, path, head.root)
    return json.loads(payload)


provide(Prover(pack=pack, zipped=evidence.zipped, opened=opened))
