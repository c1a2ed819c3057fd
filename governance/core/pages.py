"""Work pages: light views in the same site as the registers, usable without JavaScript."""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

pages: list[type["WorkPage"]] = []


def page(view: type["WorkPage"]) -> type["WorkPage"]:
    """Mounts a work page in the site. Its `section` is the label of the app under whose heading it is listed."""
    pages.append(view)
    return view


class WorkPage(TemplateResponseMixin, ContextMixin, View):
    """A page of one's own: `path` below the site, `name` for links, `title` for the heading.

    `section` is left empty by a page that is reached from a record and not from the sidebar. A page that `is_public`
    is open to visitors without an account; it shows nothing of the registers. `shown_under` is the kind of record
    whose register the sidebar marks, such as `vendors.vendor`.
    """

    path: ClassVar[str]
    name: ClassVar[str]
    title: Any = ""
    section: ClassVar[str] = ""
    is_public: ClassVar[bool] = False
    shown_under: ClassVar[str] = ""

    @classmethod
    def may_open(cls, user) -> bool:
        return cls.is_public or (user.is_authenticated and user.is_active)

    def dispatch(self, request, *args: Any, **kwargs: Any):
        if not self.may_open(request.user):
            raise PermissionDenied
        request.shown_under = self.shown_under
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args: Any, **kwargs: Any):
        return self.render_to_response(self.get_context_data(**kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = admin.site.each_context(self.request) | {"title": self.title}
        return told | super().get_context_data(**kwargs)
