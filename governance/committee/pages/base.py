"""What every page about one proposal does: find it, keep out whoever stepped aside, take one act a post."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.committee import breaking
from governance.committee.models import Proposal
from governance.core import policy
from governance.core.models import Record
from governance.core.pages import WorkPage
from governance.core.roles import Role

from .acts import Act, ActForm, Acts

OLD_PAGE = _("The text has changed since you opened this page. Read it, then answer again.")


class ProposalPage(WorkPage):
    """`acts` are what can be done here. `review` is the newest round of review, None before there was one."""

    shown_under = "committee.proposal"

    acts: Acts

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.user, self.now = request.user, timezone.now()
        self.today, self.target = timezone.localdate(self.now), request.POST.get("target", "")
        self.bound: dict[tuple[str, str], ActForm] = {}
        self.proposal = self._find(kwargs["pk"])
        self.review = self._newest() if self.proposal else None
        self.roles = self.proposal.roles_of(self.user) if self.proposal else frozenset()

    def _find(self, pk: int) -> Proposal | None:
        shown = Proposal.objects.visible_to(self.user).select_related("owner", "committee", "snapshot", "follows")
        return shown.prefetch_related(*Proposal.roles_need, "committee__seats__person").filter(pk=pk).first()

    def _newest(self):
        rows = self.proposal.reviews.select_related("snapshot", "prior", "about_decision")
        review = rows.prefetch_related("voters__person", "requests__questions").order_by("-pk").first()
        if review:
            review.proposal = self.proposal
        return review

    @property
    def is_owner(self) -> bool:
        return Role.OWNER in self.roles

    @property
    def chairs(self) -> bool:
        return Role.CHAIR in self.roles and not self.is_owner

    def must_chair(self) -> None:
        if not self.chairs:
            raise PermissionDenied

    def dispatch(self, request, *args: Any, **kwargs: Any):
        if self.proposal is None and (kept_out := _stepped_aside(self.user, kwargs["pk"])):
            return self._keep_out(kept_out)
        if self.proposal is None or not self.is_there():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def is_there(self) -> bool:
        """Whether this person may open it. The frozen text says what its subject says: it is for who sees that."""
        about = self.proposal.about
        is_part = bool(self.roles & {Role.OWNER, Role.MEMBER})
        return is_part or not isinstance(about, Record) or policy.sees(self.user, about)

    def _keep_out(self, proposal: Proposal):
        told = {
            "title": _("You stepped aside"),
            "kept_out": proposal,
            "may_break": breaking.may_break(proposal, self.user),
        }
        self.template_name = "governance/committee/stepped_aside.html"
        return self.render_to_response(WorkPage.get_context_data(self, **told), status=403)

    def post(self, request, *args: Any, **kwargs: Any):
        if request.POST.get("review") != str(self.review.pk if self.review else ""):
            messages.warning(request, OLD_PAGE)
            return HttpResponseRedirect(request.path)
        return self.act().answer(self) or self.render_to_response(self.get_context_data(**kwargs))

    def act(self) -> Act:
        found = self.acts.get(self.request.POST.get("do", ""))
        if found is None:
            raise Http404
        return found

    def done_url(self) -> str:
        """Where one goes on after an act: what was not put to the vote yet has no room."""
        return self.proposal.room_url if self.review else self.proposal.get_absolute_url()

    def form(self, name: str, target: object = "", data: Any = None, **options: Any) -> ActForm:
        """The form that was sent, with what is wrong with it, else a fresh one."""
        key = (name, str(target))
        if key not in self.bound or data is not None:
            made = self.acts[name].form(data, page=self, name=name, target=str(target), **options)
            if data is None:
                return made
            self.bound[key] = made
        return self.bound[key]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = {"title": self.proposal.name, "proposal": self.proposal, "review": self.review, "now": self.now}
        told |= {"is_owner": self.is_owner, "chairs": self.chairs, "today": self.today}
        return (
            super().get_context_data(**kwargs) | told | {"invalid": [one for one in self.bound.values() if one.errors]}
        )


def _stepped_aside(user, pk: int) -> Proposal | None:
    found = Proposal._base_manager.filter(pk=pk).first() if user.is_authenticated else None
    return found if found and found.has_stepped_aside(user) else None
