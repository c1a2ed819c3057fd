from django.contrib import admin

from governance.core.admin import RecordAdmin

from .models import Toy


@admin.register(Toy)
class ToyAdmin(RecordAdmin):
    fieldsets = [(None, {"fields": ["name", "owner", "check_on", "confidential"]})]
