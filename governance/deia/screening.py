"""The screening as a form: several people may fill it in at once, and nobody's answer is lost."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from governance.core.errors import StaleRecord

from . import filling
from .models import Answer, Assessment
from .scoring import Reply


class AnswerForm(forms.Form):
    reply = forms.ChoiceField(label=_("Answer"), choices=Reply.choices, widget=forms.RadioSelect, required=False)
    note = forms.CharField(
        label=_("Explain in a sentence"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, instance: Answer, **kwargs: Any) -> None:
        shown = {"reply": instance.value or "", "note": instance.note, "seen_version": instance.version}
        super().__init__(*args, initial=shown, **kwargs)
        self.instance = instance

    def keep(self, by) -> None:
        """Saves what this person changed. Where somebody else did too, the form comes back and says how."""
        told = self.cleaned_data
        try:
            filling.save(self.instance, told["reply"], note=told["note"], by=by, seen_version=told["seen_version"])
        except StaleRecord as error:
            self._show(error.stored)
        except ValidationError as error:
            self.add_error("reply", error.messages)

    def _show(self, stored: Answer) -> None:
        theirs = stored.get_value_display() or _("no answer")
        told = _("Somebody else has answered “%(reply)s” meanwhile. Yours is below: save again to put it in place.")
        self.data = self.data.copy()
        self.data[self.add_prefix("seen_version")] = str(stored.version)
        self.add_error("reply", ValidationError(told, params={"reply": theirs}))


def forms_for(assessment: Assessment, data=None) -> list[AnswerForm]:
    answers = assessment.answers.to(assessment.questionnaire)
    return [AnswerForm(data, instance=answer, prefix=f"q{answer.pk}") for answer in answers]


def keep(found: list[AnswerForm], by) -> bool:
    """Whether all went in. Each answer stands by itself: one that could not be saved holds back no other."""
    for form in found:
        if form.is_valid() and form.has_changed():
            form.keep(by)
    return not any(form.errors for form in found)
