"""A skip is told with its reason on a developer's machine, and is a failure where CI=true."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

SUITE = """
import pytest

def test_that_passes():
    pass

@pytest.mark.skip(reason="Chromium is missing")
def test_that_is_skipped():
    pass

def test_that_skips_itself():
    pytest.skip("Chromium is missing")

@pytest.mark.xfail(reason="not yet right")
def test_that_is_expected_to_fail():
    assert False
"""
SKIPPED_MODULE = "import pytest; pytest.importorskip('no_such_package')"


def outcome(folder, ci: str, *arguments: str) -> tuple[int, str]:
    """Run by itself: only the plugin is ours."""
    (folder / "pytest.ini").write_text("[pytest]\n")
    environment = os.environ | {"CI": ci, "PYTHONPATH": str(Path(__file__).parent.parent)}
    command = [sys.executable, "-m", "pytest", "-p", "tests.plugins.no_skips", "-p", "no:django", *arguments]
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return run.returncode, run.stdout


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "in parallel"])
def test_nothing_may_be_skipped_or_expected_to_fail_in_ci(tmp_path, workers):
    (tmp_path / "test_suite.py").write_text(SUITE)
    code, told = outcome(tmp_path, "true", *workers)
    assert code == 1
    assert "2 failed, 1 passed, 1 error" in told
    assert "Nothing may be skipped when CI=true, but this was: Chromium is missing" in told
    assert "but this was: expected to fail: not yet right" in told


def test_a_whole_file_may_not_be_skipped_in_ci(tmp_path):
    (tmp_path / "test_suite.py").write_text(SKIPPED_MODULE)
    code, told = outcome(tmp_path, "true")
    assert code == 2
    assert "Nothing may be skipped when CI=true, but this was: could not import 'no_such_package'" in told


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "in parallel"])
def test_elsewhere_what_was_skipped_is_told_with_its_reason(tmp_path, workers):
    (tmp_path / "test_suite.py").write_text(SUITE)
    code, told = outcome(tmp_path, "", *workers)
    assert code == 0
    assert "1 passed, 2 skipped, 1 xfailed" in told
    assert "2 skipped: Chromium is missing" in told
