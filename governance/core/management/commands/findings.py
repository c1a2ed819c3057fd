"""Says what is wrong today, for people and for programs that watch."""

import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from governance.core.accepted import open_rows
from governance.core.findings import Finding, Level, declared

NAMED = 20
"""References told of one finding at the most; the count is of all."""


class Command(BaseCommand):
    help = "Says what is wrong today. Ends with 1 if something is wrong at --fail-level or above."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--list", action="store_true", help="say what is declared, and look at no record")
        parser.add_argument("--json", action="store_true", help="print a list of objects")
        parser.add_argument("--fail-level", type=str.upper, choices=Level.names, help="end with 1 from this level on")

    def handle(self, *args, **options) -> None:
        today = timezone.localdate()
        told = [said(one) if options["list"] else said(one) | counted(one, today) for one in declared()]
        wrong = [one for one in told if one.get("count")]
        shown = told if options["list"] or options["json"] else wrong
        self.stdout.write(json.dumps(shown, indent=1) if options["json"] else words(shown))
        limit = options["fail_level"]
        if limit and any(Level[one["level"]] >= Level[limit] for one in wrong):
            raise SystemExit(1)


def said(found: Finding) -> dict[str, Any]:
    return {"id": found.id, "level": found.level.name, "says": str(found.says), "do": str(found.do)}


def counted(found: Finding, today: dt.date) -> dict[str, Any]:
    rows = open_rows(found, today)
    references = list(rows.order_by("pk").values_list("reference", flat=True)[: NAMED + 1])
    count = rows.order_by().count() if len(references) > NAMED else len(references)
    return {"count": count, "records": references[:NAMED]}


def words(told: list[dict[str, Any]]) -> str:
    if not told:
        return "Nothing is wrong today."
    lines = [f"{one['level']:<9}{one['id']}: {one['says']}{records(one)}" for one in told]
    return "\n".join(lines)


def records(one: dict[str, Any]) -> str:
    if "count" not in one:
        return ""
    return f" ({one['count']}: {', '.join(one['records'])}{', ...' if one['count'] > len(one['records']) else ''})"
