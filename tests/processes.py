"""What runs on this machine, as Linux tells it."""

import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Process:
    pid: int
    parent: int
    session: int
    command: str


def running() -> list[Process]:
    """Without the dead that only wait to be collected."""
    found = map(_read, (path for path in Path("/proc").iterdir() if path.name.isdigit()))
    return [process for process in found if process]


def _read(path: Path) -> Process | None:
    try:
        state, parent, _group, session = (path / "stat").read_text().rpartition(")")[2].split()[:4]
        command = (path / "cmdline").read_text().replace("\0", " ")
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if state == "Z" else Process(int(path.name), int(parent), int(session), command)


def left_in(sessions: list[int]) -> list[Process]:
    """What still runs in these sessions after the moment that it takes to be gone."""
    deadline = time.monotonic() + 5
    while (found := [one for one in running() if one.session in sessions]) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found
