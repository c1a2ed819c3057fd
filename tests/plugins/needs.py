"""A test marked with what it needs is skipped, and says what to install, where that is missing."""

import os
import shutil
from pathlib import Path

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SAMPLES = Path(__file__).parents[3] / "shared" / "data"
NEEDS = {
    "browser": (CHROMIUM, "Chromium is missing (on Debian: apt-get install chromium)"),
    "postgres": (os.environ.get("TEST_POSTGRES_URL"), "no PostgreSQL: run `make test`, or set TEST_POSTGRES_URL"),
    "samples": (SAMPLES.is_dir(), "the files of other systems are not there (../shared/data)"),
    "redis": (os.environ.get("TEST_REDIS_URL"), "no Redis: run `make test`, or set TEST_REDIS_URL"),
}


def pytest_runtest_setup(item):
    for marker, (found, reason) in NEEDS.items():
        if item.get_closest_marker(marker) and not found:
            pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser."""
    return CHROMIUM


@pytest.fixture(scope="session")
def samples() -> Path:
    """A folder with files that other systems have published."""
    return SAMPLES


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """An existing, empty database on a server on which more may be made."""
    return os.environ["TEST_POSTGRES_URL"]


@pytest.fixture(scope="session")
def redis_url() -> str:
    return os.environ["TEST_REDIS_URL"]
