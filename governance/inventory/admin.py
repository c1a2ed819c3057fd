"""Registers of systems, data assets and processing activities."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from governance.core.admin import PartStack, PartTable, RecordAdmin

from .models import (
    Controller,
    DataAsset,
    DataAudit,
    DataField,
    Measure,
    ProcessingActivity,
    Purpose,
    Recipient,
    Segment,
    System,
    SystemUse,
    Transfer,
)

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


class PurposeStack(PartStack):
    model = Purpose
    fields = ("name", ("legal_basis", "condition"), "interest", "weighed_on", "note")


class RecipientTable(PartTable):
    model = Recipient
    fields = ("vendor", "name")


class SystemUseTable(PartTable):
    model = SystemUse
    fields = ("system", "access")


class TransferStack(PartStack):
    model = Transfer
    fields = (("country", "recipient", "mechanism"), "safeguards", ("outcome", "assessed_on", "recheck_on"), "file")
    extra = 0


class MeasureTable(PartTable):
    model = Measure
    fields = ("kind", "note")
    extra = 0


class ControllerTable(PartTable):
    model = Controller
    fields = ("name", "contact", "officer", "work")
    extra = 0


class SegmentStack(PartStack):
    model = Segment
    fields = ("name", "attributes", "is_sensitive", "why")
    extra = 0


@admin.register(ProcessingActivity)
class ProcessingActivityAdmin(RecordAdmin):
    list_display = ("reference_link", "name", "state_pill", "department", "owner", "review_on")
    list_filter = ("state", "capacity", "confidential")
    search_fields = ("reference", "name", "department")
    search_help_text = _("Search by reference, name or department.")
    fieldsets = [
        (None, {"fields": ["name", "description", "owner", "department", "capacity", "arrangement"]}),
        (
            _("Whose data, and which"),
            {"fields": ["subjects", "subjects_count", "minors", "categories", "obtained_from"]},
        ),
        (_("What it does"), {"fields": ["automated"]}),
        (_("How long it is kept"), {"fields": [("retention_number", "retention_unit", "retention_event")]}),
        (_("Review"), {"fields": ["review_on"]}),
        WHO_MAY_SEE,
    ]
    inlines = (
        PurposeStack, RecipientTable, SystemUseTable, TransferStack, MeasureTable, ControllerTable, SegmentStack,
    )  # fmt: skip


@admin.register(DataAudit)
class DataAuditAdmin(RecordAdmin):
    list_display = ("reference_link", "name", "state_pill", "answer_by", "owner")
    fieldsets = [(None, {"fields": ["name", "owner", "answer_by"]})]
