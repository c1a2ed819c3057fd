"""The programs that Fairhold consists of while it runs, as `serve` starts them."""

import http.client
import sys
from urllib.parse import urlsplit

from django.conf import settings

# An address that means "all of this machine", and where to knock then.
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared with, not bound to.
QUIET = ("--loglevel", "WARNING")
ALONE = ("--without-gossip", "--without-mingle", "--without-heartbeat")


def commands(bind: str, port: int) -> dict[str, list[str]]:
    return {"web": web(bind, port), "worker": worker(), "beat": beat()}


def web(bind: str, port: int) -> list[str]:
    """One process with threads: all of them share what is cached. Requests in progress get two seconds at the end."""
    address = f"[{bind}]:{port}" if ":" in bind else f"{bind}:{port}"
    threads = ["--workers", "1", "--worker-class", "gthread", "--threads", "4", "--graceful-timeout", "2"]
    told = ["--log-level", "warning", "--no-control-socket"]
    return [sys.executable, "-m", "gunicorn", "governance.wsgi", "--bind", address, *threads, *told]


def worker() -> list[str]:
    """Celery's page of text about running as root is one line in `serve`."""
    return _celery("worker", "--pool", "threads", "--concurrency", "2", *ALONE, *QUIET)


def beat() -> list[str]:
    """A process of its own, and the only one: each more would do everything once more."""
    return _celery("beat", "--schedule", str(settings.DATA_DIR / "beat"), "--pidfile", "", *QUIET)


def make_broker_folders() -> None:
    """The default broker needs no server, only folders that nobody else can read."""
    for folder in (settings.BROKER_DIR, settings.BROKER_DIR / "queue", settings.BROKER_DIR / "control"):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)


def web_answers(bind: str, port: int) -> bool:
    """Any answer counts. It is asked under the site's own name, so that no foreign host is logged."""
    connection = http.client.HTTPConnection(EVERYWHERE.get(bind, bind), port, timeout=1)
    try:
        connection.request("HEAD", "/", headers={"Host": urlsplit(settings.SITE_URL).netloc})
        return connection.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _celery(*arguments: str) -> list[str]:
    about_root = "ignore:You're running the worker with superuser"
    return [sys.executable, "-W", about_root, "-m", "celery", "--quiet", "--app", "governance", *arguments]
