"""Which way a proposal goes, and why: reasons that apps give, of which the gravest counts (specification 2.2)."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Route(TextChoices):
    """Who decides, from the lightest to the gravest."""

    LIGHT = "light", _("One reviewer")
    FAST = "fast", _("Few reviewers")
    FULL = "full", _("The committee")
    ENHANCED = "enhanced", _("The committee, with two thirds and an outside voice")

    @property
    def is_small(self) -> bool:
        return self in {Route.LIGHT, Route.FAST}

    @property
    def rank(self) -> int:
        return list(Route).index(self)


@dataclass(frozen=True)
class Reason:
    code: str
    text: str | Promise
    route: Route

    def said(self) -> dict[str, str]:
        return {"code": self.code, "text": str(self.text), "route": str(self.route.value)}


Source = Callable[[object, dt.date], Iterable[Reason]]
sources: list[Source] = []
UNKNOWN = Reason("unknown", _("Nothing says how much is at stake."), Route.FULL)


def triage(source: Source) -> Source:
    """Declares a source of reasons: `(proposal, today)` gives those that speak for a route."""
    sources.append(source)
    return source


def reasons(proposal, today: dt.date) -> list[Reason]:
    """The gravest first; never none."""
    found = [reason for source in sources for reason in source(proposal, today)]
    return sorted(found or [UNKNOWN], key=lambda reason: -reason.route.rank)
