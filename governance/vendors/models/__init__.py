"""Firms that do something for us, what we agreed with them, and what we know of them."""

from .agreements import Agreement, AtEnd, Kind
from .clauses import Clause, Found
from .contacts import VendorContact
from .inquiries import Inquiry, Reply, Verdict
from .knowledge import Answer, Certificate, PastBreach, ProcessorChange, Scheme, SubProcessor, Transfer
from .transfers import NEEDS_ASSESSMENT, Mechanism, Outcome, TransferBase
from .vendors import Criticality, Part, Vendor

__all__ = [
    "NEEDS_ASSESSMENT", "Agreement", "Answer", "AtEnd", "Certificate", "Clause", "Criticality", "Found", "Inquiry",
    "Kind", "Mechanism", "Outcome", "Part", "PastBreach", "ProcessorChange", "Reply", "Scheme", "SubProcessor",
    "Transfer", "TransferBase", "Vendor", "VendorContact", "Verdict",
]  # fmt: skip
