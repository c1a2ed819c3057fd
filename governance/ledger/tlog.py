"""A Merkle tree of hashes that only grows (RFC 6962, section 2.1; checks as in RFC 9162, section 2.1.3 and 2.1.4).

Pure: `get(level, index)` gives the hash of the perfect subtree of `2**level` leaves that begins at leaf
`index * 2**level`. Hashes are bytes.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator

Get = Callable[[int, int], bytes]
EMPTY = hashlib.sha256(b"").digest()


class Forged(ValueError):
    """A proof that does not lead to the root that it should."""


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


# Growing


def peaks(size: int) -> list[tuple[int, int]]:
    """The perfect subtrees that a tree of this size is made of, from left to right, each as (level, index)."""
    levels = [level for level in range(size.bit_length() - 1, -1, -1) if size >> level & 1]
    return [(level, (size >> level) - 1) for level in levels]


def grow(size: int, tops: list[bytes], leaves: Iterable[bytes]) -> Iterator[tuple[int, int, bytes]]:
    """Adds leaves to a tree of `size`, whose peaks have the hashes `tops`, and gives each new inner node.

    `tops` is brought up to date in place.
    """
    for index, leaf in enumerate(leaves, start=size):
        level, place, found = 0, index, leaf
        while place & 1:
            found = node_hash(tops.pop(), found)
            level, place = level + 1, place >> 1
            yield level, place, found
        tops.append(found)


def fold(tops: list[bytes]) -> bytes:
    """The root over peaks."""
    if not tops:
        return EMPTY
    *rest, found = tops
    for top in reversed(rest):
        found = node_hash(top, found)
    return found


def root(size: int, get: Get) -> bytes:
    return fold([get(*peak) for peak in peaks(size)])


# Proving


def _split(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << (count - 1).bit_length() - 1


def _subtree(first: int, past: int, get: Get) -> bytes:
    count = past - first
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return get(level, first >> level)
    middle = first + _split(count)
    return node_hash(_subtree(first, middle, get), _subtree(middle, past, get))


def inclusion(index: int, size: int, get: Get) -> list[bytes]:
    """The path from a leaf to the root of the tree of `size` (RFC 6962 2.1.1)."""
    path, first, past = [], 0, size
    while past - first > 1:
        middle = first + _split(past - first)
        if index < middle:
            path.append(_subtree(middle, past, get))
            past = middle
        else:
            path.append(_subtree(first, middle, get))
            first = middle
    return path[::-1]


def consistency(old: int, new: int, get: Get) -> list[bytes]:
    """That the tree of `old` leaves is the beginning of the tree of `new` (RFC 6962 2.1.2)."""
    if not 0 < old < new:
        return []
    path, first, past, whole = [], 0, new, True
    while old != past:
        middle = first + _split(past - first)
        if old <= middle:
            path.append(_subtree(middle, past, get))
            past = middle
        else:
            path.append(_subtree(first, middle, get))
            first, whole = middle, False
    if not whole:
        path.append(_subtree(first, past, get))
    return path[::-1]


# Checking


def check_inclusion(leaf: bytes, index: int, size: int, path: list[bytes], top: bytes) -> None:
    """Raises Forged (RFC 9162 2.1.3.2)."""
    if not 0 <= index < size:
        message = "The place lies outside of the tree."
        raise Forged(message)
    place, last, found = index, size - 1, leaf
    for step in path:
        if last == 0:
            message = "The path is too long."
            raise Forged(message)
        if place & 1 or place == last:
            found = node_hash(step, found)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, step)
        place, last = place >> 1, last >> 1
    if last or found != top:
        message = "The path does not lead to the root."
        raise Forged(message)


def check_consistency(old: int, new: int, path: list[bytes], old_top: bytes, new_top: bytes) -> None:
    """Raises Forged (RFC 9162 2.1.4.2)."""
    if old == new:
        _need(not path and old_top == new_top)
        return
    _need(0 < old < new and path)
    steps = [old_top, *path] if old & (old - 1) == 0 else list(path)
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        _need(last != 0)
        if place & 1 or place == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, step)
        place, last = place >> 1, last >> 1
    _need(last == 0 and before == old_top and after == new_top)


def _need(holds: object) -> None:
    if not holds:
        message = "The newer tree does not begin with the older one."
        raise Forged(message)
