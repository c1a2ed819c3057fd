"""A colleague who left: asked to go by a pseudonym on screen, and confirmed by somebody else."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.core.acting import Source, acting
from governance.core.pages import WorkPage, page
from governance.people.models import User
from governance.persons import pseudonymising

from .person import ReasonForm

DONE = {
    "ask": _("It is asked for. Somebody else confirms it."),
    "drop": _("It is taken back."),
    "confirm": _("They go by a pseudonym from now on."),
}


@page
class Colleague(WorkPage):
    path = "persons/colleagues/<int:pk>/"
    name = "colleague"
    title = _("A colleague who left")
    template_name = "governance/persons/staff.html"

    @classmethod
    def may_open(cls, user) -> bool:
        return super().may_open(user) and pseudonymising.may_settle(user)

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.person = User.objects.filter(pk=kwargs["pk"], is_active=False).first()

    def dispatch(self, request, *args: Any, **kwargs: Any):
        if self.person is None and self.may_open(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args: Any, **kwargs: Any):
        do, form = request.POST.get("do"), ReasonForm(request.POST, prefix="ask")
        if do not in DONE:
            raise Http404
        if do == "ask" and not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form, ask_form=form))
        try:
            self._act(do, form)
            messages.success(request, DONE[do])
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(request.path)

    def _act(self, do: str, form: ReasonForm) -> None:
        told, waiting = {"by": self.request.user, "now": timezone.now()}, self._waiting()
        with acting(source=Source.PAGE):
            if do == "ask":
                pseudonymising.ask(self.person, reason=form.cleaned_data["reason"], **told)
            elif waiting is None:
                raise Http404
            else:
                getattr(pseudonymising, do)(waiting, **told)

    def _waiting(self):
        return self.person.pseudonyms.filter(confirmed_at=None, dropped_at=None).select_related("asked_by").first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = self._waiting()
        done = self.person.pseudonyms.filter(confirmed_at__isnull=False).select_related("settled_by").first()
        told = {"person": self.person, "waiting": waiting, "done": done, "ask_form": ReasonForm(prefix="ask")}
        told["is_mine"] = waiting is not None and waiting.asked_by_id == self.request.user.pk
        return super().get_context_data() | told | kwargs
