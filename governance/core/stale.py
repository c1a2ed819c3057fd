"""Two people, one form: a second save is refused in words, and what both typed is kept."""

from typing import Any

from django import forms
from django.db import models
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from .sending import is_as_shown, sent
from .snapshots import display

CHANGED = _("Somebody has changed this since you opened it, so nothing was saved. Your entries are below.")
GONE = _("Somebody has taken this out since you opened it, so nothing was saved. Your entries are below.")
UNKNOWN = _("This form does not say which version you saw, so nothing was saved. Your entries are below.")
AGAIN = _("Check them, then save again.")


def is_sealed(field: models.Field) -> bool:
    """Whether its column holds what only its own name opens, such as the name of a contact person."""
    return getattr(field, "is_sealed", False)


def shown(field: models.Field, row: Any) -> Any:
    """What a form shows of a field, of a row or of a version of it."""
    return getattr(row, field.name) if is_sealed(field) else field.value_from_object(row)


class TrackedForm(forms.ModelForm):
    """A model form that knows which version it showed (`seen_version`) and takes the reason for the change.

    When somebody saved in between, the form comes back with their values where this person had changed nothing,
    this person's own values where they had, and an error that names each field in question.
    """

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why this change"),
        required=False,
        max_length=500,
        help_text=_("Kept in the history beside your name."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= {one.name: shown(one, self.instance) for one in self._model_fields() if is_sealed(one)}
        if not self.instance.pk:
            return
        self.fields["seen_version"].initial = self.instance.version
        for field in self._model_fields():
            if hasattr(self.fields[field.name], "keep"):
                self.fields[field.name].keep(field.value_from_object(self.instance))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk:
            self._leave_as_stored(cleaned)
            self._refuse_if_stale(cleaned)
        return cleaned

    def _model_fields(self) -> list[models.Field]:
        return [field for field in self.instance._meta.concrete_fields if field.name in self.fields]

    def _leave_as_stored(self, cleaned: dict[str, Any]) -> None:
        """What came back as it was shown stays as stored: fractions of a second, line ends, what is now refused."""
        for field in self._model_fields():
            plain = not isinstance(field, models.ForeignKey | models.FileField)
            if plain and is_as_shown(self[field.name], shown(field, self.instance)):
                self._errors.pop(field.name, None)
                cleaned[field.name] = shown(field, self.instance)

    def _get_validation_exclusions(self) -> set[str]:
        """A file that stays was looked at when it came: it is not opened and read again."""
        files = {field.name for field in self._model_fields() if isinstance(field, models.FileField)}
        return super()._get_validation_exclusions() | (files - set(self.changed_data))

    def _refuse_if_stale(self, cleaned: dict[str, Any]) -> None:
        seen = cleaned.get("seen_version")
        stored = type(self.instance)._base_manager.select_for_update().filter(pk=self.instance.pk).first()
        if stored is None:
            self._tell([GONE])
        elif seen != stored.version:
            told = self._merged(seen, stored)
            self._tell([UNKNOWN if seen is None else CHANGED, *told, AGAIN])

    def _tell(self, told: list[Any]) -> None:
        """A tick to take a row out counts for what was seen only, so it waits for the next save."""
        self.cleaned_data.pop(DELETION_FIELD_NAME, None)
        self._errors.pop("seen_version", None)
        self.add_error(None, [forms.ValidationError(line, code="stale") for line in told])

    def _merged(self, seen: int | None, stored: Any) -> list[str]:
        history = type(stored).history.filter(id=stored.pk, version=seen).order_by("history_id")
        base = history.first() if seen is not None else None
        self.data = self.data.copy()
        self.data[self.add_prefix("seen_version")] = str(stored.version)
        return [line for field in self._model_fields() for line in self._settle(field, base, stored)]

    def _settle(self, field: models.Field, base: Any, stored: Any) -> list[str]:
        bound, theirs, before = self[field.name], shown(field, stored), shown(field, base) if base else None
        if theirs == before if base else is_as_shown(bound, theirs):
            return []
        told = {"field": field.verbose_name, "value": display(stored, field) or _("nothing")}
        if base and (is_as_shown(bound, before) or is_as_shown(bound, theirs)):
            self._errors.pop(field.name, None)
            for name, values in sent(bound.field.widget, bound.html_name, theirs).items():
                self.data.setlist(name, values)
            return [format_html(str(_("“{field}” is now “{value}”, as they saved it.")), **told)]
        return [format_html(str(_("“{field}” is now “{value}”; yours would replace it.")), **told)]
