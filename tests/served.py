"""The product itself, started as whoever runs it would."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from .processes import running

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


class Served:
    """A running Fairhold with a data folder and a port of its own, started in a folder that is not the code's."""

    def __init__(self, data: Path, *arguments: str, **settings: str) -> None:
        self.port = settings.setdefault("PORT", str(free_port()))
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TEMP", "TMPDIR"}}
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), "serve", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=data.parent,
            env=kept | {"FAIRHOLD_DATA": str(data)} | settings,
        )

    def read_until(self, line: str) -> str:
        """Ends with the line that begins so, or with all that was said."""
        said = ""
        while said.count("\n" + line) == 0 and (more := self.process.stdout.readline()):
            said += more if said else "\n" + more
        return said

    def stop(self) -> str:
        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=30)[0]

    def said(self) -> str:
        return self.process.communicate(timeout=60)[0]

    def programs(self) -> dict[int, str]:
        """The command lines of what it started, by process id, which is also the id of a session."""
        return {one.pid: one.command for one in running() if one.parent == self.process.pid}

    def status(self, path: str) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.status


@pytest.fixture
def serve(tmp_path):
    started = []

    def start(*arguments: str, **settings: str) -> Served:
        started.append(Served(tmp_path / "data", *arguments, **settings))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.communicate()
