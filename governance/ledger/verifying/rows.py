"""C7: every row is as its newest version says, and is there exactly if it should be."""

from typing import Any

from django.db.models import OuterRef, Subquery

from governance.core.records import tracked_types

from .report import Check, Report

READ = 2000


def check(report: Report, versions: dict[str, dict[int, int]]) -> None:
    """`versions` holds by kind of history and row its newest version, negative where it was taken out."""
    for model in tracked_types():
        known = versions.get(model.history.model._meta.label_lower, {})
        seen = 0
        for rows in _chunks(model):
            seen += len(rows)
            newest = _newest(model, [row["id"] for row in rows])
            for row in rows:
                _compare(report, model, row, newest.get(row["id"]), known.get(row["id"], 0))
        if seen != sum(version > 0 for version in known.values()):
            _tell_missing(report, model, known)


def _chunks(model):
    last = 0
    while rows := list(model._base_manager.filter(pk__gt=last).order_by("pk").values()[:READ]):
        yield rows
        last = rows[-1]["id"]


def _newest(model, keys: list[int]) -> dict[int, dict[str, Any]]:
    current = model._base_manager.filter(pk=OuterRef("id")).values("version")[:1]
    rows = model.history.model._base_manager.filter(id__in=keys, version=Subquery(current))
    return {row["id"]: row for row in rows.values()}


def _compare(report: Report, model, row: dict[str, Any], newest: dict[str, Any] | None, version: int) -> None:
    place = f"{model._meta.label} {row['id']}"
    if newest is None or version != row["version"]:
        told = f"It is at version {row['version']}, and the ledger knows of {abs(version) or 'none'}."
        report.tell(Check.ROWS, place, told)
        return
    wrong = [name for name in newest if name in row and name != "id" and newest[name] != row[name]]
    if wrong:
        report.tell(Check.ROWS, place, f"It was changed past its history: {', '.join(wrong)}.")


def _tell_missing(report: Report, model, known: dict[int, int]) -> None:
    here = set(model._base_manager.values_list("pk", flat=True))
    gone = [key for key, version in known.items() if version > 0 and key not in here]
    for key in gone[:5]:
        report.tell(Check.ROWS, f"{model._meta.label} {key}", "It is gone, and no history says who took it out.")
