"""The form with which files come in."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from governance.core import policy
from governance.core.reading import Source

from .entries import Format, formats


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several; gives them as sources. All of them together have the limit of one upload."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Source]:
        uploads = [super(FilesField, self).clean(one, initial) for one in data or [None]]
        if sum(one.size for one in uploads) > settings.UPLOAD_LIMIT:
            told = _("These files are too large: at most %(size)s MB together.")
            raise ValidationError(told, params={"size": settings.UPLOAD_LIMIT // 2**20})
        names = [one.name for one in uploads]
        if len(set(names)) < len(names):
            raise ValidationError(_("Two of these files have the same name. Rename one of them."))
        return [Source(one.name, one.read()) for one in sorted(uploads, key=lambda one: one.name)]


class ImportForm(forms.Form):
    format = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect)
    files = FilesField(label=_("Files"), help_text=_("One or more, up to 20 MB together. Nothing is changed yet."))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].choices = [(one.code, one.label) for one in open_to(user)]


def open_to(user) -> list[Format]:
    """The formats of which this person may change every record: what is known already may follow its source."""
    return [one for one in formats.values() if all(policy.may(user, policy.CHANGE, model) for model in one.models)]
