"""The register of questionnaires."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from governance.core.admin import PartStack, RecordAdmin
from governance.core.stale import TrackedForm

from .lines import ChoicesField
from .models import Question, Questionnaire, Section

RARE = {"columns", "limits", "visible_if", "shares"}


class QuestionForm(TrackedForm):
    """Choices as lines; what is rarely needed as JSON, checked with its place."""

    class Meta:
        model = Question
        fields = "__all__"
        field_classes = {"options": ChoicesField}
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in (*RARE, "text", "guidance", "example")}


class SectionStack(PartStack):
    model = Section
    fields = (("position", "code"), "title", "guidance", "visible_if")


class QuestionStack(PartStack):
    model = Question
    form = QuestionForm
    fields = (
        ("position", "key", "kind", "section"),
        "text",
        "guidance",
        "example",
        "options",
        ("required", "may_not_apply"),
        ("polarity", "weight", "combine"),
        "shares",
        ("evidence", "evidence_at"),
        ("trigger", "leads_to", "criteria"),
        "visible_if",
        "columns",
        "limits",
    )


@admin.register(Questionnaire)
class QuestionnaireAdmin(RecordAdmin):
    list_display = ("reference_link", "name", "state_pill", "key", "edition", "purpose")
    list_filter = ("state", "purpose", "confidential")
    search_fields = ("reference", "name", "key")
    fieldsets = [
        (None, {"fields": ["name", ("key", "edition"), "owner"]}),
        (_("What it is for"), {"fields": ["purpose", "guidance", "scoring", "thin", "written_by"]}),
    ]
    inlines = (SectionStack, QuestionStack)
