"""Registers of systems, data assets and processing activities."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from governance.core.admin import PartTable, RecordAdmin

from .models import DataAsset, DataField, ProcessingActivity, Purpose, Recipient, System, SystemUse

WHO_MAY_SEE = (_("Who may see it"), {"fields": ["confidential"]})


@admin.register(System)
class SystemAdmin(RecordAdmin):
    list_display = ("reference_link", "name", "state_pill", "vendor", "hosted_in", "owner")
    fieldsets = [
        (None, {"fields": ["name", "description", "owner", "department"]}),
        (_("Who runs it, and where"), {"fields": ["vendor", "hosted_in"]}),
        WHO_MAY_SEE,
    ]


class DataFieldTable(PartTable):
    model = DataField
    fields = ("path", "description", "categories")
    max_num = 200


@admin.register(DataAsset)
class DataAssetAdmin(RecordAdmin):
    list_display = ("reference_link", "name", "state_pill", "system", "personal_data", "owner")
    list_filter = ("state", "personal_data", "confidential")
    fieldsets = [
        (None, {"fields": ["name", "description", "owner", "system"]}),
        (_("What it holds"), {"fields": ["personal_data", "subjects", "categories"]}),
        WHO_MAY_SEE,
    ]
    inlines = (DataFieldTable,)


class PurposeTable(PartTable):
    model = Purpose
    fields = ("name", "legal_basis", "note")


class RecipientTable(PartTable):
    model = Recipient
    fields = ("vendor", "name")


class SystemUseTable(PartTable):
    model = SystemUse
    fields = ("system",)


@admin.register(ProcessingActivity)
class ProcessingActivityAdmin(RecordAdmin):
    list_display = ("reference_link", "name", "state_pill", "department", "owner", "review_on")
    list_filter = ("state", "capacity", "confidential")
    search_fields = ("reference", "name", "department")
    search_help_text = _("Search by reference, name or department.")
    fieldsets = [
        (None, {"fields": ["name", "description", "owner", "department", "capacity"]}),
        (_("Whose data, and which"), {"fields": ["subjects", "subjects_count", "categories"]}),
        (_("How long it is kept"), {"fields": [("retention_number", "retention_unit", "retention_event")]}),
        (_("Review"), {"fields": ["review_on"]}),
        WHO_MAY_SEE,
    ]
    inlines = (PurposeTable, RecipientTable, SystemUseTable)
