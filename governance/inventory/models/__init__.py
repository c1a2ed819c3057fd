"""What data we hold, where, why, whose, and for how long."""

from .activities import Capacity, ProcessingActivity, Purpose, Recipient, SystemUse
from .systems import DataAsset, DataField, System

__all__ = ["Capacity", "DataAsset", "DataField", "ProcessingActivity", "Purpose", "Recipient", "System", "SystemUse"]
