"""Checks an evidence pack of Fairhold on any machine that has Python 3.9 or newer, and nothing else.

Over 200 lines: one file is all that an outsider needs.

    python3 check_evidence.py evidence.json [--key KEY] [--state FILE]

It checks that each entry is in the ledger at its place, that the ledger was signed with its key, and that the ledger
which it saw the last time is the beginning of this one, or this one of that, where the pack is older. What it saw is
kept in FILE (seen-checkpoints.json beside it).
Ends with 0 if all holds, with 1 if anything does not, with 2 if it cannot read the pack, and with 3 if the pack holds
by itself, but nothing here shows whether it fits what was seen before.
"""

import argparse
import base64
import datetime as dt
import hashlib
import json
import sys
from pathlib import Path

# Ed25519, checking only (RFC 8032, section 5.1.7)

P = 2**255 - 19
LENGTH = 64
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


def add(one, other):
    (x1, y1, z1, t1), (x2, y2, z2, t2) = one, other
    a, b = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    found = (0, 1, 1, 0)
    while number:
        found = add(found, point) if number & 1 else found
        point, number = add(point, point), number >> 1
    return found


def point_of(data):
    y, sign = int.from_bytes(data, "little") & ((1 << 255) - 1), data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_1 % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("this is no point of the curve")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point_of(bytes.fromhex("58" + "66" * 31))


def is_signed(public, message, signature):
    try:
        key, first = point_of(public), point_of(signature[:32])
    except (ValueError, IndexError):
        return False
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != LENGTH or s >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    left, right = times(s, BASE), add(first, times(int.from_bytes(digest, "little") % ORDER, key))
    return not ((left[0] * right[2] - right[0] * left[2]) % P or (left[1] * right[2] - right[1] * left[2]) % P)


# The tree (RFC 9162, sections 2.1.3.2 and 2.1.4.2)


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def is_in(leaf, index, size, path, root):
    place, last, found = index, size - 1, leaf
    if not 0 <= index < size:
        return False
    for step in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node(step, found)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = node(found, step)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def begins(old, new, path, old_root, new_root):
    if old == new:
        return not path and old_root == new_root
    if not 0 < old < new or not path:
        return False
    steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = node(step, before), node(step, after)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            after = node(after, step)
        place, last = place >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root


# Checkpoints (C2SP signed-note and tlog-checkpoint)


def read_key(text):
    origin, identity, encoded = text.strip().split("+", 2)
    kind_and_key = base64.b64decode(encoded, validate=True)
    expected = hashlib.sha256(origin.encode() + b"\n" + kind_and_key).digest()[:4]
    if kind_and_key[:1] != b"\x01" or expected.hex() != identity:
        raise ValueError("this is no key of a ledger")
    return origin, expected, kind_and_key[1:]


def read_checkpoint(note, key):
    """(size, root); ValueError if it is not signed with the key."""
    origin, identity, public = read_key(key)
    body, _blank, rest = note.partition("\n\n")
    name, size, root = body.split("\n")
    for line in rest.strip().split("\n"):
        dash, signer, text = line.split(" ")
        signature = base64.b64decode(text, validate=True)
        is_ours = dash == "\u2014" and signer == name == origin and signature[:4] == identity
        if is_ours and is_signed(public, (body + "\n").encode(), signature[4:]):
            return int(size), base64.b64decode(root, validate=True)
    raise ValueError("the checkpoint is not signed with the key of the ledger")


# What is checked


def problems(pack, origin, size, root):
    """What of the pack does not hold by itself, in words."""
    for entry in pack["entries"]:
        data = f"{entry['payload']}\n{entry['mac']}".encode()
        leaf, path = hashlib.sha256(b"\x00" + data).digest(), steps(entry)
        if json.loads(entry["payload"]).get("log") != origin:
            yield f"Entry {entry['number']} belongs to another ledger."
        if not is_in(leaf, entry["number"], size, path, root):
            yield f"Entry {entry['number']} is not in the ledger as it is shown here."


def steps(one):
    return [bytes.fromhex(step) for step in one["path"]]


def paths(pack):
    return {one["size"]: steps(one) for one in pack.get("earlier", [])}


