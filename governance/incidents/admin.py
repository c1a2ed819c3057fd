"""Registers of incidents and of the actions on them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from governance.core.admin import PartStack, RecordAdmin

from .models import Action, Incident, TimelineEntry


class TimelineStack(PartStack):
    model = TimelineEntry
    fields = ("at", "text")


@admin.register(Incident)
class IncidentAdmin(RecordAdmin):
    list_display = ("reference_link", "name", "state_pill", "severity", "people_affected", "owner")
    list_filter = ("state", "severity", "kind", "disclosure", "confidential")
    search_fields = ("reference", "name", "vendor__name")
    search_help_text = _("Search by reference, name or vendor.")
    fieldsets = [
        (None, {"fields": ["name", "description", "kind", "severity", "owner"]}),
        (_("When"), {"fields": ["occurred", "found", "aware_at"]}),
        (
            _("Whom and what it touches"),
            {"fields": ["vendor", "activity", "disclosure", "people_affected", "records_affected", "categories"]},
        ),
        (_("Why it happened"), {"fields": ["cause"]}),
        (_("Who may see it"), {"fields": ["confidential"]}),
    ]
    inlines = (TimelineStack,)


@admin.register(Action)
class ActionAdmin(RecordAdmin):
    list_display = ("reference_link", "name", "state_pill", "incident", "due_on", "owner")
    search_fields = ("reference", "name")
    fieldsets = [
        (None, {"fields": ["incident", "name", "owner", "due_on"]}),
        (_("Who may see it"), {"fields": ["confidential"]}),
    ]
