"""Registers on their way out, in the formats of other systems."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Export:
    """`write` puts what this person may see into a folder that is there, and says how many records it wrote."""

    code: str
    label: str | Promise
    write: Callable[[Path, Any], int]


exports: dict[str, Export] = {}


def exported(found: Export) -> Export:
    """Declares an export; formats do so beside what reads them."""
    exports[found.code] = found
    return found
