"""One answer as a form. Each stands by itself: one that could not be saved holds back no other."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from governance.core.errors import StaleRecord
from governance.deia import filling
from governance.deia.models import Answer
from governance.deia.prefilling import Suggestion
from governance.questionnaires import kinds
from governance.questionnaires.asking import AskedForm, way
from governance.questionnaires.saying import in_words
from governance.questionnaires.vocabulary import Confidence

SHARED = ("note", "not_applicable", "confidence")


class AnswerForm(AskedForm):
    note = forms.CharField(
        label=_("Explain in a sentence"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
    not_applicable = forms.CharField(
        label=_("It does not apply, because"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 1})
    )
    confidence = forms.ChoiceField(
        label=_("How sure are you?"), required=False, choices=[("", _("Not said")), *Confidence.choices]
    )
    file = forms.FileField(label=_("Add a file"), required=False)
    file_name = forms.CharField(label=_("What does it show?"), required=False, max_length=200)

    def __init__(
        self, *args: Any, instance: Answer, suggestion: Suggestion | None = None, more: int = 0, **kwargs: Any
    ) -> None:
        item = instance.question.item
        offered = suggestion.value if suggestion else None
        self.way = way(item, more=more, records=offered if item.kind == "relation" else None)
        self.instance, self.item = instance, item
        self.suggestion = suggestion if suggestion and suggestion.value != instance.value else None
        super().__init__(*args, initial=self._shown(instance), **kwargs)
        self.asked = self.way.fields(instance.value)
        self.fields = {**self.asked, **self._besides(instance)}

    def _shown(self, instance: Answer) -> dict[str, Any]:
        told = {name: getattr(instance, name) for name in SHARED}
        return told | dict(self.way.shown(instance.value)) | {"seen_version": instance.version}

    def _besides(self, instance: Answer) -> dict[str, forms.Field]:
        hidden = set() if instance.question.may_not_apply else {"not_applicable"}
        hidden |= set() if instance.question.evidence or instance.question.kind == "file" else {"file", "file_name"}
        return {name: field for name, field in self.fields.items() if name not in hidden}

    @property
    def place(self) -> str | None:
        """The field beside which an error of the answer stands; none where it has several."""
        return "value" if "value" in self.asked else None

    # What the page shows

    @property
    def suggested_words(self) -> str:
        return in_words(self.item, self.suggestion.value) if self.suggestion else ""

    # Saving

    def value(self) -> Any:
        return self.way.read(self.cleaned_data)

    def keep(self, by) -> None:
        """Saves what this person changed. Where somebody else did too, the form comes back and says how."""
        told = {name: self.cleaned_data.get(name, "") for name in SHARED}
        try:
            self.instance = filling.save(
                self.instance, self.value(), by=by, seen_version=self.cleaned_data["seen_version"], **told
            )
            if filling.says(self.instance, filling.said(self.value(), **told)):
                self.see(self.instance.version)
            self._attach(by)
        except StaleRecord as error:
            self._show(error.stored)
        except ValidationError as error:
            self.add_error(self.place, error.messages)

    def _attach(self, by) -> None:
        upload = self.cleaned_data.get("file")
        if not upload:
            return
        try:
            filling.attach(self.instance, upload, name=self.cleaned_data["file_name"] or upload.name[:200], by=by)
        except ValidationError as error:
            self.add_error("file", error.messages)

    def _show(self, stored: Answer) -> None:
        theirs = stored.get_value_display() or _("no answer")
        told = _("Somebody else has answered “%(reply)s” meanwhile. Yours is below: save again to put it in place.")
        self.see(stored.version)
        self.add_error(self.place, ValidationError(told, params={"reply": theirs}))


def forms_for(
    answers: Iterable[Answer],
    suggested: Mapping[str, Suggestion],
    data: Any = None,
    files: Any = None,
    more: Mapping[int, int] = {},
) -> list[AnswerForm]:
    """`more`: how many more empty rows an answer shows, by its number."""
    return [
        AnswerForm(
            data,
            files,
            instance=answer,
            suggestion=fitting(answer, suggested.get(answer.question.key)),
            more=more.get(answer.pk, 0),
            prefix=f"q{answer.pk}",
        )
        for answer in answers
    ]


def fitting(answer: Answer, suggestion: Suggestion | None) -> Suggestion | None:
    """A suggestion that this edition of the question takes."""
    return suggestion if suggestion and not kinds.wrong(answer.question.item, suggestion.value) else None


def keep(found: list[AnswerForm], by) -> bool:
    """Whether all went in."""
    for form in found:
        if form.is_valid() and form.has_changed():
            form.keep(by)
    return not any(form.errors for form in found)


def take_over(form: AnswerForm, by) -> None:
    """Puts what the registers say in place of the answer. Raises StaleRecord if somebody answered meanwhile."""
    found = form.suggestion
    if found:
        seen = form.cleaned_data["seen_version"] if form.is_bound else form.instance.version
        told = {"note": form.instance.note, "taken_from": found.source}
        filling.save(form.instance, found.value, by=by, seen_version=seen, **told)
