"""Brookfield asks each owner once a year whether the record still holds."""

import datetime as dt
from types import SimpleNamespace

from governance.core.acting import acting
from governance.core.workflow import advance
from governance.inventory import auditing
from governance.inventory.models import DataAudit, Said

YEAR = dt.timedelta(days=365)


def audits(who: SimpleNamespace, now: dt.datetime) -> None:
    """Last year's is closed, this year's is under way, and the next one is planned."""
    _answer(_start(who, now - YEAR), most=99)
    advance(DataAudit.objects.get(), "close", by=who.sam, note="All have answered.", now=now - YEAR)
    _answer(_start(who, now), most=2)
    _planned(who, now + YEAR)


def _planned(who: SimpleNamespace, now: dt.datetime) -> DataAudit:
    told = {"name": f"Data audit {now.year}", "answer_by": now.date() + dt.timedelta(days=18)}
    made = DataAudit(owner=who.sam, **told)
    with acting(who.sam):
        made.save()
    return made


def _start(who: SimpleNamespace, now: dt.datetime) -> DataAudit:
    return advance(_planned(who, now), "start", by=who.sam, now=now)


def _answer(audit: DataAudit, *, most: int) -> None:
    for answer in audit.answers.order_by("pk")[:most]:
        auditing.answer(answer, Said.UNCHANGED, by=answer.asked, today=audit.started_on)
