"""Work pages: the audit explorer, what a record or a register said on a past day, and evidence for outsiders."""

from .evidence import Evidence
from .explorer import Explorer, ExportHistory, OneEntry
from .past import PastRecord, PastRegister, RegulatorPack

__all__ = ["Evidence", "Explorer", "ExportHistory", "OneEntry", "PastRecord", "PastRegister", "RegulatorPack"]
