"""The one site for staff: registers and work pages behind one sign-in, with one sidebar."""

from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from . import home
from .pages import pages


class Site(AdminSite):
    site_title = site_header = "Fairhold"
    index_title = _("Today")
    index_template = "governance/home.html"
    enable_nav_sidebar = False
    final_catch_all_view = True

    def get_urls(self):
        return [path(page.path, self._view(page), name=page.name) for page in pages] + super().get_urls()

    def _view(self, page):
        """Behind the sign-in, unless the page is for everybody."""
        return never_cache(page.as_view()) if page.is_public else self.admin_view(page.as_view())

    def index(self, request, extra_context=None):
        """Home. Reading the clock is the page's business."""
        return super().index(request, home.context(request.user, timezone.now()) | (extra_context or {}))

    def each_context(self, request) -> dict[str, Any]:
        return super().each_context(request) | {"sidebar": self.sidebar(request)}

    def sidebar(self, request) -> list[dict[str, Any]]:
        """Sections by what people do: an app says its place with `section`, its heading with `verbose_name`.

        With `section_of`, it stands under the heading of another app: a heading over one item alone only repeats it.
        """
        configs = [config for config in apps.get_app_configs() if getattr(config, "section", None)]
        sections: dict[str, dict[str, Any]] = {}
        for config in sorted(configs, key=lambda config: config.section):
            head = apps.get_app_config(getattr(config, "section_of", config.label))
            told = sections.setdefault(head.label, {"title": head.verbose_name, "label": head.label, "items": []})
            told["items"] += self._items(request, config)
        return [section for section in sections.values() if section["items"]]

    def _items(self, request, config) -> list[dict[str, Any]]:
        items = [
            self._page_item(request, page)
            for page in pages
            if page.section == config.label and page.may_open(request.user)
        ]
        registers = [admin for model, admin in self._registry.items() if model._meta.app_config is config]
        for register in registers:
            if register.has_module_permission(request) and getattr(register, "in_sidebar", True):
                url = reverse(f"admin:{config.label}_{register.opts.model_name}_changelist")
                told = self._item(request, register.opts.verbose_name_plural, url, icon=register.opts.model_name)
                told["is_here"] |= getattr(request, "shown_under", "") == register.opts.label_lower
                items.append(told)
        return items

    def _page_item(self, request, page) -> dict[str, Any]:
        return self._item(request, page.title, reverse(f"admin:{page.name}"), icon=page.name)

    @staticmethod
    def _item(request, title, url: str, icon: str) -> dict[str, Any]:
        title = str(title)
        here = request.path.startswith(url)
        return {"title": title[:1].upper() + title[1:], "url": url, "icon": icon, "is_here": here}
