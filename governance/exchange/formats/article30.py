"""The workbook that the record of processing is exported to, on its way back in."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from governance.core.reading import Source
from governance.exchange.entries import Entry, Format, known
from governance.exchange.record import leaving  # noqa: F401  declares the export
from governance.exchange.record.taking import take_in
from governance.inventory.models import ProcessingActivity


def read(source: Source, found: Counter) -> Iterable[Entry]:
    """It names the records of this register itself, so it is taken in by a way of its own."""
    return ()


ARTICLE_30 = known(
    Format(
        code="article30",
        label=_("Record of processing as a workbook"),
        endings=(".xlsx",),
        models=(ProcessingActivity,),
        read=read,
        help=_("The workbook that “Export the record of processing” gives, or its template, filled in."),
        takes=take_in,
    )
)
