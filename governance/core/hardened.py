"""What every register and inline is made safe by: rows by `visible_to`, rights by the matrix, nothing deleted."""

from django.contrib import admin
from django.db import models

from . import policy
from .bounds import DayField
from .links import LinkField, choosable
from .models import Tracked
from .stale import TrackedForm
from .taken_out import PartFormSet
from .widgets import DateInput, LabelledSplitDateTime


class Hardened:
    """Rows by `visible_to`, rights by the matrix, nothing deleted: for registers and for their inlines."""

    form = TrackedForm

    def get_queryset(self, request):
        rows = self.model.objects.visible_to(request.user)
        return rows.order_by(*self.get_ordering(request)) if self.get_ordering(request) else rows

    def has_view_permission(self, request, obj=None) -> bool:
        return policy.may(request.user, policy.VIEW, self.model, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def get_autocomplete_fields(self, request) -> list[str]:
        named = flatten(self)
        relations = [field for field in self.model._meta.fields if isinstance(field, models.ForeignKey)]
        return [
            field.name
            for field in relations
            if field.name in named and self.admin_site.is_registered(field.related_model) and not field.choices
        ]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if issubclass(db_field.related_model, Tracked):
            kwargs.setdefault("queryset", choosable(db_field.related_model, request.user))
            kwargs.setdefault("form_class", LinkField)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.DateTimeField):
            kwargs["form_class"], kwargs["widget"] = (
                LabelledSplitDateTime.field_class,
                LabelledSplitDateTime(db_field.verbose_name),
            )
        elif isinstance(db_field, models.DateField):
            kwargs.setdefault("widget", DateInput())
            kwargs.setdefault("form_class", DayField)
        if isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)


def flatten_lines(lines) -> list[str]:
    return [name for line in lines for name in ([line] if isinstance(line, str) else line)]


def flatten(shown) -> set[str]:
    """The names of the fields that a register or an inline shows."""
    sets = shown.fieldsets or [(None, {"fields": shown.fields or [field.name for field in shown.model._meta.fields]})]
    return {name for _title, options in sets for name in flatten_lines(options["fields"])}


class PartInline(Hardened):
    """Parts are edited with their record, while it is editable."""

    formset = PartFormSet
    extra = 1
    show_change_link = False

    def get_formset(self, request, obj=None, **kwargs):
        kwargs.pop("fields", None)
        return super().get_formset(request, obj, fields=[*flatten_lines(self.fields), "seen_version"], **kwargs)

    def get_fieldsets(self, request, obj=None):
        return [(None, {"fields": [*self.fields, "seen_version"]})]

    def has_view_permission(self, request, obj=None) -> bool:
        return policy.may(request.user, policy.VIEW, self.parent_model, obj)

    def has_change_permission(self, request, obj=None) -> bool:
        return policy.may(request.user, policy.CHANGE, self.parent_model, obj) and (obj is None or obj.is_editable)

    def has_add_permission(self, request, obj=None) -> bool:
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return self.model.removable and self.has_change_permission(request, obj)


class PartTable(PartInline, admin.TabularInline):
    """Parts as a table."""


class PartStack(PartInline, admin.StackedInline):
    """Parts one below the other."""
