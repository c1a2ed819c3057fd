"""Files on their way in: kept between the preview and the import, one set a person, never served to anybody."""

import io
import logging
import re
import secrets
import zipfile
import zlib
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from governance.core.reading import Source

logger = logging.getLogger(__name__)
FOLDER = "imports"
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError)


def keep(user, files: Iterable[Source]) -> str:
    """Gives the token under which they are found again; what this person had uploaded before is dropped."""
    drop(user)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in files:
            archive.writestr(one.name, one.content)
    token = secrets.token_hex(16)
    default_storage.save(_path(user, token), ContentFile(packed.getvalue()))
    return token


def kept(user, token: str) -> list[Source]:
    """Empty when they are no longer there: imported, replaced by a newer upload, or damaged on the disk."""
    if not re.fullmatch(r"[0-9a-f]{32}", token) or not default_storage.exists(_path(user, token)):
        return []
    try:
        with default_storage.open(_path(user, token)) as packed, zipfile.ZipFile(packed) as archive:
            return [Source(one.filename, archive.read(one)) for one in archive.infolist()]
    except DAMAGED:
        logger.exception("The upload that was kept for person %s is damaged; they are asked for it again.", user.pk)
        return []


def drop(user) -> None:
    if default_storage.exists(_folder(user)):
        for name in default_storage.listdir(_folder(user))[1]:
            default_storage.delete(f"{_folder(user)}/{name}")


def _folder(user) -> str:
    return f"{FOLDER}/{user.pk}"


def _path(user, token: str) -> str:
    return f"{_folder(user)}/{token}.zip"
