"""A vendor's answer to one question as a form. Each stands by itself: one that is refused holds back no other."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from governance.core.errors import StaleRecord
from governance.core.files import acceptable
from governance.questionnaires.asking import AskedForm, way

from . import replying
from .models import Reply


class ReplyForm(AskedForm):
    note = forms.CharField(
        label=_("Explain, if you like"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
    file = forms.FileField(label=_("Add a file"), required=False, validators=[acceptable])

    def __init__(self, *args: Any, instance: Reply, more: int = 0, **kwargs: Any) -> None:
        self.instance, self.item = instance, instance.question.item
        self.way = way(self.item, more=more)
        told = {"note": instance.note, "seen_version": instance.version}
        super().__init__(*args, initial=told | dict(self.way.shown(instance.value)), **kwargs)
        self.asked = self.way.fields(instance.value)
        hidden = set() if self.item.kind == "file" else {"file"}
        self.fields = {**self.asked, **{name: one for name, one in self.fields.items() if name not in hidden}}

    def keep(self, today: dt.date) -> None:
        """Saves what was changed; where a colleague did too, the form comes back and says how."""
        said = self.cleaned_data
        told = {"note": said["note"], "seen_version": said["seen_version"], "file": said.get("file"), "today": today}
        try:
            self.instance = replying.answer(self.instance, self.way.read(said), **told)
            self.see(self.instance.version)
        except StaleRecord as error:
            theirs = error.stored.get_value_display() or _("no answer")
            self.see(error.stored.version)
            told = _("A colleague has answered “%(reply)s” meanwhile. Save again to put yours in place.")
            self.add_error(None, ValidationError(told, params={"reply": theirs}))
        except ValidationError as error:
            self.add_error(None, error.messages)
