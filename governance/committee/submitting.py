"""What may stand in the way of submitting a proposal, as other apps see it."""

import datetime as dt
from collections.abc import Callable, Iterable

Source = Callable[[object, dt.date], Iterable[object]]
sources: list[Source] = []


def before_submission(source: Source) -> Source:
    """Declares a source of reasons against submitting: `(proposal, today)` gives them in words."""
    sources.append(source)
    return source


def why_not(proposal, today: dt.date) -> list[str]:
    return [str(told) for source in sources for told in source(proposal, today)]
