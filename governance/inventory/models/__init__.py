"""What data we hold, where, why, whose, and for how long."""

from .activities import Capacity, ProcessingActivity
from .audits import WAITS, AuditAnswer, DataAudit, Said
from .keeping import Batch, Hold
from .parts import Controller, Measure, Purpose, Recipient, Segment, SystemUse, Transfer
from .systems import DataAsset, DataField, System

__all__ = [
    "WAITS", "AuditAnswer", "Batch", "Capacity", "Controller", "DataAsset", "DataAudit", "DataField", "Hold", "Measure",
    "ProcessingActivity", "Purpose", "Recipient", "Said", "Segment", "System", "SystemUse", "Transfer",
]  # fmt: skip
