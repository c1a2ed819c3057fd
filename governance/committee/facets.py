"""What kind of case a proposal is, in codes that cases can be compared by; apps say what they know of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .triage import Route

MOST = 16
"""Facets of one case: each is looked up by itself, so their number is bounded."""


@dataclass(frozen=True)
class Facet:
    """`code` is kept with a decision, such as `category:health`; `label` is how a person reads it."""

    code: str
    label: str | Promise


Source = Callable[[object], Iterable[Facet]]
sources: list[Source] = []


def facets(source: Source) -> Source:
    """Declares a source of facets: `(proposal)` gives those that it knows, the most telling first."""
    sources.append(source)
    return source


def of(proposal) -> tuple[Facet, ...]:
    """Each once: what apps know of it first, then what the committee knows."""
    found = {one.code: one for source in (*sources, route) for one in source(proposal)}
    return tuple(found.values())[:MOST]


def route(proposal) -> Iterable[Facet]:
    """Which way its newest review went."""
    review = max(proposal.reviews.all(), key=lambda one: one.pk, default=None)
    if review:
        yield Facet(f"route:{review.route}", _("Decided by: %s") % Route(review.route).label)
