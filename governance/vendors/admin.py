"""Registers of vendors and agreements."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from governance.core.admin import PartStack, PartTable, RecordAdmin
from governance.persons.forms import PersonalForm

from .models import Agreement, Certificate, PastBreach, ProcessorChange, SubProcessor, Transfer, Vendor, VendorContact


class Contacts(PartTable):
    form = PersonalForm
    model = VendorContact
    fields = ("full_name", "function", "email", "telephone")
    extra = 0


class Certificates(PartTable):
    model = Certificate
    fields = ("scheme", "scope", "issued_on", "valid_until", "file", "replaced")
    extra = 0


class Transfers(PartStack):
    model = Transfer
    fields = (("country", "mechanism"), "safeguards", ("outcome", "assessed_on", "recheck_on"), "file")
    extra = 0


class SubProcessors(PartTable):
    model = SubProcessor
    fk_name = "vendor"
    fields = ("is_vendor", "name", "country", "purpose", "since_on", "until_on")
    extra = 0


class ProcessorChanges(PartStack):
    model = ProcessorChange
    fields = ("what", ("told_on", "object_by", "answer"), "why")
    extra = 0


class PastBreaches(PartTable):
    model = PastBreach
    fields = ("happened", "what", "link")
    extra = 0


@admin.register(Vendor)
class VendorAdmin(RecordAdmin):
    list_display = ("reference_link", "name", "state_pill", "role", "owner", "review_on")
    list_filter = ("state", "role", "personal_data", "criticality", "confidential")
    search_fields = ("reference", "name", "service")
    search_help_text = _("Search by reference, name or what they do.")
    fieldsets = [
        (None, {"fields": ["name", "legal_name", "service", "owner"]}),
        (_("Personal data"), {"fields": ["personal_data", "role", "criticality"]}),
        (_("Models"), {"fields": ["trains_models", "training_checked_on"]}),
        (_("Where to find them"), {"fields": ["country", "processed_in", "group", "website", "contact"]}),
        (
            _("Privacy and security"),
            {
                "fields": [
                    "privacy_policy", "processor_list", "chain_checked_on", "trust_page", "security_contact", "officer",
                ]
            },
        ),
        (_("Review"), {"fields": ["review_on", "exit_plan"]}),
        (_("Who may see it"), {"fields": ["confidential"]}),
    ]  # fmt: skip
    inlines = (Contacts, Certificates, Transfers, SubProcessors, ProcessorChanges, PastBreaches)


@admin.register(Agreement)
class AgreementAdmin(RecordAdmin):
    list_display = ("reference_link", "name", "state_pill", "vendor", "ends_on", "owner")
    list_filter = ("state", "kind", "confidential")
    search_fields = ("reference", "name", "vendor__name")
    search_help_text = _("Search by reference, name or vendor.")
    fieldsets = [
        (None, {"fields": ["vendor", "name", "kind", "owner", "file"]}),
        (
            _("Dates"),
            {"fields": ["signed_on", "starts_on", "ends_on", "notice_days", "notice_by", "renews", "review_on"]},
        ),
        (_("Parties"), {"fields": ["signed_by_us", "signed_by_them", "governing_law", "contract"]}),
        (_("What was promised"), {"fields": ["breach_hours", "change_days", "at_end"]}),
        (_("The end"), {"fields": ["exit_proven_on", "exit_note", "exit_file"]}),
        (_("Who may see it"), {"fields": ["confidential"]}),
    ]
