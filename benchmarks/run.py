"""Runs every benchmark in a database of its own and prints what it found. `make bench`, or `... run.py verify save`."""

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["FAIRHOLD_DATA"] = tempfile.mkdtemp(prefix="fairhold-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "governance.settings")


def main(names: list[str]) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks import findings, ledger

    call_command("migrate", verbosity=0)
    known = ledger.ALL | findings.ALL
    for name in names or known:
        print(f"{name:<10}{known[name]()}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
