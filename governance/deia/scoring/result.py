"""The whole rating: every number on the way, both tiers, and why (specification 3.9 steps 6 to 8, and 3.10)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .config import CURRENT, Config
from .drivers import Driver, drivers
from .duties import Duty, Told, duties
from .explain import because
from .flags import Raised, floor, raised, residual_floor
from .followups import Due, due
from .index import Index, index
from .lint import Fault, lint
from .register import Hazard, Register, register
from .sheet import Sheet
from .tiers import Tier, one_below


@dataclass(frozen=True)
class Result:
    """`target` is what the residual tier would be "if all conditions are met".

    While only the screening was answered there is no index: the tier that it routes to, `screened`, stands for it.
    """

    config: Config
    sheet: Sheet
    index: Index | None
    screened: Tier
    register: Register
    flags: tuple[Raised, ...]
    faults: tuple[Fault, ...]
    inherent: Tier
    residual: Tier
    target: Tier

    @property
    def tier_of_ei(self) -> Tier:
        return self.config.tier_of_index(self.index.EI) if self.index else self.screened

    @property
    def tier_of_ni(self) -> Tier:
        return self.config.tier_of_index(self.index.NI) if self.index else self.screened

    @property
    def explanation(self) -> str:
        return because(self)

    @property
    def drivers(self) -> list[Driver]:
        return drivers(self.sheet, self.index, self.config) if self.index else []

    @property
    def duties(self) -> list[tuple[Duty, Told]]:
        return duties(self.inherent, self.residual)

    @property
    def follow_ups(self) -> list[Due]:
        return due(self.sheet)

    def plain(self) -> dict[str, Any]:
        """All of it as JSON values, unrounded."""
        return {
            "config": self.config.version,
            "index": plain_index(self.index) if self.index else None,
            "tiers_of_index": {"EI": self.tier_of_ei, "NI": self.tier_of_ni},
            "register": vars(self.register),
            "flags": [plain_flag(one) for one in self.flags],
            "tiers": {"inherent": self.inherent, "residual": self.residual, "target": self.target},
            "explanation": self.explanation,
            "drivers": [vars(one) for one in self.drivers],
            "duties": {one.code: str(told) for one, told in self.duties},
            "follow_ups": [
                {"code": one.code, "required": one.required, "because": [str(told) for told in one.because]}
                for one in self.follow_ups
            ],
            "faults": [{"code": one.code, "risk": one.risk} for one in self.faults],
            "points": dict(self.sheet.points),
            "hidden": sorted(self.sheet.hidden),
            "not_applicable": sorted(self.sheet.not_applicable),
        }


def result(
    sheet: Sheet,
    hazards: Iterable[Hazard],
    today: dt.date,
    config: Config = CURRENT,
    *,
    screened: Tier | None = None,
) -> Result:
    """Rates one assessment as it stands on one day. With `screened`, by the route of its screening, not by an index."""
    found, risks = (index(sheet, config) if screened is None else None), list(hazards)
    by_ei, by_ni = tiers_of(found, screened or Tier.CRITICAL, config)
    table, flags = register(risks, today), raised(sheet)
    inherent = max(by_ei, table.inherent, floor(flags))
    flags = raised(sheet, inherent)
    at_least = max(by_ni, one_below(inherent))
    residual = max(at_least, table.current, residual_floor(flags))
    target = max(at_least, table.target, residual_floor(all_cleared(flags)))
    faults = tuple(lint(risks, today))
    target = min(target, residual)
    return Result(config, sheet, found, by_ei, table, tuple(flags), faults, inherent, residual, target)


def tiers_of(found: Index | None, screened: Tier, config: Config) -> tuple[Tier, Tier]:
    return (config.tier_of_index(found.EI), config.tier_of_index(found.NI)) if found else (screened, screened)


def all_cleared(flags: Iterable[Raised]) -> list[Raised]:
    return [Raised(one.flag, cleared=True, blocks=()) for one in flags]


def plain_index(found: Index) -> dict[str, Any]:
    return {
        "exposure": dict(found.exposure),
        "safeguard": dict(found.safeguard),
        "net": dict(found.net),
        "peaking": sorted(found.peaking),
        "EI": found.EI,
        "NI": found.NI,
    }


def plain_flag(one: Raised) -> dict[str, Any]:
    floors = {"floor": one.flag.floor, "residual_floor": one.residual_floor if one.flag.floor else None}
    return {"code": one.flag.code, "cleared": one.cleared, "blocks": [str(what) for what in one.blocks]} | floors
