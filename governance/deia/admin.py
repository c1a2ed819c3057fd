"""The register of assessments."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from governance.core.admin import PartStack, PartTable, RecordAdmin
from governance.core.links import choosable

from .models import Acceptance, AssessedActivity, Assessment, Mitigation, MitigationEffect, Risk


class AssessedActivityTable(PartTable):
    model = AssessedActivity
    fields = ("activity",)


class RiskStack(PartStack):
    model = Risk
    fields = (
        "name",
        ("likelihood", "impact"),
        ("cause", "confidence"),
        "measure",
        ("current_likelihood", "current_impact"),
        ("target_likelihood", "target_impact"),
        "business_impact",
    )


class MitigationStack(PartStack):
    model = Mitigation
    fields = ("name", ("owner", "due_on"), ("progress", "limits_consequence"), "evidence")


class WithinAssessment:
    """Links only to rows of the assessment in hand."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model in {Risk, Mitigation}:
            key = request.resolver_match.kwargs.get("object_id")
            rows = choosable(db_field.related_model, request.user)
            kwargs["queryset"] = rows.filter(assessment=key) if str(key).isdecimal() else rows.none()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class EffectTable(WithinAssessment, PartTable):
    model = MitigationEffect
    fields = ("mitigation", "risk", "likelihood", "impact")


class AcceptanceStack(WithinAssessment, PartStack):
    model = Acceptance
    fields = (("risk", "owner"), ("level", "until"), "reason")


@admin.register(Assessment)
class AssessmentAdmin(RecordAdmin):
    list_display = ("reference_link", "name", "state_pill", "tier", "owner", "review_on")
    list_filter = ("state", "tier", "confidential")
    fieldsets = [
        (None, {"fields": ["name", "owner"]}),
        (_("Result"), {"fields": ["route", "hits", ("tier", "residual_tier", "target_tier")]}),
        (_("Who may see it"), {"fields": ["confidential"]}),
    ]
    readonly_fields = ("route", "hits", "tier", "residual_tier", "target_tier")
    inlines = (AssessedActivityTable, RiskStack, MitigationStack, EffectTable, AcceptanceStack)
