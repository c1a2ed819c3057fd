"""Work pages: what is due for disposal, where data flows, and the data audit."""

from .audit import Audit
from .disposal import Disposal
from .flow import Flow

__all__ = ["Audit", "Disposal", "Flow"]
