"""Who outside the firm is part of a proposal: apps that know it declare it, since interests may lie there."""

from collections.abc import Callable, Iterable

from governance.core.models import Record

Source = Callable[[object], Iterable[Record]]
sources: list[Source] = []


def involved(source: Source) -> Source:
    """Declares a source of vendors: `(proposal)` gives their records, in one query."""
    sources.append(source)
    return source


def vendors(proposal) -> list[Record]:
    return [one for source in sources for one in source(proposal)]
