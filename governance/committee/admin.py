"""Registers of the committee: who sits on it, what was proposed, which conditions are open."""

from django.contrib import admin
from django.db.models import OuterRef, Subquery
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from governance.core.admin import PartStack, PartTable, RecordAdmin

from .models import Attendance, Committee, Condition, Meeting, Proposal, Review, Seat
from .tally import Kind
from .triage import Route
from .workflow import ConditionState

OWN_RULES = [
    ("voting_seats", "min_present", "min_functions"), ("needs_law", "needs_people"), ("outside", "authority"),
    ("reviewers", "meets"), ("unanimous_from", "counter_case_from"),
]  # fmt: skip

OWN_HINT = _("Needed only where you chose “Rules of our own” above. Otherwise the size of the firm sets all of them.")


class SeatStack(PartStack):
    model = Seat
    fields = (
        ("person", "function"), ("votes", "is_chair", "is_deputy"), ("starts_on", "ends_on", "trained_until"),
    )  # fmt: skip
    extra = 0


@admin.register(Committee)
class CommitteeAdmin(RecordAdmin):
    fieldsets = [
        (None, {"fields": ["name", "remit", "owner"]}),
        (_("How it decides"), {"fields": ["preset"]}),
        (_("Rules of our own"), {"classes": ["collapse"], "description": OWN_HINT, "fields": OWN_RULES}),
        (_("Who may see it"), {"fields": ["confidential"]}),
    ]
    inlines = (SeatStack,)


@admin.register(Proposal)
class ProposalAdmin(RecordAdmin):
    add_label = _("New proposal")
    list_display = ("reference_link", "name", "state_pill", "owner", "room_link")
    fieldsets = [
        (None, {"fields": ["name", "what", "why", ("starts_on", "practice"), "urgency"]}),
        (_("Who answers and who decides"), {"fields": ["owner", "committee"]}),
        (_("Who may see it"), {"fields": ["confidential"]}),
    ]

    def get_queryset(self, request):
        """With what is before the committee: asked with the list, never row by row."""
        running = Review.objects.open().filter(proposal=OuterRef("pk"))[:1]
        told = {f"open_{name}": Subquery(running.values(name)) for name in ("kind", "route", "closes_on")}
        return super().get_queryset(request).annotate(**told)

    @admin.display(description=_("review room"))
    def room_link(self, proposal: Proposal) -> str:
        if not proposal.snapshot_id:
            return "–"
        link = '<a href="{}">{}<span class="visually-hidden"> {}</span></a>'
        return format_html(link, proposal.room_url, self._before(proposal), proposal.reference)

    @staticmethod
    def _before(proposal: Proposal) -> str:
        """What is before the committee, and until when; else only that there is a room."""
        if not proposal.open_kind:
            return _("Open")
        told = {"kind": Kind(proposal.open_kind).label, "who": Route(proposal.open_route).label.lower()}
        return _("%(kind)s, by %(who)s, until %(day)s") % {**told, "day": date_format(proposal.open_closes_on)}

    def add_view(self, request, form_url="", extra_context=None):
        """A proposal is about something: it starts on the page that also starts its assessment."""
        return HttpResponseRedirect(reverse("admin:propose"))


@admin.register(Condition)
class ConditionAdmin(RecordAdmin):
    list_display = ("reference_link", "name", "state_pill", "sort", "owner", "due_on", "how_late")
    list_filter = ("state", "sort", "confidential")
    fieldsets = [
        (None, {"fields": ["name", "proposal", "owner", ("sort", "due_on"), "how", "evidence", "file"]}),
        (_("Who may see it"), {"fields": ["confidential"]}),
    ]
    readonly_fields = ("name", "proposal", "due_on", "owner", "sort", "how")

    @admin.display(description=_("overdue"))
    def how_late(self, condition: Condition) -> str:
        days = (timezone.localdate() - condition.due_on).days
        if condition.state != ConditionState.OPEN or days <= 0:
            return "–"
        told = ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}
        return format_html('<span class="pill pill-bad">{}</span>', told)


class AttendanceTable(PartTable):
    model = Attendance
    fields = ("person", "joined_at", "left_at", "why_left")


@admin.register(Meeting)
class MeetingAdmin(RecordAdmin):
    list_display = ("reference_link", "name", "state_pill", "committee", "starts_at")
    fieldsets = [
        (None, {"fields": ["name", "committee", "starts_at", ("mode", "place"), "owner"]}),
        (_("Who may see it"), {"fields": ["confidential"]}),
    ]
    inlines = (AttendanceTable,)
