"""The register: a hardened admin for every kind of tracked row. It shows; it does not decide."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from . import findings, panels, policy, story, wrong
from .acting import Source, acting
from .hardened import Hardened, PartStack, PartTable
from .lookups import is_plain, page_of
from .models import Record
from .paginator import BoundedPaginator
from .search import search
from .steps import StepView
from .workflow import Move


class TrackedAdmin(Hardened, admin.ModelAdmin):
    """A register of tracked rows. `add_label` is for what starts under a name of its own."""

    add_label: Any = ""

    list_per_page = 25
    list_max_show_all = 25
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = BoundedPaginator
    actions = None
    save_on_top = False
    view_on_site = False
    change_form_template = "governance/register/change.html"
    history_template = "governance/register/history.html"

    @property
    def media(self) -> forms.Media:
        """What a form here needs of the admin's scripts: no bulk actions, no slugs."""
        names = ("vendor/jquery/jquery.min.js", "jquery.init.js", "core.js", "admin/RelatedObjectLookups.js")
        return forms.Media(js=[f"admin/js/{name}" for name in names])

    def has_add_permission(self, request) -> bool:
        return policy.may(request.user, policy.ADD, self.model)

    def has_change_permission(self, request, obj=None) -> bool:
        may = policy.may(request.user, policy.CHANGE, self.model, obj)
        return may and (obj is None or obj.is_editable)

    def has_module_permission(self, request) -> bool:
        return self.has_view_permission(request)

    def get_list_select_related(self, request) -> list[str] | bool:
        relations = [field.name for field in self.model._meta.fields if isinstance(field, models.ForeignKey)]
        return [name for name in relations if name in self.get_list_display(request)] or False

    def get_fieldsets(self, request, obj=None):
        sets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return [self._without(one, {"reason", "seen_version"}) for one in sets]
        return [
            *[self._without(one, {"reason", "seen_version"}) for one in sets],
            (None, {"fields": ["reason", "seen_version"]}),
        ]

    @staticmethod
    def _without(fieldset, names: set[str]):
        title, options = fieldset
        return title, {**options, "fields": [name for name in options["fields"] if name not in names]}

    def get_search_results(self, request, queryset, search_term):
        """The second value says whether a row may be found twice: never."""
        return search(queryset, self.get_search_fields(request), search_term, request.user), False

    def get_changeform_initial_data(self, request) -> dict[str, Any]:
        """From the address, links only: the record that a part is added from."""
        links = {field.name for field in self.opts.fields if isinstance(field, models.ForeignKey)}
        return {"owner": request.user.pk} | {name: key for name, key in request.GET.items() if name in links}

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        with acting(source=Source.ADMIN, reason=request.POST.get("reason", "").strip()[:500]):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def history_view(self, request, object_id, extra_context=None):
        """Only for rows of `get_queryset`, only to read."""
        record = self.get_object(request, object_id)
        if record is None or not self.has_view_permission(request, record):
            raise Http404
        if request.method not in {"GET", "HEAD"}:
            raise PermissionDenied
        page = page_of(request)
        changes, more = story.of_record(record, request.user, page=page)
        told = {
            "title": _("History"),
            "original": record,
            "opts": self.opts,
            "changes": changes,
            "page": page,
            "more": more,
        }
        context = self.admin_site.each_context(request) | told | (extra_context or {})
        return TemplateResponse(request, self.history_template, context)

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """Says the same of what is hidden and of what is not there."""
        told = _("There is no %(kind)s at that address, or you may not see it.") % {"kind": opts.verbose_name}
        messages.warning(request, told)
        return HttpResponseRedirect(reverse("admin:index"))

    def response_post_save_add(self, request, obj):
        """A part was added from its record, so its record is where one goes on."""
        if isinstance(obj.parent, Record):
            return HttpResponseRedirect(obj.parent.get_absolute_url())
        return super().response_post_save_add(request, obj)

    def log_addition(self, request, obj, message):
        """History is the log; the admin's own would keep texts that may not be seen."""

    log_change = log_addition

    def lookup_allowed(self, lookup, value, request) -> bool:
        """Only what is declared as a filter: other lookups would answer questions about hidden rows."""
        return super().lookup_allowed(lookup, value, request) and is_plain(
            lookup, request.GET.getlist(lookup), self._filters(request)
        )

    def _filters(self, request) -> list[str]:
        named = [one[0] if isinstance(one, tuple) else one for one in self.get_list_filter(request)]
        return [one if isinstance(one, str) else one.parameter_name for one in named]


class RecordAdmin(TrackedAdmin):
    """A register of records: their state as a pill, their steps with the reasons why one is closed."""

    list_display: Any = ("reference_link", "name", "state_pill", "owner")
    list_filter: Any = ("state", "confidential")
    search_fields: Any = ("reference", "name")
    search_help_text = _("Search by reference or name.")
    ordering = ("-id",)

    def get_list_filter(self, request) -> list[Any]:
        concerned = findings.about(self.model)
        return [*super().get_list_filter(request), *([wrong.WrongFilter] if concerned else [])]

    def get_changelist_instance(self, request):
        found = super().get_changelist_instance(request)
        wrong.badges(self.model, found.result_list, timezone.localdate())
        return found

    def get_list_display_links(self, request, list_display) -> list[str]:
        return list(list_display)[:2]

    def get_readonly_fields(self, request, obj=None) -> list[str]:
        """Whom a record is shown to is for those to say who may share it. A new owner could say it too."""
        fixed = list(super().get_readonly_fields(request, obj))
        if obj is None or obj.roles_of(request.user) & panels.MAY_SHARE:
            return fixed
        return [*fixed, "confidential", *(["owner"] if obj.confidential else [])]

    @admin.display(description=_("reference"), ordering="id")
    def reference_link(self, record: Record) -> str:
        return record.reference

    @admin.display(description=_("state"), ordering="state")
    def state_pill(self, record: Record) -> str:
        pill = format_html('<span class="pill pill-{}">{}</span>', record.tone, record.get_state_display())
        return format_html("{} {}", pill, badge) if (badge := wrong.badge(record)) else pill

    def get_urls(self):
        view = StepView.as_view(register=self)
        name = f"{self.opts.app_label}_{self.opts.model_name}_step"
        return [path("<int:pk>/step/<slug:step>/", self.admin_site.admin_view(view), name=name), *super().get_urls()]

    def render_change_form(self, request, context, **kwargs):
        if kwargs.get("obj"):
            record = kwargs["obj"]
            told = {"record": record, "steps": self.steps(request, record), "links": panels.links(request.user, record)}
            told |= {"related": panels.related(request.user, record), "beside": panels.beside(request.user, record)}
            context |= told
        return super().render_change_form(request, context, **kwargs)

    def steps(self, request, record: Record) -> list[dict[str, Any]]:
        """The steps that are this person's to take, each with what is still unmet."""
        move = Move(request.user, timezone.now())
        return [
            {"step": step, "unmet": step.unmet(record, move), "url": record.step_url(step.name)}
            for step in record.workflow().steps_from(record.state)
            if not step.on_page and step.is_open_to(record, request.user)
        ]


__all__ = ["Hardened", "PartStack", "PartTable", "RecordAdmin", "TrackedAdmin"]
