"""`manage.py serve` for real: it starts, answers, refuses what cannot work, and leaves nothing."""

import os
import re
import signal
import socket
import time
import uuid

import psycopg
import pytest

from .processes import left_in

pytestmark = pytest.mark.once


def test_without_any_setting_it_serves_until_ctrl_c_and_leaves_nothing(serve, tmp_path):
    served = serve()
    assert f"Fairhold is at http://127.0.0.1:{served.port} (Ctrl-C stops it)." in served.read_until("Fairhold is at")
    programs = served.programs()
    assert sorted(re.findall("gunicorn|worker --pool|beat --schedule", " ".join(programs.values()))) == [
        "beat --schedule", "gunicorn", "worker --pool",
    ]  # fmt: skip
    assert served.status("/login/") == 200
    assert "Fairhold is already running on the data in" in serve().said()
    begun = time.monotonic()
    assert served.stop().endswith("Stopped.\n")
    assert time.monotonic() - begun < 6
    assert served.process.returncode == 0
    assert left_in([*programs]) == []
    readable = [path for path in (tmp_path / "data").rglob("*") if path.is_file() and path.stat().st_mode & 0o077]
    assert readable == []


def test_killing_it_outright_leaves_nothing_and_it_starts_again_on_the_same_data(serve, tmp_path):
    served = serve()
    served.read_until("Fairhold is at")
    programs, key = served.programs(), (tmp_path / "data/secret.key").read_text()
    assert len(programs) == 3
    served.process.kill()
    assert left_in([*programs]) == []
    again = serve(PORT=served.port)
    assert "Fairhold is at" in again.read_until("Fairhold is at")
    assert again.stop().endswith("Stopped.\n")
    assert (tmp_path / "data/secret.key").read_text() == key


def test_the_end_of_the_worker_ends_all_and_is_told(serve):
    served = serve()
    served.read_until("Fairhold is at")
    programs = served.programs()
    os.kill(next(pid for pid, args in programs.items() if "worker --pool" in args), signal.SIGKILL)
    assert "Ended by itself: worker (exit code -9)." in served.said()
    assert served.process.returncode == 1
    assert left_in([*programs]) == []


def test_a_port_that_is_taken_is_refused_in_words_before_anything_is_prepared(serve, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        served = serve(PORT=str(port))
        said = served.said()
    assert f"Port {port} of 127.0.0.1 cannot be used (Address already in use)." in said
    assert served.process.returncode == 1
    assert not (tmp_path / "data/fairhold.sqlite3").exists()


@pytest.mark.postgres
@pytest.mark.redis
def test_the_same_command_runs_on_postgresql_and_redis(serve, tmp_path, postgres_url, redis_url):
    name = f"serve_{uuid.uuid4().hex}"
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    served = serve(DATABASE_URL=postgres_url.rpartition("/")[0] + f"/{name}", REDIS_URL=redis_url)
    assert "Fairhold is at" in served.read_until("Fairhold is at")
    assert served.status("/login/") == 200
    served.stop()
    assert served.process.returncode == 0
    assert not (tmp_path / "data/broker").exists()
    assert not (tmp_path / "data/fairhold.sqlite3").exists()
