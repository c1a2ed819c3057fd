"""The review room: the frozen text, the discussion, the vote and the decision, on one address."""

from functools import cached_property
from typing import Any

from governance.committee import involved, offers, precedents, voting
from governance.core import panels, snapshots
from governance.core.pages import page

from . import chair, dossier, interests, talk, votes
from .acts import room_acts
from .base import ProposalPage


@page
class ReviewRoom(ProposalPage):
    path = "proposals/<int:pk>/room/"
    name = "review_room"
    template_name = "governance/committee/room.html"
    acts = room_acts

    def is_there(self) -> bool:
        return self.review is not None and super().is_there()

    @cached_property
    def content(self) -> dict[str, Any]:
        return snapshots.read(self.review.snapshot)

    @property
    def why_not_read(self) -> str:
        """Why the dossier is closed to this person; once it is decided, it is open."""
        is_over = self.review is None or self.review.closed_at
        return "" if is_over else voting.why_not_read(self.review, self.user)

    def get_template_names(self) -> list[str]:
        return ["governance/committee/gate.html"] if self.why_not_read else super().get_template_names()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = super().get_context_data(**kwargs) | {"interests": interests.context(self)}
        if self.why_not_read:
            return told | {"vendors": involved.vendors(self.proposal)}
        talked, moved = talk.context(self), votes.motions_of(self)
        told |= dossier.context(self) | {"talk": talked, "questions": talk.questions(self, talked)}
        told |= {"votes": votes.context(self), "motions": moved, "chair": chair.context(self, moved)}
        told |= {"outcome": dossier.outcome(self), "passed_on": dossier.passed_on(self)}
        told["warnings"] = [] if self.review.closed_at else panels.warnings(self.user, self.proposal.about)
        told |= {"precedents": precedents.shown(self.review, self.user, self.now)}
        return told | {"after": offers.of(self.proposal, self.user, self.now)}
