"""The secret key that is kept beside the data: made once, whole, and for nobody else to read."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from governance.secret import kept_key, long_enough

pytestmark = pytest.mark.once

MAKE = "import sys, pathlib; from governance.secret import kept_key; print(kept_key(pathlib.Path(sys.argv[1])))"


def test_a_key_is_made_once_and_readable_by_its_owner_only(tmp_path):
    path = tmp_path / "data" / "secret.key"
    key = kept_key(path)
    assert kept_key(path) == key == path.read_text()
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert list(path.parent.iterdir()) == [path]


def test_processes_that_start_at_once_all_read_the_same_key(tmp_path):
    command = [sys.executable, "-c", MAKE, str(tmp_path / "secret.key")]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _process in range(8)]
    keys = {process.communicate(timeout=60)[0].strip() for process in started}
    assert keys == {(tmp_path / "secret.key").read_text()}


@pytest.mark.parametrize("left", ["", "\n", "half a key"])
def test_a_file_that_holds_no_whole_key_is_told_and_not_used(tmp_path, left):
    path = tmp_path / "secret.key"
    path.write_text(left)
    with pytest.raises(ImproperlyConfigured, match=r"The file .*secret.key must hold a key of at least 50 characters"):
        kept_key(path)
    assert path.read_text() == left


def test_a_short_key_from_the_environment_is_refused_and_not_repeated():
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY must have at least 50") as refusal:
        long_enough("short and known")
    assert "known" not in str(refusal.value)
    assert long_enough("x" * 50) == "x" * 50
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY_FALLBACKS must have at least 50"):
        long_enough("short and known", "SECRET_KEY_FALLBACKS")


def test_an_address_with_a_path_stops_the_program_and_a_shouted_one_is_safe():
    """The settings read it through `Env.site`."""
    read = "from governance import settings; print(settings.SITE_URL, settings.SECURE)"
    base = {name: os.environ[name] for name in ("PATH", "FAIRHOLD_DATA")}

    def settings(url: str) -> subprocess.CompletedProcess:
        told = base | {"FAIRHOLD_URL": url}
        return subprocess.run([sys.executable, "-c", read], env=told, capture_output=True, text=True, check=False)

    assert settings("HTTPS://Fair.example/").stdout == "https://fair.example True\n"
    assert "FAIRHOLD_URL must be an address such as" in settings("https://fair.example/path").stderr
