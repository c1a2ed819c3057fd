"""The supervisor with real programs: whatever ends, nothing is left."""

import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

from governance.core.supervisor import Together

from .processes import Process, left_in, running

pytestmark = pytest.mark.once

SUPERVISOR = """
import sys
from governance.core.supervisor import Together

def told(line):
    print(line, flush=True)

programs = {name: [sys.executable, "-c", code] for name, code in zip("ab", sys.argv[1:])}
with Together(programs) as together:
    told(" ".join(str(child.pid) for child in together.children.values()))
    together.watch()
told(f"asked_to_stop={together.asked_to_stop} ended={together.ended}")
"""
SLEEP = "import time; time.sleep(600)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEP}"
PARENT = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {STUBBORN!r}]); {SLEEP}"
SHORT = "import sys, time; time.sleep(1); sys.exit(3)"


class Run:
    """A supervisor in a process of its own, with the programs it started."""

    def __init__(self, *codes: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR, *codes],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parent.parent,
        )
        self.children = [int(pid) for pid in self.process.stdout.readline().split()]
        time.sleep(0.5)  # The programs get as far as their own first line.

    def told(self) -> str:
        return self.process.communicate(timeout=20)[0].strip()

    def running(self) -> list[Process]:
        return [one for one in running() if one.session in self.children]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_signal_stops_all_programs(number):
    run = Run(SLEEP, SLEEP)
    assert len(run.running()) == 2
    run.process.send_signal(number)
    assert run.told() == "asked_to_stop=True ended={}"
    assert left_in(run.children) == []


def test_ctrl_c_stops_programs_that_will_not_and_what_they_started_within_five_seconds():
    run = Run(STUBBORN, PARENT)
    assert len(run.running()) == 3
    begun = time.monotonic()
    run.process.send_signal(signal.SIGINT)
    assert run.told() == "asked_to_stop=True ended={}"
    assert time.monotonic() - begun < 5
    assert left_in(run.children) == []


def test_the_end_of_one_program_stops_the_others_and_is_told():
    run = Run(SHORT, SLEEP)
    assert run.told() == "asked_to_stop=False ended={'a': 3}"
    assert left_in(run.children) == []


def test_a_program_that_was_killed_stops_the_others_and_is_told():
    run = Run(SLEEP, SLEEP)
    os.kill(run.children[1], signal.SIGKILL)
    assert run.told() == "asked_to_stop=False ended={'b': -9}"
    assert left_in(run.children) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a program that its parent was killed")
def test_killing_the_supervisor_outright_leaves_no_program():
    run = Run(SLEEP, STUBBORN)
    run.process.kill()
    assert run.told() == ""
    assert left_in(run.children) == []


def test_a_closed_terminal_does_not_stop_what_was_told_to_outlive_it():
    code = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)" + SUPERVISOR
    process = subprocess.Popen([sys.executable, "-c", code, SLEEP], stdout=subprocess.PIPE, text=True)
    process.stdout.readline()
    process.send_signal(signal.SIGHUP)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1)
    process.send_signal(signal.SIGTERM)
    assert process.communicate(timeout=20)[0] == "asked_to_stop=True ended={}\n"


def test_a_program_that_cannot_be_started_stops_those_that_were():
    before = signal.getsignal(signal.SIGTERM)
    marked = f"{SLEEP}  # {uuid.uuid4()}"
    with pytest.raises(ValueError, match="null byte"), Together({"a": [sys.executable, "-c", marked], "b": ["\0"]}):
        pass
    assert [one for one in running() if marked in one.command] == []
    assert signal.getsignal(signal.SIGTERM) == before
