"""The register of people: who they are and what they may do here."""

from django.contrib import admin, messages
from django.contrib.auth.forms import SetPasswordMixin
from django.contrib.auth.models import Group
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.core.admin import TrackedAdmin
from governance.core.stale import TrackedForm

from .models import Organisation, User


class NewPersonForm(SetPasswordMixin, TrackedForm):
    """A new person, with a first password that they change after signing in."""

    password1, password2 = SetPasswordMixin.create_password_fields()

    def clean(self):
        self.validate_passwords()
        cleaned = super().clean()
        self.validate_password_for_user(self.instance)
        return cleaned

    def save(self, commit=True):  # noqa: FBT002  as in Django's ModelForm
        self.instance.set_password(self.cleaned_data["password1"])
        return super().save(commit)


@admin.register(User)
class UserAdmin(TrackedAdmin):
    list_display = ("name", "email", "role_names", "is_active")
    list_filter = ("is_active",)
    search_fields = ("name", "email")
    ordering = ("name", "pk")
    fieldsets = [
        (None, {"fields": ["name", "email", ("department", "manager"), "time_zone"]}),
        (_("What they may do"), {"fields": ["roles", "is_active"]}),
    ]

    @admin.display(description=_("roles"))
    def role_names(self, person: User) -> str:
        return ", ".join(person._meta.get_field("roles").labels(person.roles)) or "–"

    def get_form(self, request, obj=None, change=False, **kwargs):  # noqa: FBT002  as in Django's ModelAdmin
        return super().get_form(request, obj, change, **kwargs if obj else kwargs | {"form": NewPersonForm})

    def get_fieldsets(self, request, obj=None):
        sets = super().get_fieldsets(request, obj)
        return sets if obj else [*sets, (_("First password"), {"fields": ["password1", "password2"]})]


@admin.register(Organisation)
class OrganisationAdmin(TrackedAdmin):
    """There is one: its list leads to it."""

    fieldsets = [
        (None, {"fields": ["name", "legal_name", "address", ("email", "telephone")]}),
        (_("Whom the law wants named"), {"fields": ["officer", "representative"]}),
    ]

    def add_view(self, request, form_url="", extra_context=None):
        """Whoever comes second, with a form that was opened before, is led to what is there."""
        if found := Organisation.objects.first():
            messages.warning(request, _("It is written down already: here it is."))
            return HttpResponseRedirect(found.get_absolute_url())
        return super().add_view(request, form_url, extra_context)

    def changelist_view(self, request, extra_context=None):
        found = Organisation.objects.first()
        if found is None and self.has_add_permission(request):
            return HttpResponseRedirect(reverse("admin:people_organisation_add"))
        return (
            HttpResponseRedirect(found.get_absolute_url()) if found else super().changelist_view(request, extra_context)
        )


admin.site.unregister(Group)
