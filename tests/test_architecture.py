"""Rules about the code that no linter knows."""

import re
from pathlib import Path

from django.conf import settings

SOURCE = Path(settings.BASE_DIR) / "governance"
FILES = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]


def lines_with(pattern: str, *but: str) -> list[str]:
    found = []
    for path in FILES:
        name = str(path.relative_to(SOURCE))
        if name not in but:
            found += [f"{name}: {line.strip()}" for line in path.read_text().splitlines() if re.search(pattern, line)]
    return found


def test_only_advance_changes_a_state():
    assert lines_with(r"\.state = ") == ["core/workflow.py: record.state = step.target"]


def test_nothing_marks_text_as_safe_or_runs_what_a_request_sent():
    rewrites_the_markup_of_the_admin = "core/templatetags/fairhold.py"
    risky = r"mark_safe|\|safe|autoescape off|\beval\(|\bexec\(|pickle|yaml\.load\(|shell=True"
    assert lines_with(risky, rewrites_the_markup_of_the_admin) == []


def test_the_only_bulk_writes_of_tracked_rows_are_in_the_bulk_door():
    door = ["core/bulk.py", "core/querysets.py"]
    allowed = {
        "ledger/recording.py",
        "ledger/sequencing.py",
        "reminders/sweep.py",
        "reminders/delivery.py",
        "core/sequences.py",
        "people/seals.py",
    }
    assert lines_with(r"bulk_create\(|bulk_update\(|\.update\(\w+=", *door, *allowed) == []


def test_templates_hold_no_script_or_style_of_their_own():
    bad = re.compile(r'<style|<script(?![^>]* src=)|\son\w+="|\|safe|style=')
    found = [
        f"{path}: {m[0]}"
        for path in Path(settings.BASE_DIR, "templates").rglob("*.html")
        for m in bad.finditer(path.read_text())
    ]
    assert found == []


def test_files_are_short_or_say_why_not():
    long = [str(path.relative_to(SOURCE)) for path in FILES if len(path.read_text().splitlines()) > 200]
    assert [name for name in long if "Over 200 lines" not in (SOURCE / name).read_text()[:400]] == []
