"""Lists of assessments and answers: who may not see a proposal does not see what it is about either."""

from typing import Self

from django.db.models import Exists, OuterRef, Q

from governance.committee.models import Proposal
from governance.core.querysets import RecordQuerySet, TrackedQuerySet


class AssessmentQuerySet(RecordQuerySet):
    def visible_to(self, user) -> Self:
        found = super().visible_to(user)
        if not user.is_authenticated:
            return found
        hidden = Proposal.objects.hidden_from(user, self.model).filter(object_id=OuterRef("pk"))
        left = Proposal.objects.left_by(user, self.model).filter(object_id=OuterRef("pk"))
        return found.filter(~Exists(left), ~Exists(hidden) | Q(owner=user.pk))

    def approved(self) -> Self:
        return self.in_state("approved")


class AnswerQuerySet(TrackedQuerySet):
    def to(self, questionnaire) -> Self:
        """With their questions, in the order in which they are asked."""
        return self.filter(question__questionnaire=questionnaire).select_related("question__section")

    def with_proof(self) -> Self:
        """Notes as `evidenced` whether there is evidence that somebody verified."""
        verified = self.model._base_manager.filter(pk=OuterRef("pk"), evidence__verified_by__isnull=False)
        return self.annotate(evidenced=Exists(verified))
