"""The chain of processors behind a vendor: its own, theirs, and so on (GDPR Art. 28(2), EDPB Opinion 22/2024)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .models import SubProcessor, Vendor

DEEPEST = 5
"""Levels that are followed, with a query each."""
MOST = 200
"""Processors of one level."""
CONFIDENTIAL = _("A vendor of ours that is confidential")


@dataclass(frozen=True)
class Link:
    """One processor, `level` steps behind the vendor. What stands above it already is `again` there, and not followed.

    `name` tells nothing of a vendor that is kept from whoever looks.
    """

    row: SubProcessor
    level: int
    name: str
    again: bool = False


def chain(vendor: Vendor, user) -> list[Link]:
    """In the order of a tree: each is followed by those that it uses."""
    below = _levels(vendor, user)
    return list(_walk(vendor.pk, below, 1, {vendor.pk}))


def _levels(vendor: Vendor, user) -> dict[int, list[tuple[SubProcessor, bool]]]:
    """By vendor its processors, each with whether it may be named."""
    found: dict[int, list[tuple[SubProcessor, bool]]] = {}
    wanted = {vendor.pk}
    for _level in range(DEEPEST):
        rows = list(SubProcessor.objects.filter(vendor__in=wanted).select_related("is_vendor").order_by("pk")[:MOST])
        shown = _shown(rows, user)
        for row in rows:
            is_shown = row.is_vendor_id is None or row.is_vendor_id in shown
            found.setdefault(row.vendor_id, []).append((row, is_shown))
        wanted = shown - found.keys()
        if not wanted:
            break
    return found


def _shown(rows: list[SubProcessor], user) -> set[int]:
    named = {row.is_vendor_id for row in rows if row.is_vendor_id}
    return set(Vendor.objects.visible_to(user).filter(pk__in=named).values_list("pk", flat=True)) if named else set()


def _walk(pk: int, below: dict, level: int, above: set[int]) -> Iterator[Link]:
    for row, is_shown in below.get(pk, ()):
        again = row.is_vendor_id in above
        yield Link(row, level, str(row) if is_shown else str(CONFIDENTIAL), again)
        if is_shown and row.is_vendor_id and not again:
            yield from _walk(row.is_vendor_id, below, level + 1, above | {row.is_vendor_id})
