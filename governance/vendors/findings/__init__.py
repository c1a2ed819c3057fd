"""What is wrong today with vendors, their agreements and their answers."""

from . import agreements, answers, firms

__all__ = ["agreements", "answers", "firms"]
