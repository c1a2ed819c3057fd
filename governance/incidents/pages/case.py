"""The page on which an incident is worked on: its clock, whether it is reportable, what to do, who is told."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from governance.core import policy, story
from governance.core.pages import page
from governance.core.roles import Role
from governance.incidents import packs, risking, showing
from governance.incidents.models import Action, Concern, Incident, Lesson
from governance.incidents.vocabulary import Sort

from .acts import case_acts
from .base import IncidentPage
from .telling import CONFIRM

SHOWS = {"all": _("All"), "decision": _("Decisions"), "message": _("Messages"), "changes": _("Changes")}
TOLD = 40


def _by_urgency(track) -> tuple:
    """What has an end first, the nearest first; what no longer applies last."""
    return not track.applies, track.target_at is None, track.target_at or track.start_at, track.pk


@page
class Case(IncidentPage):
    path = "incident/<int:pk>/"
    name = "incident"
    template_name = "governance/incidents/case.html"
    acts = case_acts

    @property
    def has_concern(self) -> bool:
        return Concern.objects.filter(incident=self.incident).exists()

    @property
    def may_confirm(self) -> bool:
        return bool(self.incident.roles_of(self.user) & CONFIRM) and self.incident.is_editable

    def post(self, request, *args: Any, **kwargs: Any):
        return self.act(self.acts).answer(self) or self.render_to_response(self.get_context_data(**kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = [showing.Shown(one, self.now, self._track_forms(one)) for one in sorted(self.tracks, key=_by_urgency)]
        running = [one for one in shown if one.is_running and one.track.target_at]
        told = {"shown": shown, "first": running[0] if running else None, "why_no_clock": self.incident.why_no_clock}
        told |= {"next_step": showing.next_step(shown, self.incident), "steps": self._steps()}
        told |= self._risk() | self._checklist() | self._timeline() | self._work() | self._concern()
        told["aware_form"] = self.form("aware") if self.may_change else None
        told["aware_said"] = packs.moment(self.incident.aware_at)
        told["informants"] = self.incident.informants.all()
        told["people_said"] = packs.in_text(self.incident, "people_affected")
        return super().get_context_data(**kwargs) | told

    def _steps(self) -> list[dict[str, Any]]:
        return admin.site._registry[Incident].steps(self.request, self.incident)

    def _track_forms(self, track) -> dict[str, Any]:
        if not track.applies or not self.incident.is_editable:
            return {}
        waits = track.decided_at is not None and track.confirmed_at is None
        names = []
        if self.may_change:
            names += ["notice"] if not track.done_at or track.confirmed_at else []
            names += ["nobody"] if not track.told_at and not track.decided_at else []
            names += ["take_back"] if track.decided_at else []
            names += ["delay"] if track.is_late(track.told_at or self.now) and not track.late_why else []
        if waits and self.may_confirm and track.decided_by_id != self.user.pk:
            names.append("confirm")
        return {name: self.form(name, track.pk) for name in names}

    def _risk(self) -> dict[str, Any]:
        triage = self.incident.triages.select_related("decided_by").order_by("-pk").first()
        form = self.form("risk") if self.may_change and self.incident.kind == "breach" else None
        return {"triage": triage, "risk_form": form, "risk_result": risking.result(self.incident.risk)}

    def _checklist(self) -> dict[str, Any]:
        found = list(packs.checklist(self.incident))
        return {"checklist": found, "ready": sum(done for _label, done in found)}

    def _timeline(self) -> dict[str, Any]:
        """Newest first: what people wrote, and what was changed."""
        show = self.request.GET.get("show", "all")
        show = show if show in SHOWS else "all"
        entries = self.incident.timeline.order_by("-at", "-pk")
        entries = entries.filter(sort=show) if show in Sort else entries
        lines = [] if show == "changes" else [(one.at, one, None) for one in entries[:TOLD]]
        if show in {"all", "changes"}:
            changes, _more = story.of_record(self.incident, self.user, size=TOLD)
            kept = {Incident, Action, Lesson}
            lines += [(one.when, None, one) for one in changes if one.row.instance_type in kept]
        lines.sort(key=lambda line: line[0], reverse=True)
        told = [{"at": at, "entry": entry, "change": change} for at, entry, change in lines[:TOLD]]
        form = self.form("note") if self.may_change else None
        return {"timeline": told, "show": show, "shows": SHOWS, "note_form": form}

    def _work(self) -> dict[str, Any]:
        actions = Action.objects.visible_to(self.user).filter(incident=self.incident)
        lessons = self.incident.lessons.select_related("person", "vendor")
        told = {"actions": list(actions.select_related("owner").order_by("due_on", "pk")), "lessons": list(lessons)}
        names = ("task", "lesson", "no_lesson") if self.may_change else ()
        told |= {f"{name}_form": self.form(name) for name in names}
        return told | {"may_add_task": policy.may(self.user, policy.ADD, Action)}

    def _concern(self) -> dict[str, Any]:
        found = Concern.objects.filter(incident=self.incident).prefetch_related("messages__writer").first()
        form = self.form("reply") if found and self.may_change else None
        return {"concern": found, "reply_form": form, "handles": Role.PRIVACY_LEAD in Role.of(self.user)}
