"""The one site for staff: registers and work pages behind one sign-in, with one sidebar."""

from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import home
from .pages import pages


class Site(AdminSite):
    site_title = site_header = "Fairhold"
    index_title = _("Today")
    index_template = "governance/home.html"
    enable_nav_sidebar = False
    final_catch_all_view = True

    def get_urls(self):
        own = [path(page.path, self.admin_view(page.as_view()), name=page.name) for page in pages]
        return own + super().get_urls()

    def index(self, request, extra_context=None):
        """Home. Reading the clock is the page's business."""
        return super().index(request, home.context(request.user, timezone.now()) | (extra_context or {}))

    def each_context(self, request) -> dict[str, Any]:
        return super().each_context(request) | {"sidebar": self.sidebar(request)}

    def sidebar(self, request) -> list[dict[str, Any]]:
        """Sections by what people do: an app says its place with `section`, its heading with `verbose_name`."""
        configs = [config for config in apps.get_app_configs() if getattr(config, "section", None)]
        sections = [self._section(request, config) for config in sorted(configs, key=lambda config: config.section)]
        return [section for section in sections if section["items"]]

    def _section(self, request, config) -> dict[str, Any]:
        items = [
            self._page_item(request, page)
            for page in pages
            if page.section == config.label and page.may_open(request.user)
        ]
        registers = [admin for model, admin in self._registry.items() if model._meta.app_config is config]
        for register in registers:
            if register.has_module_permission(request) and getattr(register, "in_sidebar", True):
                url = reverse(f"admin:{config.label}_{register.opts.model_name}_changelist")
                items.append(self._item(request, register.opts.verbose_name_plural, url, icon=register.opts.model_name))
        return {"title": config.verbose_name, "label": config.label, "items": items}

    def _page_item(self, request, page) -> dict[str, Any]:
        return self._item(request, page.title, reverse(f"admin:{page.name}"), icon=page.name)

    @staticmethod
    def _item(request, title, url: str, icon: str) -> dict[str, Any]:
        title = str(title)
        here = request.path.startswith(url)
        return {"title": title[:1].upper() + title[1:], "url": url, "icon": icon, "is_here": here}
