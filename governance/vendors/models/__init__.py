"""Firms that do something for us, and what we agreed with them."""

from .agreements import Agreement, Kind
from .transfers import Mechanism, TransferBase
from .vendors import Criticality, Part, Vendor

__all__ = ["Agreement", "Criticality", "Kind", "Mechanism", "Part", "TransferBase", "Vendor"]
