"""With CI=true nothing may be skipped or expected to fail; otherwise what was skipped is told with its reason."""

import os
from collections import Counter

import pytest

FORBIDDEN = os.environ.get("CI", "").lower() in {"1", "true", "yes"}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item, call):
    return _strict((yield))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report(collector):
    return _strict((yield))


def pytest_terminal_summary(terminalreporter):
    reasons = Counter(_reason(report) for report in terminalreporter.stats.get("skipped", []))
    if reasons:
        terminalreporter.section("not tested on this machine")
    for reason, count in reasons.most_common():
        terminalreporter.write_line(f"{count} skipped: {reason}")


def _strict(report):
    if FORBIDDEN and report.skipped:
        report.longrepr = f"Nothing may be skipped when CI=true, but this was: {_reason(report)}"
        report.outcome = "failed"
        vars(report).pop("wasxfail", None)
    return report


def _reason(report) -> str:
    """A skip keeps its reason as (path, line, "Skipped: reason"), an expected failure in `wasxfail`."""
    if isinstance(report.longrepr, tuple):
        return report.longrepr[2].removeprefix("Skipped: ")
    return f"expected to fail: {getattr(report, 'wasxfail', '')}"
