"""Our codes in the words of others: the W3C Data Privacy Vocabulary (DPV 2 and its personal data) and fides.

`terms.csv` beside this file is the table. A code that is not ours is a term of somebody else's already, or free.
"""

import csv
from functools import cache
from pathlib import Path

SUBJECT, CATEGORY, MEASURE = "subject", "category", "measure"


@cache
def _table() -> dict[tuple[str, str], tuple[str, str]]:
    text = (Path(__file__).parent / "terms.csv").read_text()
    return {(row["kind"], row["code"]): (row["dpv"], row["fides"]) for row in csv.DictReader(text.splitlines())}


@cache
def _codes() -> dict[tuple[str, str], str]:
    return {(kind, fides): code for (kind, code), (_dpv, fides) in _table().items() if fides}


def dpv(kind: str, code: str) -> str:
    """Such as `pd:Health`; empty where the vocabulary has no term that is neither wider nor narrower by much."""
    return _table().get((kind, code), ("", ""))[0]


def fides(kind: str, code: str) -> str:
    """The key in the taxonomy of fides; a code that has none goes by itself."""
    return _table().get((kind, code), ("", ""))[1] or code


def of_fides(kind: str, key: str) -> str:
    """Our code for a key of fides, so that what left as fides comes back as it was."""
    return _codes().get((kind, key), key)
