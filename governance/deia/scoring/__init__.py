"""The scoring of an assessment. Pure: values in, values out, no models (specification 3.9, 3.10 and 4.1)."""

from .config import CURRENT, Config
from .lint import Fault, lint
from .register import Accepted, Cause, Effect, Hazard, Level, Place
from .result import Result, result
from .screening import (
    DPIA_REQUIRED_FROM,
    TIER_OF_ROUTE,
    Answered,
    Reply,
    Route,
    Weight,
    criteria,
    hits,
    route,
    tier,
)
from .sheet import Scored, Sheet
from .tiers import BANDS, TIER_OF_BAND, Tier, tier_of_risk

__all__ = [
    "BANDS",
    "CURRENT",
    "DPIA_REQUIRED_FROM",
    "TIER_OF_BAND",
    "TIER_OF_ROUTE",
    "Accepted",
    "Answered",
    "Cause",
    "Config",
    "Effect",
    "Fault",
    "Hazard",
    "Level",
    "Place",
    "Reply",
    "Result",
    "Route",
    "Scored",
    "Sheet",
    "Tier",
    "Weight",
    "criteria",
    "hits",
    "lint",
    "result",
    "route",
    "tier",
    "tier_of_risk",
]
