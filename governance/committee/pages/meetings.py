"""The page of a meeting: the agenda, who is in the room, what each vote lacks, and the minutes."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.committee import agenda, meeting, minutes
from governance.committee.letters import minutes as paper
from governance.committee.meeting_forms import AddendumForm, ComeForm, ItemForm, LeaveForm, MinutesForm
from governance.committee.models import Meeting
from governance.committee.workflow import MeetingState
from governance.core.links import KEY
from governance.core.pages import WorkPage, page
from governance.core.workflow import advance


class MeetingMixin(WorkPage):
    """Finds the meeting among those that the person may see."""

    shown_under = "committee.meeting"

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        shown = Meeting.objects.visible_to(request.user).select_related("committee", "owner")
        needed = ("attendances__person", *Meeting.roles_need)
        self.meeting = shown.prefetch_related(*needed).filter(pk=kwargs["pk"]).first()

    def dispatch(self, request, *args: Any, **kwargs: Any):
        if self.meeting is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)


@page
class MeetingPage(MeetingMixin):
    path = "meetings/<int:pk>/"
    name = "meeting"
    template_name = "governance/committee/meeting.html"

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.forms: dict[str, forms.Form] = {}

    def post(self, request, *args: Any, **kwargs: Any):
        doing: dict[str, Callable[[], Any]] = {
            "come": self._come, "leave": self._leave, "suggest": self._suggest, "add": self._add,
            "take_off": self._take_off, "end": self._end, "draft": self._draft, "edit": self._edit,
            "approve": self._approve, "addendum": self._addendum,
        }  # fmt: skip
        act = doing.get(request.POST.get("do", ""))
        if act is None:
            raise Http404
        return act() or self.render_to_response(self.get_context_data(**kwargs))

    def _come(self):
        form = ComeForm(self.request.POST)
        return self._try("come", form, lambda: meeting.come(self.meeting, **form.cleaned_data, **self._now()), "room")

    def _leave(self):
        form = LeaveForm(self.request.POST)
        return self._try("leave", form, lambda: meeting.leave(self.meeting, **form.cleaned_data, **self._now()), "room")

    def _suggest(self):
        return self._try("suggest", self._click(), lambda: meeting.suggest(self.meeting, **self._now()), "agenda")

    def _add(self):
        form, by = ItemForm(self.request.POST, meeting=self.meeting, user=self.request.user), self.request.user
        return self._try("add", form, lambda: meeting.add(self.meeting, by=by, **form.cleaned_data), "agenda")

    def _take_off(self):
        key = self.request.POST.get("item", "")
        item = self._items().filter(pk=key).first() if KEY.fullmatch(key) else None
        if item is None:
            raise Http404
        return self._try("off", self._click(), lambda: meeting.take_off(item, by=self.request.user), "agenda")

    def _end(self):
        return self._try("end", self._click(), lambda: advance(self.meeting, "end", **self._now()), "minutes")

    def _approve(self):
        seen = self.request.POST.get("seen", "")
        return self._try(
            "approve", self._click(), lambda: minutes.approve(self.meeting, seen=seen, **self._now()), "minutes"
        )

    def _draft(self):
        seen = self.request.POST.get("seen", "")
        return self._try(
            "draft", self._click(), lambda: minutes.draft(self.meeting, seen=seen, **self._now()), "minutes"
        )

    def _edit(self):
        form, by = self._minutes_form(self.request.POST), self.request.user

        def save() -> None:
            said = form.cleaned_data
            try:
                minutes.edit(self.meeting, said["minutes"], form.paragraphs(), by=by, seen=said["seen"])
            except minutes.Overtaken:
                self.meeting.refresh_from_db(fields=["minutes"])
                form.set_beside(self._minutes_form())
                raise

        return self._try("edit", form, save, "minutes")

    def _addendum(self):
        form = AddendumForm(self.request.POST, items=self._items())

        def add() -> None:
            meeting.add_to_minutes(self.meeting, **form.cleaned_data, **self._now())

        return self._try("addendum", form, add, "minutes")

    def _click(self) -> forms.Form:
        """A button asks for nothing."""
        return forms.Form(self.request.POST)

    def _now(self) -> dict[str, Any]:
        return {"by": self.request.user, "now": timezone.now()}

    def _items(self):
        return self.meeting.items.visible_to(self.request.user).on_the_agenda().select_related("proposal")

    def _try(self, name: str, form, act: Callable[[], Any], place: str):
        """The answer to what went through; None to show the page again with what is wrong."""
        self.forms[name] = form
        if not form.is_valid():
            return None
        try:
            act()
        except ValidationError as error:
            form.add_error(None, error)
            return None
        messages.success(self.request, _("Recorded."))
        return HttpResponseRedirect(f"{self.meeting.page_url}#{place}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, now = self.request.user, timezone.now()
        told = {"title": self.meeting.name, "meeting": self.meeting, "now": now}
        told |= {"keeps": meeting.may_keep(self.meeting, user), "is_on": self.meeting.is_on}
        told |= {"stands": agenda.stands(self.meeting, user, now), "room": agenda.room(self.meeting, now)}
        told |= self._forms() | self._minutes()
        invalid = [form for form in self.forms.values() if form.errors]
        return super().get_context_data(**kwargs) | told | {"invalid": invalid}

    def _forms(self) -> dict[str, Any]:
        if not self.meeting.is_on:
            return {}
        item = self.forms.get("add") or ItemForm(meeting=self.meeting, user=self.request.user)
        return {"come_form": ComeForm(), "item_form": item}

    def _minutes(self) -> dict[str, Any]:
        steps = self.meeting.workflow().steps_from(self.meeting.state)
        may = {step.name for step in steps if step.is_open_to(self.meeting, self.request.user)}
        told: dict[str, Any] = {"may": may, "paragraphs": paper.paragraphs(self.meeting, self.request.user)}
        told |= {"addenda": paper.addenda(self.meeting, self.request.user)}
        if self.meeting.state == MeetingState.HELD:
            told["minutes_form"] = self.forms.get("edit") or self._minutes_form()
        if self.meeting.state == MeetingState.MINUTED:
            told["addendum_form"] = self.forms.get("addendum") or AddendumForm(items=self._items())
        return told

    def _minutes_form(self, data=None) -> MinutesForm:
        texts = {one.item_id: one.text for one in paper.paragraphs(self.meeting, self.request.user)}
        items = [item for item in self._items() if item.pk in texts]
        seen = minutes.fingerprint(self.meeting, self.request.user)
        return MinutesForm(data, items=items, texts=texts, initial={"minutes": self.meeting.minutes, "seen": seen})


@page
class MinutesPaper(MeetingMixin):
    path = "meetings/<int:pk>/minutes.pdf"
    name = "minutes_pdf"

    def get(self, request, *args: Any, **kwargs: Any):
        if not self.meeting.minutes:
            raise Http404
        return as_pdf(paper.printed(self.meeting, request.user), f"{self.meeting.reference}-minutes.pdf")


def as_pdf(content: bytes, name: str) -> HttpResponse:
    """Shown in the browser, kept by nobody on the way."""
    told = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=told)
