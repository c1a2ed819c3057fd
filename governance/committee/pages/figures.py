"""How the committee works, in figures, for those who sit on it and those who watch over it."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.committee import figures
from governance.core.pages import WorkPage, page
from governance.core.roles import Role

MAY_READ = {Role.MEMBER, Role.CHAIR, Role.PRIVACY_LEAD, Role.DIRECTOR, Role.AUDITOR}
PERIODS = {"91": _("Three months"), "365": _("One year"), "1096": _("Three years")}
YEAR = "365"


@page
class FiguresPage(WorkPage):
    path = "committee/figures/"
    name = "figures"
    title = _("Committee in figures")
    section = "committee"
    template_name = "governance/committee/figures.html"

    @classmethod
    def may_open(cls, user) -> bool:
        return super().may_open(user) and bool(Role.of(user) & MAY_READ)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        period = self._chosen("period", PERIODS, YEAR)
        by = self._chosen("by", figures.GROUPS, "route")
        today = timezone.localdate()
        read = figures.Reading(self.request.user, today - dt.timedelta(days=int(period)), today)
        told: dict[str, Any] = {"read": read, "tables": figures.of_committee(read, by) if read.rounds else []}
        told |= {"own": figures.of_member(read) if read.own_votes else None, "period": period, "by": by}
        told |= {"periods": PERIODS, "groups": {name: label for name, (label, _group) in figures.GROUPS.items()}}
        return super().get_context_data() | told | kwargs

    def _chosen(self, name: str, known: dict[str, Any], usual: str) -> str:
        """What is not known is as if nothing was chosen."""
        said = self.request.GET.get(name, "")
        return said if said in known else usual
