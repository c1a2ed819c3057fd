"""The page on settings names every variable that the code reads, and no other."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent


def test_the_page_names_every_variable_that_is_read_and_no_other():
    code = "".join(path.read_text() for path in (ROOT / "governance").rglob("*.py"))
    read = set(re.findall(r"\benv\.[a-z]+\(\s*\"([A-Z_]+)\"", code))
    page = (ROOT / "docs/settings.md").read_text()
    assert read == set(re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE))


def test_the_environment_is_read_through_the_typed_helper_only():
    """The others only write to it: which settings to use, and what the programs of `serve` are to find."""
    direct = {
        path.name for path in (ROOT / "governance").rglob("*.py") if re.search(r"environ\b|getenv", path.read_text())
    }
    assert direct - {"env.py"} == {"celery.py", "wsgi.py", "serve.py"}
