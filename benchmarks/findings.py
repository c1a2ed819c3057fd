"""How long all findings take over 100,000 records, against counting the records."""

from django.utils import timezone

from benchmarks.rows import fill, seconds
from governance.core.accepted import open_rows
from governance.core.findings import declared
from governance.core.records import record_types

RECORDS = 100_000
SHOWN = 6


def findings() -> str:
    fill(RECORDS)
    today = timezone.localdate()
    counted = seconds(lambda: [model._base_manager.count() for model in record_types()])
    took = {one.id: seconds(lambda one=one: list(open_rows(one, today)[:SHOWN])) for one in declared()}
    slowest = max(took, key=took.__getitem__)
    told = f"{len(took)} findings over {RECORDS} records in {sum(took.values()):.2f} s"
    return f"{told}, {sum(took.values()) / counted:.1f} times counting them; the slowest is {slowest}"


ALL = {"findings": findings}
