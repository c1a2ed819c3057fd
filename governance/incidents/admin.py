"""Registers of incidents and of the actions on them."""

from django.contrib import admin
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from governance.core.admin import PartStack, PartTable, RecordAdmin
from governance.persons.forms import PersonalForm

from .models import Action, Incident, Informant, Lesson, TimelineEntry, Track
from .models.tracks import UNANSWERED


class TimelineStack(PartStack):
    model = TimelineEntry
    fields = ("at", "text")


class Informants(PartTable):
    form = PersonalForm
    model = Informant
    fields = ("full_name", "address", "relation")
    extra = 0


class LessonStack(PartStack):
    model = Lesson
    fields = ("teaches", "text", "link", "vendor", "person", "due_on", "done_on")
    extra = 0


@admin.register(Incident)
class IncidentAdmin(RecordAdmin):
    list_display = ("reference_link", "name", "state_pill", "severity", "next_due", "people_affected", "owner")
    list_filter = ("state", "severity", "kind", "risk", "disclosure", "confidential")
    search_fields = ("reference", "name", "vendor__name")
    search_help_text = _("Search by reference, name or vendor.")
    fieldsets = [
        (None, {"fields": ["name", "description", "kind", "severity", "owner"]}),
        (_("When"), {"fields": ["occurred", "found", "suspected", "aware_at", "aware_why", "reported", "goes_on"]}),
        (_("Where the law asks for notices"), {"fields": ["jurisdictions", "nis2"]}),
        (
            _("Whom and what it touches"),
            {
                "fields": [
                    "vendor", "activity", "disclosure", "people_kinds", "people_affected", "records_affected",
                    "categories",
                ]
            },
        ),
        (_("Why it happened, and what follows"), {"fields": ["cause", "consequences", "measures", "contact"]}),
        (_("What is learned"), {"fields": ["no_lessons_why"]}),
        (_("Who may see it"), {"fields": ["confidential"]}),
    ]  # fmt: skip
    inlines = (LessonStack, TimelineStack, Informants)

    def get_queryset(self, request):
        running = Track.objects.filter(UNANSWERED, incident=OuterRef("pk")).order_by("target_at")
        return super().get_queryset(request).annotate(next_due_at=Subquery(running.values("target_at")[:1]))

    @admin.display(description=_("next deadline"), ordering="next_due_at")
    def next_due(self, incident: Incident):
        return incident.next_due_at

    def get_readonly_fields(self, request, obj=None) -> list[str]:
        """The moment that clocks run from is corrected on the page of the incident, with a reason."""
        fixed = super().get_readonly_fields(request, obj)
        return [*fixed, "aware_at"] if obj is not None and obj.aware_at else fixed


@admin.register(Action)
class ActionAdmin(RecordAdmin):
    list_display = ("reference_link", "name", "state_pill", "incident", "due_on", "owner")
    search_fields = ("reference", "name")
    fieldsets = [
        (None, {"fields": ["incident", "name", "owner", "due_on"]}),
        (_("Who may see it"), {"fields": ["confidential"]}),
    ]