def compared(pack, size, root, before):
    """(whether the pack fits what was seen before, why or why not); None for whether if that cannot be told."""
    if not before:
        return True, "This ledger is seen for the first time."
    seen_size, seen_root = read_checkpoint(before["checkpoint"], before["key"])
    if size < seen_size:
        return older(pack, size, root, before)
    path = [] if size == seen_size else paths(pack).get(seen_size)
    if path is None:
        told = f"The pack does not show whether it continues the ledger of {seen_size} entries that was last seen."
        return None, f"{told} Ask for a pack that begins there."
    if begins(seen_size, size, path, seen_root, root):
        return True, "It continues the one that was seen the last time."
    return False, f"The first {seen_size} entries are not those that were last seen: the past was rewritten."


def older(pack, size, root, before):
    """Against a newer ledger that was seen before: who shows it as of today shows one that was cut."""
    seen_size, seen_root = read_checkpoint(before["checkpoint"], before["key"])
    if "made_at" in before and moment(pack) > moment(before):
        told = f"The ledger had {seen_size} entries when it was last seen, and has {size} in a pack that says it was"
        return False, f"{told} made after that: it was cut, or a clock was wrong."
    told = f"The pack is older than what was last seen: its ledger had {size} entries, and that one {seen_size}."
    known, path = before.get("seen", {}).get(str(size)), paths(before).get(size)
    if known is None and path is None:
        return None, f"{told} Nothing here shows whether it is the beginning of that one. Ask for a new pack instead."
    if known == root.hex() or (path is not None and begins(size, seen_size, path, root, seen_root)):
        return True, f"{told} It is the beginning of that one."
    return False, f"{told} It is not the beginning of that one: the past was rewritten."


def moment(pack):
    return dt.datetime.fromisoformat(pack["made_at"])


def remembered(pack, key, size, root, before):
    """What is kept: the newest ledger that was seen, what leads to it, and the root of each that was seen."""
    seen = {**(before or {}).get("seen", {}), str(size): root.hex()}
    if before and size < read_checkpoint(before["checkpoint"], before["key"])[0]:
        return {**before, "seen": seen}
    kept = {name: pack[name] for name in ("checkpoint", "made_at", "earlier") if name in pack}
    return {"key": key, **kept, "seen": seen}


def checked(pack, key, before):
    """The code to end with, the lines to print, and what to remember."""
    origin = read_key(key)[0]
    try:
        size, root = read_checkpoint(pack["checkpoint"], key)
    except ValueError as error:
        return 1, [f"Checkpoint: {error}.", "NOT PROVED: the pack has no checkpoint of the ledger."], before
    found, (fits, told) = list(problems(pack, origin, size, root)), compared(pack, size, root, before)
    count = f"{len(pack['entries'])} entries are in the ledger {origin}, which had {size} when the pack was made."
    if found or fits is False:
        wrong = found + ([told] if fits is False else [])
        return 1, [*wrong, f"NOT PROVED: {len(wrong)} of the things that the pack says do not hold."], before
    if fits is None:
        return 3, [f"By itself the pack holds: {count}", told, "NOT SHOWN to fit what was seen before."], before
    lines = [f"Proved: {count}", told if before else f"Seen for the first time, with the key {key}"]
    return 0, lines, remembered(pack, key, size, root, before)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument(
        "--key", help="the key of the ledger, as you got it once; without it, the one kept, or the pack's"
    )
    parser.add_argument("--state", type=Path, default=Path(__file__).resolve().with_name("seen-checkpoints.json"))
    told = parser.parse_args()
    try:
        pack = json.loads(told.pack.read_text(encoding="utf-8"))
        kept = json.loads(told.state.read_text()) if told.state.exists() else {}
        origin = read_key(pack["key"])[0]
        before = kept.get(origin)
        key = told.key or (before["key"] if before else pack["key"])
        code, lines, seen = checked(pack, key, before)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"This cannot be read as an evidence pack: {error}")
        return 2
    print("\n".join(lines))
    if code == 0:
        told.state.write_text(json.dumps({**kept, origin: seen}, indent=1))
    return code


# Without --key, the key that was kept counts, and at first the one in the pack.

if __name__ == "__main__":
    sys.exit(main())
