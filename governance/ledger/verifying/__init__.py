"""Checks that the ledger, the history and the rows say the same, and that nothing was rewritten (C1 to C10)."""

from .report import Check, Problem, Report
from .run import verify

__all__ = ["Check", "Problem", "Report", "verify"]
