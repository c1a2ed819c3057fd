"""What is installed is pinned and hashed, and nothing that is kept names where it came from or was made."""

import re
import subprocess
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

pytestmark = pytest.mark.once

ROOT = Path(__file__).parent.parent
COMPILED = ["base", "dev", "uv"]
# In pieces, so that this file passes its own test.
REGISTRIES = [
    ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("yarnpkg", "com"),
    ("deb", "debian", "org"), ("security", "debian", "org"), ("proxy", "golang", "org"), ("crates", "io"),
]  # fmt: skip


def compiled(name: str) -> dict[str, tuple[str, list[str]]]:
    """The pin and the hashes of each package."""
    text = re.sub(r"\s*#.*", "", (ROOT / f"requirements/{name}.txt").read_text()).replace("\\\n", " ")
    lines = [line.split("--hash=") for line in text.splitlines() if line.strip()]
    return {canonicalize_name(Requirement(line[0].strip()).name): (line[0].strip(), line[1:]) for line in lines}


def kept() -> list[Path]:
    """Every file that is, or is about to be, committed."""
    listing = subprocess.check_output(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, text=True
    )
    return [path for name in listing.split("\0") if name and (path := ROOT / name).is_file()]


def naming(pattern: str) -> list[str]:
    found = re.compile(pattern.encode(), re.IGNORECASE)
    return [str(path.relative_to(ROOT)) for path in kept() if found.search(path.read_bytes())]


@pytest.mark.parametrize("name", COMPILED)
def test_every_requirement_is_pinned_and_hashed(name):
    for pin, hashes in compiled(name).values():
        assert re.fullmatch(r"[a-z0-9._-]+(\[[a-z0-9,_-]+\])?==\S+( ;.*)?", pin)
        assert hashes
        assert all(re.fullmatch("sha256:[0-9a-f]{64}", one.strip()) for one in hashes)


@pytest.mark.parametrize("name", COMPILED)
def test_every_requirement_that_is_asked_for_is_compiled(name):
    lines = (ROOT / f"requirements/{name}.in").read_text().splitlines()
    asked = [Requirement(line) for line in lines if line and not line.startswith(("#", "-r"))]
    pins = {package: Requirement(pin).specifier for package, (pin, _) in compiled(name).items()}
    for one in asked:
        (pinned,) = pins[canonicalize_name(one.name)]
        assert one.specifier.contains(pinned.version), f"Run `make lock`: {one} became {pinned}"


def test_what_is_tested_is_what_runs():
    dev = compiled("dev")
    assert {name: dev.get(name) for name in compiled("base")} == compiled("base")


def test_no_requirement_names_an_address():
    assert [path.name for path in (ROOT / "requirements").iterdir() if "://" in path.read_text()] == []


@pytest.mark.parametrize("registry", REGISTRIES, ids=".".join)
def test_no_file_names_a_registry(registry):
    assert naming(r"(?<![\w-])" + re.escape(".".join(registry)) + r"(?![\w-])") == []


@pytest.mark.parametrize("folder", [ROOT, Path.home()], ids=["checkout", "home"])
def test_no_file_names_a_folder_of_the_machine_it_was_written_on(folder):
    assert naming(re.escape(f"{folder}/")) == []
