"""A rating as people read it, from its numbers as they are kept: whether just computed or years old."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.questionnaires.items import Item
from governance.questionnaires.vocabulary import PRINCIPLES

from .scoring import TIER_OF_BAND, Hazard, Place, Tier, tier_of_risk
from .scoring.duties import DUTIES
from .scoring.flags import FLAGS, Block
from .scoring.followups import FOLLOW_UPS

BAR, ROW = 220, 44
"""The picture: the length of a bar of 100, and the height of a row; the template says where bars begin."""
TONES = {Tier.LOW: "good", Tier.MODERATE: "active", Tier.HIGH: "warn", Tier.CRITICAL: "bad"}


@dataclass(frozen=True)
class Line:
    """One principle: 0 to 100, rounded. None where nothing of the kind is asked. The rest is where to draw it."""

    name: Any
    exposure: int | None
    safeguard: int
    net: int | None
    y: int = 0

    @property
    def bars(self) -> dict[str, int]:
        return {"exposure": (self.exposure or 0) * BAR // 100, "net": (self.net or 0) * BAR // 100} | {
            "safeguard": self.safeguard * BAR // 100
        }

    @property
    def ys(self) -> dict[str, int]:
        return {"exposure": self.y + 4, "net": self.y + 16, "safeguard": self.y + 28, "text": self.y + 26}


def told(numbers: Mapping[str, Any], items: Mapping[str, Item]) -> dict[str, Any]:
    tiers = {name: tier(value) for name, value in numbers["tiers"].items()}
    return {
        "tiers": tiers,
        "explanation": numbers["explanation"],
        "index": index(numbers["index"]),
        "profile": profile(numbers["index"]),
        "height": ROW * len(PRINCIPLES),
        "drivers": [driver(one, items) for one in numbers["drivers"]],
        "flags": [flag(one) for one in numbers["flags"]],
        "duties": duties(numbers["duties"]),
        "follow_ups": [follow_up(one) for one in numbers["follow_ups"]],
    }


def tier(value: int) -> dict[str, Any]:
    found = Tier(value)
    return {"value": int(found), "label": found.label, "tone": TONES[found]}


def index(told: Mapping[str, Any] | None) -> dict[str, int] | None:
    return {name: round(float(told[name])) for name in ("EI", "NI")} if told else None


def profile(told: Mapping[str, Any] | None) -> list[Line]:
    """A line for each principle, in the order of the specification."""
    if not told:
        return []
    return [
        Line(
            name, whole(told["exposure"], code), whole(told["safeguard"], code) or 0, whole(told["net"], code), ROW * n
        )
        for n, (code, name) in enumerate(PRINCIPLES.items())
    ]


def whole(values: Mapping[str, Any], code: str) -> int | None:
    return round(float(values[code])) if code in values else None


def driver(told: Mapping[str, Any], items: Mapping[str, Item]) -> dict[str, Any]:
    item = items.get(told["key"])
    best = next((one.text for one in item.options if one.points == int(float(told["best"]))), "") if item else ""
    fall = round(float(told["ni"]), 1)
    return {"text": told["text"], "best": best, "fall": fall, "section": item.section if item else ""}


def flag(told: Mapping[str, Any]) -> dict[str, Any]:
    known = {one.code: one for one in FLAGS}.get(told["code"])
    return {
        "code": told["code"],
        "because": known.because if known else told["code"],
        "clear": known.clear if known and not told["cleared"] else "",
        "cleared": told["cleared"],
        "blocks": [Block(one).label for one in told["blocks"]],
        "floor": Tier(told["floor"]).label if told["floor"] else "",
    }


def duties(told: Mapping[str, str]) -> list[tuple[Any, str]]:
    titles = {one.code: one.title for one in DUTIES}
    return [(titles.get(code, code), what) for code, what in told.items()]


def follow_up(told: Mapping[str, Any]) -> dict[str, Any]:
    titles = {one.code: one.title for one in FOLLOW_UPS}
    return {"title": titles.get(told["code"], told["code"]), "required": told["required"], "because": told["because"]}


# The risk register


@dataclass(frozen=True)
class Cell:
    band: str
    word: Any
    count: int


WORDS = {"L": _("Low"), "M": _("Moderate"), "H": _("High"), "C": _("Critical")}
BAND = {found: band for band, found in TIER_OF_BAND.items()}


def risks(hazards: Iterable[Hazard], today: dt.date) -> dict[str, Any]:
    found = list(hazards)
    rows = [(one, one.inherent, one.remaining(today), one.counted(planned=True)) for one in found]
    return {
        "rows": [
            {"name": one.name, "places": [tier(place.tier(one.confidence)) for place in places]}
            for one, *places in rows
        ],
        "table": table([now for _one, _before, now, _aim in rows]),
    }


def table(places: list[Place]) -> list[tuple[int, list[Cell]]]:
    """Rows by impact, the worst on top; columns by likelihood. What little is known about stands where it was put."""
    return [(impact, [cell(likelihood, impact, places) for likelihood in range(1, 6)]) for impact in range(5, 0, -1)]


def cell(likelihood: int, impact: int, places: list[Place]) -> Cell:
    band = BAND[tier_of_risk(likelihood, impact)]
    return Cell(band, WORDS[band], places.count(Place(likelihood, impact)))
