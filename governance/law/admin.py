"""The register of rules of law."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from governance.core.admin import TrackedAdmin

from .models import Rule


@admin.register(Rule)
class RuleAdmin(TrackedAdmin):
    list_display = ("title", "citation", "jurisdiction", "status", "valid_from", "checked_on")
    list_filter = ("status", "kind", "jurisdiction")
    search_fields = ("code", "title", "citation", "summary")
    search_help_text = _("Search by code, title, citation or words.")
    fieldsets = [
        (None, {"fields": ["title", "summary", "code", "kind"]}),
        (_("Where it stands"), {"fields": ["jurisdiction", "instrument", "citation", "source_url", "checked_on"]}),
        (_("When it holds"), {"fields": ["status", "valid_from", "valid_until", "terms"]}),
    ]
