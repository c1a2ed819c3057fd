"""C9: the triggers of the database are those that belong there, and nothing waits that should have gone on."""

import datetime as dt
import json

from django.apps import apps
from django.db import connection

from governance.core import guards
from governance.ledger.models import Entry, Expectation, Never

from .report import Check, Report

LATE = dt.timedelta(minutes=5)


def check(report: Report, now: dt.datetime) -> None:
    standing = triggers()
    for one in guards.everywhere():
        if one.fits(connection.vendor):
            text, code = standing.get(one.name, ("", ""))
            if (text, code) != _expected(one):
                report.tell(Check.GUARDS, f"trigger {one.name}", "It is missing, or is not what it should be.")
    for name in sorted(strange()):
        report.tell(Check.GUARDS, name, "It is none of ours, and can change what is written.")
    for model, says in ((Expectation, "A change was committed without its history."), (Never, "This must be empty.")):
        row = model._default_manager.first()
        if row is not None:
            report.tell(Check.GUARDS, f"{model._meta.db_table} {row}", says)
    _waiting(report, now)


def _expected(one: guards.Trigger) -> tuple[str, str]:
    vendor = connection.vendor
    return one.text(vendor), one.body(vendor) if vendor == "postgresql" else ""


def triggers() -> dict[str, tuple[str, str]]:
    """By name, what the database says of each trigger: its text, and on PostgreSQL the body of its function."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            return {name: (text, "") for name, text in cursor.fetchall()}
        cursor.execute(
            "SELECT t.tgname, pg_get_triggerdef(t.oid), p.prosrc, current_schema() "
            "FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal AND t.tgenabled = 'A'"
        )
        return {name: (text.replace(f" ON {here}.", " ON "), code) for name, text, code, here in cursor.fetchall()}


def strange() -> set[str]:
    """Triggers and rules on our tables that are not ours, whether they are switched on or not."""
    ours = {one.name for one in guards.everywhere()}
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        return {f"{kind} {name}" for kind, name, table in cursor.fetchall() if table in tables and name not in ours}


STANDING = {
    "sqlite": "SELECT 'trigger', name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT 'trigger', t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace "
        "UNION ALL SELECT 'rule', rulename, tablename FROM pg_rules WHERE schemaname = current_schema()"
    ),
}


def _waiting(report: Report, now: dt.datetime) -> None:
    oldest = Entry.objects.filter(number=None).order_by("id").first()
    if oldest is None:
        return
    told = _moment(oldest.payload)
    if told and now - told > LATE:
        report.tell(Check.GUARDS, f"entry #{oldest.pk}", "It has waited for its number for more than five minutes.")


def _moment(payload: str) -> dt.datetime | None:
    """When its history row was written; None of what is no entry of ours, which other checks tell."""
    try:
        return dt.datetime.fromisoformat(json.loads(payload)["row"]["history_date"])
    except (ValueError, TypeError, KeyError):
        return None
