"""Work pages about vendors."""

from . import answering, clauses, inquiry, vendor

__all__ = ["answering", "clauses", "inquiry", "vendor"]
