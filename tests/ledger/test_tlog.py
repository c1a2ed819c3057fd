"""The tree is that of RFC 6962, byte for byte, and no forged proof passes."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.ledger import tlog

# The test vectors of Certificate Transparency: eight leaves, and the root over the first one, two, ... eight of them.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


class Grown:
    """A tree in memory, kept as the database keeps it."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.nodes: dict[tuple[int, int], bytes] = {}
        self.tops: list[bytes] = []
        self.size = 0
        for leaf in leaves:
            self.add(leaf)

    def add(self, leaf: bytes) -> None:
        self.nodes[0, self.size] = leaf
        for level, place, found in tlog.grow(self.size, self.tops, [leaf]):
            self.nodes[level, place] = found
        self.size += 1

    def get(self, level: int, place: int) -> bytes:
        return self.nodes[level, place]

    def root(self, size: int) -> bytes:
        return tlog.root(size, self.get)


def plain_root(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962 2.1, written down as it is there."""
    if len(leaves) == 1:
        return leaves[0]
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return tlog.node_hash(plain_root(leaves[:middle]), plain_root(leaves[middle:]))


def hashes(count: int) -> list[bytes]:
    return [tlog.leaf_hash(str(number).encode()) for number in range(count)]


@pytest.fixture(scope="module")
def tree() -> Grown:
    return Grown(hashes(300))


def test_the_roots_are_those_of_the_published_vectors():
    tree = Grown([tlog.leaf_hash(leaf) for leaf in LEAVES])
    assert [tree.root(size).hex() for size in range(1, 9)] == ROOTS
    assert tlog.fold([]) == tlog.EMPTY


def test_every_root_is_that_of_the_definition(tree):
    assert all(tree.root(size) == plain_root(hashes(size)) for size in range(1, 301))


def test_every_leaf_of_every_size_is_proved_and_every_size_begins_every_larger_one():
    tree = Grown(hashes(70))
    for size in range(1, 71):
        for index in range(size):
            path = tlog.inclusion(index, size, tree.get)
            tlog.check_inclusion(tree.get(0, index), index, size, path, tree.root(size))
        for old in range(1, size + 1):
            path = tlog.consistency(old, size, tree.get)
            tlog.check_consistency(old, size, path, tree.root(old), tree.root(size))


def test_no_forged_proof_of_inclusion_passes(tree):
    """40,000 of them here and 10,000 below, each with one thing about it changed."""
    chance, refused = random.Random(20), 0  # noqa: S311  no secret
    while refused < 40_000:
        size = chance.randint(2, 300)
        index = chance.randrange(size)
        path, leaf, top = tlog.inclusion(index, size, tree.get), tree.get(0, index), tree.root(size)
        for told in forged(chance, leaf, index, size, path, top):
            if told == (leaf, index, size, path, top):
                continue
            with pytest.raises(tlog.Forged):
                tlog.check_inclusion(*told)
            refused += 1


def forged(chance, leaf, index, size, path, top):
    at = chance.randrange(len(path))
    flipped = bytes([path[at][0] ^ 1 << chance.randrange(8)]) + path[at][1:]
    yield tlog.leaf_hash(leaf), index, size, path, top
    yield leaf, (index + chance.randrange(1, size)) % size, size, path, top
    yield leaf, -1, size, path, top
    yield leaf, size, size, path, top
    yield leaf, index, size, [*path[:at], flipped, *path[at + 1 :]], top
    yield leaf, index, size, path[:at] + path[at + 1 :], top
    yield leaf, index, size, [*path, leaf], top
    yield leaf, index, size, path, tlog.node_hash(top, top)


def test_no_forged_proof_of_consistency_passes(tree):
    chance, refused = random.Random(21), 0  # noqa: S311  no secret
    while refused < 10_000:
        old, new = sorted(chance.sample(range(1, 301), 2))
        path = tlog.consistency(old, new, tree.get)
        tops = tree.root(old), tree.root(new)
        at = chance.randrange(len(path))
        for told in (
            (old, new, [*path[:at], tlog.leaf_hash(path[at]), *path[at + 1 :]], *tops),
            (old, new, path[:at] + path[at + 1 :], *tops),
            (old, new, [*path, path[0]], *tops),
            (old, new, path, tops[1], tops[1]),
            (old, new, path, tops[0], tops[0]),
            (new, old, path, *tops),
        ):
            with pytest.raises(tlog.Forged):
                tlog.check_consistency(*told)
            refused += 1


@given(st.integers(0, 200), st.lists(st.integers(1, 40), max_size=5))
def test_growing_in_steps_gives_the_same_tree_as_growing_at_once(start, steps):
    stepwise = Grown(hashes(start))
    for step in steps:
        for leaf in hashes(start + step)[stepwise.size :]:
            stepwise.add(leaf)
    assert stepwise.nodes == Grown(hashes(stepwise.size)).nodes
