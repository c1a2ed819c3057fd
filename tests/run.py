"""Run all tests on SQLite, then on PostgreSQL what may differ there, and say what could not be run.

python tests/run.py [ARGUMENT OF PYTEST ...]
"""

import os
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack

import servers

DIFFERS = "not browser and not once"
NO_POSTGRESQL = "the tests on PostgreSQL (on Debian: apt-get install postgresql; or set TEST_POSTGRES_URL)"
NO_REDIS = "the tests with Redis (on Debian: apt-get install redis-server; or set TEST_REDIS_URL)"


def main(arguments: list[str]) -> int:
    with ExitStack() as started:
        urls = {"TEST_POSTGRES_URL": postgresql_url(started), "TEST_REDIS_URL": redis_url(started)}
        known = {name: url for name, url in urls.items() if url}
        codes = [pytest("SQLite", arguments, known)]
        if postgresql := known.get("TEST_POSTGRES_URL"):
            codes += [pytest("PostgreSQL", [*arguments, "-m", DIFFERS], known | {"DATABASE_URL": postgresql})]
    missing = [told for url, told in zip(urls.values(), (NO_POSTGRESQL, NO_REDIS), strict=True) if not url]
    for told in missing:
        print(f"Not run on this machine: {told}.")
    forbidden = missing and os.environ.get("CI", "").lower() in {"1", "true", "yes"}
    return next(filter(None, codes), 1 if forbidden else 0)


def postgresql_url(started: ExitStack) -> str | None:
    programs = servers.postgresql_programs()
    given = os.environ.get("TEST_POSTGRES_URL")
    return given or (started.enter_context(servers.postgresql(programs)) if programs else None)


def redis_url(started: ExitStack) -> str | None:
    program = shutil.which("redis-server")
    given = os.environ.get("TEST_REDIS_URL")
    return given or (started.enter_context(servers.redis(program)) if program else None)


def pytest(where: str, arguments: list[str], settings: dict[str, str]) -> int:
    """The settings of this shell are left out: what is tested is the product, not this machine's set-up."""
    print(f"\nRunning the tests on {where} ...", flush=True)
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    begun = time.monotonic()
    code = subprocess.run([sys.executable, "-m", "pytest", *arguments], env=kept | settings, check=False).returncode
    print(f"The tests on {where} took {time.monotonic() - begun:.0f} s.", flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
