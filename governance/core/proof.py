"""Proof of what history says: apps ask for it here and the ledger gives it, so that none of them knows it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class Unproved(ValueError):
    """There is no proof, or it does not prove what it says."""


@dataclass(frozen=True)
class Prover:
    """What proves: the three functions that apps ask for.

    `pack` proves history rows (`rows`, `about`, `now`), `zipped` makes a file of that for outsiders, and `opened` gives
    the rows that a pack of this very installation proves. `pack` raises Unproved where there is no proof to be had, and
    `opened` for what is no pack of ours.
    """

    pack: Callable[..., dict[str, Any]]
    zipped: Callable[[dict[str, Any]], bytes]
    opened: Callable[[dict[str, Any]], list[dict[str, Any]]]


provers: list[Prover] = []


def provide(prover: Prover) -> None:
    """Declares who proves. Nobody does where there is no ledger."""
    provers.append(prover)


def prover() -> Prover:
    if not provers:
        message = "No app here proves what history says."
        raise Unproved(message)
    return provers[-1]
