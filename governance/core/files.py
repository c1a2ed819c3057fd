"""Files as evidence: named by their content, so that the name in history is its proof; read through a view."""

import hashlib
from pathlib import PurePath
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _

from . import policy
from .models import Tracked
from .pages import WorkPage, page

TYPES = {
    ".pdf": b"%PDF",
    ".docx": b"PK\x03\x04",
    ".odt": b"PK\x03\x04",
    ".png": b"\x89PNG",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
}
"""Accepted endings, and the bytes with which such a file begins."""


def path_by_content(row: models.Model, name: str, content: Any) -> str:
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    content.seek(0)
    return f"{row._meta.label_lower}/{digest.hexdigest()}/{get_valid_filename(name)[-80:]}"


def acceptable(upload: Any) -> None:
    """Raises ValidationError for a file that is too large, of another type, or not what its ending says."""
    ending = PurePath(upload.name).suffix.lower()
    if ending not in TYPES:
        raise ValidationError(
            _("Choose a file of one of these types: %(types)s."), params={"types": ", ".join(sorted(TYPES))}
        )
    if upload.size > settings.UPLOAD_LIMIT:
        raise ValidationError(
            _("This file is too large: at most %(size)s MB."), params={"size": settings.UPLOAD_LIMIT // 2**20}
        )
    upload.seek(0)
    if not upload.read(8).startswith(TYPES[ending]):
        raise ValidationError(_("The content of this file is not what its ending says."))
    upload.seek(0)


class EvidenceFile(FieldFile):
    @property
    def url(self) -> str:
        """The page that asks who may see the record."""
        opts = self.instance._meta
        return reverse("admin:download", args=[opts.app_label, opts.model_name, self.instance.pk, self.field.name])

    def save(self, name: str, content: Any, save: bool = True) -> None:  # noqa: FBT001, FBT002  as in Django's FieldFile
        super().save(path_by_content(self.instance, name, content), content, save)


class EvidenceField(models.FileField):
    """A file whose stored path holds the SHA-256 of its content."""

    attr_class = EvidenceFile

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"blank": True, "max_length": 255, "validators": [acceptable]} | options)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        return name, path, args, kwargs

    def generate_filename(self, instance, filename: str) -> str:
        return filename

    @staticmethod
    def sha256(stored: str) -> str:
        """The SHA-256 in a stored path."""
        return stored.split("/")[-2]


@page
class Download(WorkPage):
    """A file of a record that this person may see; always as an attachment."""

    path = "files/<slug:app>/<slug:model>/<int:pk>/<slug:field>/"
    name = "download"

    def get(self, request, app: str, model: str, pk: int, field: str):
        found = self._field(app, model, field)
        row = found.model.objects.visible_to(request.user).filter(pk=pk).first()
        if row is None or not policy.may(request.user, policy.VIEW, found.model, row) or not getattr(row, field):
            raise Http404
        stored = getattr(row, field)
        return FileResponse(stored.open(), as_attachment=True, filename=PurePath(stored.name).name)

    def _field(self, app: str, model: str, field: str) -> EvidenceField:
        try:
            found = apps.get_model(app, model)._meta.get_field(field)
        except (LookupError, FieldDoesNotExist) as error:
            raise Http404 from error
        if not isinstance(found, EvidenceField) or not issubclass(found.model, Tracked):
            raise Http404
        return found
