"""C7: every row is as its newest version says, and is there exactly if it should be."""

from typing import Any

from governance.core.records import tracked_types

from .report import MOST, Check, Report

READ = 2000


def check(report: Report, versions: dict[str, dict[int, int]]) -> None:
    """`versions` holds by kind of history and row its newest version, negative where it was taken out."""
    for model in tracked_types():
        known = versions.get(model.history.model._meta.label_lower, {})
        _compare_versions(report, model, known)
        _compare_content(report, model)


def _compare_versions(report: Report, model, known: dict[int, int]) -> None:
    seen = 0
    rows = model._base_manager.order_by("pk").values_list("pk", "version")
    for key, version in rows.iterator(chunk_size=READ):
        seen += 1
        if known.get(key) != version:
            newest = abs(known.get(key, 0)) or "none"
            told = f"It is at version {version}, and the ledger knows of {newest}."
            report.tell(Check.ROWS, _place(model, key), told)
    if seen != sum(version > 0 for version in known.values()):
        _tell_missing(report, model, known)


def _compare_content(report: Report, model) -> None:
    """The database says which rows have no version like them: that is faster than to read both."""
    history = model.history.model
    columns = [name for name in _columns(model) if name in _columns(history)]
    versions = history._base_manager.exclude(history_type="-").order_by().values_list(*columns)
    rows = model._base_manager.order_by().values_list(*columns)
    for row in rows.difference(versions)[:MOST]:
        _tell_changed(report, model, dict(zip(columns, row, strict=True)))


def _columns(model) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _tell_changed(report: Report, model, row: dict[str, Any]) -> None:
    versions = model.history.model._base_manager.exclude(history_type="-")
    version = versions.filter(id=row["id"], version=row["version"]).values(*row).first()
    if version is None:
        told = f"No history row tells of version {row['version']}."
    else:
        wrong = [name for name in row if row[name] != version[name]]
        told = f"It was changed past its history: {', '.join(wrong) or 'the way it is stored'}."
    report.tell(Check.ROWS, _place(model, row["id"]), told)


def _tell_missing(report: Report, model, known: dict[int, int]) -> None:
    here = set(model._base_manager.values_list("pk", flat=True))
    gone = [key for key, version in known.items() if version > 0 and key not in here]
    for key in gone[:5]:
        report.tell(Check.ROWS, _place(model, key), "It is gone, and no history says who took it out.")


def _place(model, key: int) -> str:
    return f"{model._meta.label} {key}"
