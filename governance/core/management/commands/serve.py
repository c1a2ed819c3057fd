"""Fairhold under one command: web, worker and beat, on whatever database and broker the settings name."""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from governance.core import programs
from governance.core.supervisor import Together
from governance.env import Env


class Command(BaseCommand):
    help = "Start Fairhold: web, worker and beat under one command. Ctrl-C stops all of it."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--demo", action="store_true", help="load the example organisation first, if it is missing")

    def handle(self, *, demo: bool, **options) -> None:
        env = Env()
        bind, port = env.text("FAIRHOLD_BIND", "127.0.0.1"), env.number("PORT", 8000, least=1, most=65535)
        os.umask(0o077)  # Whatever is written to the data folder is for this user only.
        with only_one_on_this_data():
            refuse_taken(bind, port)
            try:
                self.prepare(demo=demo)
                self.run(bind, port, demo=demo)
            except KeyboardInterrupt:
                self.tell("Stopped before it had started.")

    def prepare(self, *, demo: bool) -> None:
        self.tell("Preparing the database and the static files ...")
        if not settings.REDIS_URL:
            programs.make_broker_folders()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("replay_erasures", stdout=self.stdout, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if demo:
            call_command("demo", load=True, stdout=self.stdout)
        if demo or apps.get_model("demo", "Demo").objects.exists():
            os.environ["FAIRHOLD_DEMO"] = "1"  # For the programs started below.
        if not demo and os.environ.get("FAIRHOLD_DEMO"):
            self.tell("This is the example organisation, whose password everybody knows. Keep real data elsewhere.")

    def run(self, bind: str, port: int, *, demo: bool) -> None:
        if os.geteuid() == 0 and not demo:
            self.tell("This runs as root. Give Fairhold a user of its own.")
        self.tell("Starting web, worker and beat ...")
        be_importable_from_anywhere()
        with Together(programs.commands(bind, port)) as together:
            if together.watch(until=lambda: programs.web_answers(bind, port)):
                self.tell(f"Fairhold is at {settings.SITE_URL} (Ctrl-C stops it).")
                together.watch()
            self.tell("Stopping ...")
        if together.ended and not together.asked_to_stop:
            told = " and ".join(f"{name} (exit code {code})" for name, code in together.ended.items())
            raise CommandError(f"Ended by itself: {told}. The rest was stopped; the reason stands above.")
        self.tell("Stopped.")

    def tell(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


@contextmanager
def only_one_on_this_data() -> Iterator[None]:
    """A second beat on the same data would do everything twice. The lock goes with the process, however it ends."""
    settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (settings.DATA_DIR / "serve.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            told = f"Fairhold is already running on the data in {settings.DATA_DIR}. Stop it first."
            raise CommandError(told) from None
        yield


def refuse_taken(bind: str, port: int) -> None:
    """Before anything is prepared: gunicorn would find out last, and try again for seconds."""
    try:
        socket.create_server((bind, port), family=socket.AF_INET6 if ":" in bind else socket.AF_INET).close()
    except OSError as error:
        reason = os.strerror(error.errno)
        told = f"Port {port} of {bind} cannot be used ({reason}). Choose another, such as PORT={port + 1}."
        raise CommandError(told) from None


def be_importable_from_anywhere() -> None:
    """The programs keep the current folder, which relative paths in the settings count from."""
    found = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(settings.BASE_DIR), *([found] if found else [])])
