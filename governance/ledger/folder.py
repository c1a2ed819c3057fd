"""The folder of checkpoints outside of the database: each is written once, and all are witnesses when verifying."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from . import keys, notes
from .models import Checkpoint


class Contradicted(RuntimeError):
    """The folder holds another checkpoint of the same size. It is a witness against this ledger, and stays."""


@dataclass
class Held:
    """What the folder holds; `faults` says by file why it is no checkpoint of this ledger."""

    heads: list[notes.Head] = field(default_factory=list)
    faults: dict[str, str] = field(default_factory=dict)


def is_elsewhere() -> bool:
    """Whether it lies outside of the data folder, and so, as far as one can tell from here, on another machine."""
    return not settings.LEDGER_WITNESS.is_relative_to(settings.DATA_DIR)


def write(head: Checkpoint) -> None:
    """The whole file or none, under a name that sorts by size. Raises OSError, or Contradicted and writes nothing."""
    folder = settings.LEDGER_WITNESS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path, text = folder / f"{head.size:012}.txt", head.note.encode()
    if path.exists():
        if path.read_bytes() != text:
            message = f"{path} holds another checkpoint of {head.size} entries. It is kept. Run verify_ledger."
            raise Contradicted(message)
        return
    draft = folder / f".{head.size}.part"
    draft.write_bytes(text)
    draft.replace(path)


def held() -> Held:
    """Nothing where nothing was ever written. Raises OSError if the folder cannot be read."""
    found, ours = Held(), keys.current()
    for path in _files():
        try:
            head = notes.opened(path.read_text(), ours.origin, ours.public)
        except (notes.BadNote, OSError, UnicodeDecodeError) as error:
            found.faults[path.name] = str(error)
            continue
        if head.size != int(path.stem):
            found.faults[path.name] = f"It holds the checkpoint of {head.size} entries."
        found.heads.append(head)
    return found


def _files() -> Iterator[Path]:
    try:
        paths = sorted(settings.LEDGER_WITNESS.iterdir())
    except FileNotFoundError:
        return
    yield from (path for path in paths if path.suffix == ".txt" and path.stem.isdecimal())
