"""Pages of long lists: counted exactly as far as that is cheap."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property

EXACT = 10_000
"""Rows counted at the most: counting a million to print a number costs more than it tells."""


class BoundedPaginator(Paginator):
    """Counts up to EXACT rows. A longer list ends there: filters and search reach the rest."""

    @cached_property
    def count(self) -> int:
        return self.object_list.order_by()[:EXACT].count()

    @property
    def is_bounded(self) -> bool:
        return self.count == EXACT
