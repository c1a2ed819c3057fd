"""After a backup was restored: whoever was erased since it was made is erased again."""

import datetime as dt
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from governance.core.acting import acting
from governance.core.proof import Unproved

from . import certificates, erasing, sweeping
from .models import DataSubject

WHY = "A backup was restored, and the ledger had recorded this."
logger = logging.getLogger(__name__)


@dataclass
class Replayed:
    """How many were erased again; `refused` says of a file why it proves nothing."""

    erased: int = 0
    refused: list[str] = field(default_factory=list)


def replay(files: Iterable[Path] = ()) -> Replayed:
    """By the certificates in the folder and in these files, and by what the database itself says."""
    done, told = Replayed(), {}
    for path in [*sorted(certificates.folder().glob("*.json")), *files]:
        try:
            told |= dict(certificates.erased(certificates.read(path)))
        except Unproved as error:
            done.refused.append(f"{path}: {error}")
            logger.exception("This is no certificate of an erasure: %s", path)
    for subject in DataSubject.objects.filter(Q(uuid__in=told) | Q(erased_on__isnull=False)):
        done.erased += _again(subject, told.get(str(subject.uuid), subject.erased_on))
    if done.erased:
        transaction.on_commit(sweeping.sweep, robust=True)
    return done


@transaction.atomic
def _again(subject: DataSubject, day: dt.date) -> bool:
    is_whole = hasattr(subject, "key") or subject.found_by.exists()
    if subject.erased_on and not is_whole:
        return False
    with acting(reason=WHY):
        erasing.erase(subject, day)
    return True
