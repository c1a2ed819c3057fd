"""Registers of vendors and agreements."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from governance.core.admin import RecordAdmin

from .models import Agreement, Vendor


@admin.register(Vendor)
class VendorAdmin(RecordAdmin):
    list_display = ("reference_link", "name", "state_pill", "role", "owner", "review_on")
    list_filter = ("state", "role", "personal_data", "criticality", "confidential")
    search_fields = ("reference", "name", "service")
    search_help_text = _("Search by reference, name or what they do.")
    fieldsets = [
        (None, {"fields": ["name", "service", "owner"]}),
        (_("Personal data"), {"fields": ["personal_data", "role", "criticality"]}),
        (_("Where to find them"), {"fields": ["country", "website", "privacy_policy", "contact"]}),
        (_("Review"), {"fields": ["review_on"]}),
        (_("Who may see it"), {"fields": ["confidential"]}),
    ]


@admin.register(Agreement)
class AgreementAdmin(RecordAdmin):
    list_display = ("reference_link", "name", "state_pill", "vendor", "ends_on", "owner")
    list_filter = ("state", "kind", "confidential")
    search_fields = ("reference", "name", "vendor__name")
    search_help_text = _("Search by reference, name or vendor.")
    fieldsets = [
        (None, {"fields": ["vendor", "name", "kind", "owner", "file"]}),
        (_("Dates"), {"fields": ["signed_on", "starts_on", "ends_on", "notice_days", "renews", "review_on"]}),
        (_("Who may see it"), {"fields": ["confidential"]}),
    ]
