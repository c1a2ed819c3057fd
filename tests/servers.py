"""Throw-away servers for the tests: made from the programs of this machine, gone with the block."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

# A crash of the machine may take the data along: speed is all that counts here.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")


def postgresql_programs() -> Path | None:
    """The folder with the newest initdb: on Debian it is not on the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else on_path and Path(on_path).parent


@contextmanager
def postgresql(programs: Path) -> Iterator[str]:
    """Yields the URL of an empty database. The server listens on a socket in a folder of its own, and nowhere else."""
    with tempfile.TemporaryDirectory(prefix="fairhold-") as folder:
        user = _unprivileged()
        shutil.chown(folder, *user.values()) if user else None
        data, options = f"{folder}/data", [part for option in CARELESS for part in ("-c", option)]
        made = [programs / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "--locale=C.UTF-8"]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL, cwd=folder, **user)
        url = f"postgresql://postgres@{quote(folder, safe='')}/postgres"
        with _running([programs / "postgres", "-D", data, "-k", folder, *options], Path(folder), user) as server:
            _wait(server, lambda: psycopg.connect(url).close(), psycopg.OperationalError)
            yield url


@contextmanager
def redis(program: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="fairhold-") as folder:
        port = _free_port()
        command = [
            program,
            "--port",
            str(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
            "--dir",
            folder,
        ]
        with _running(command, Path(folder), {}) as server:
            _wait(server, lambda: socket.create_connection(("127.0.0.1", port)).close(), OSError)
            yield f"redis://127.0.0.1:{port}/0"


def _unprivileged() -> dict[str, str]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    return {"user": "postgres", "group": "postgres"} if "postgres" in names else {"user": "nobody", "group": "nogroup"}


@contextmanager
def _running(command: list, folder: Path, user: dict[str, str]) -> Iterator[subprocess.Popen]:
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, start_new_session=True, **user)
        try:
            yield server
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)


def _wait(server: subprocess.Popen, knock: Callable[[], None], refusal: type[Exception]) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            return knock()
        except refusal:
            if server.poll() is not None or time.monotonic() > deadline:
                raise
        time.sleep(0.1)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]
