"""Programs that start together and end together, however the end comes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Self

LAUNCH = Path(__file__).with_name("launch.py")
PAUSE = 0.1  # seconds between two looks
GRACE = 3.0  # seconds to end in good order before being killed

Child = subprocess.Popen[bytes]


class Together:
    """`with Together({name: command}) as programs: programs.watch()`: leaving the block ends all of them.

    SIGINT, SIGTERM and SIGHUP ask for the end; so does the end of any program.
    """

    def __init__(self, commands: Mapping[str, Sequence[str]]) -> None:
        self.commands = commands
        self.children: dict[str, Child] = {}
        self.asked_to_stop = False
        self.ended: dict[str, int] = {}

    def __enter__(self) -> Self:
        self._handlers = {number: signal.signal(number, self._ask_to_stop) for number in _signals()}
        try:
            for name, command in self.commands.items():
                self.children[name] = _start(command)
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        self._end()

    def watch(self, until: Callable[[], bool] = lambda: False) -> bool:
        """True as soon as `until` holds, False when the end was asked for or a program ended by itself."""
        while not self.asked_to_stop and not self._ended_by_themselves():
            if until():
                return True
            time.sleep(PAUSE)
        return False

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.asked_to_stop = True

    def _ended_by_themselves(self) -> dict[str, int]:
        codes = {name: child.poll() for name, child in self.children.items()}
        self.ended = {name: code for name, code in codes.items() if code is not None}
        return self.ended

    def _end(self) -> None:
        _stop(self.children.values())
        for number, handler in self._handlers.items():
            signal.signal(number, handler)


def _signals() -> list[signal.Signals]:
    """A closed terminal asks for the end too, unless it was said that it should not (nohup)."""
    hung_up = [signal.SIGHUP] if signal.getsignal(signal.SIGHUP) == signal.SIG_DFL else []
    return [signal.SIGINT, signal.SIGTERM, *hung_up]


def _start(command: Sequence[str]) -> Child:
    """In a session of its own: Ctrl-C reaches the supervisor only, and what the program starts belongs to it."""
    launched = [sys.executable, str(LAUNCH), str(os.getpid()), *command]
    return subprocess.Popen(launched, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 - our own commands.


def _stop(children: Collection[Child]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    _wait(children, time.monotonic() + GRACE)
    for child in children:
        with suppress(ProcessLookupError, PermissionError):  # Nothing was left; macOS says the second.
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _wait(children: Collection[Child], deadline: float) -> None:
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(0, deadline - time.monotonic()))
