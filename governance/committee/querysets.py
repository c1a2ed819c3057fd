"""Lists of the committee's rows, and its secrets: no dossier for who stepped aside, sealed ballots are one's own."""

from typing import Self

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from governance.core.querysets import AboutQuerySet, RecordQuerySet, TrackedQuerySet
from governance.core.roles import Role

DRAFTERS = frozenset({Role.PRIVACY_LEAD, Role.AUDITOR})
"""Who reads minutes before they are approved, besides the committee."""


class ProposalQuerySet(RecordQuerySet, AboutQuerySet):
    def visible_to(self, user) -> Self:
        found = super().visible_to(user)
        return found.filter(~Exists(self._recusals(user)) | Q(owner=user.pk)) if user.is_authenticated else found

    def _recusals(self, user):
        aside = self.model._meta.get_field("declarations").related_model
        return aside._base_manager.filter(proposal=OuterRef("pk"), person=user.pk, steps_aside=True)

    def shown_besides(self, user) -> Q:
        """A confidential proposal that was submitted shows to the seats of its committee, and to an appeal's panel."""
        seats = self.model._meta.get_field("committee").related_model._meta.get_field("seats").related_model
        mine = seats.objects.on(timezone.localdate()).filter(committee=OuterRef("committee"), person=user.pk)
        reviews = self.model._meta.get_field("reviews").related_model
        panel = reviews._base_manager.filter(proposal=OuterRef("pk"), kind="appeal", voters__person=user.pk)
        return Q(Exists(mine), snapshot__isnull=False) | Q(Exists(panel))

    def in_review(self) -> Self:
        return self.in_state("in_review")

    def hidden_from(self, user, model) -> Self:
        """Proposals about rows of `model` that this person may not see, as where they stepped aside."""
        shown = self.model.objects.visible_to(user)
        return self._about(model).exclude(pk__in=shown.values("pk"))

    def left_by(self, user, model) -> Self:
        """Proposals of others about rows of `model` from which this person stepped aside."""
        return self._about(model).filter(Exists(self._recusals(user))).exclude(owner=user.pk)

    def _about(self, model) -> Self:
        return self.model._base_manager.filter(content_type=ContentType.objects.get_for_model(model))


class ConditionQuerySet(RecordQuerySet):
    def visible_to(self, user) -> Self:
        """Whoever owns a condition sees it, unless they stepped aside from its proposal."""
        aside = self.model._meta.get_field("proposal").related_model._meta.get_field("declarations").related_model
        mine = aside._base_manager.filter(proposal=OuterRef("proposal"), person=user.pk, steps_aside=True)
        return super().visible_to(user).filter(~Exists(mine))


class ReviewQuerySet(TrackedQuerySet):
    def open(self) -> Self:
        return self.filter(closed_at=None)

    def about(self, row) -> Self:
        kind = ContentType.objects.get_for_model(row)
        return self.filter(proposal__content_type=kind, proposal__object_id=row.pk)

    def carried(self) -> Self:
        return self.filter(decision__outcome__in=["approve", "conditional"])


def unsealed(review: str) -> Q:
    """Ballots that are open to read: a small panel's, only once the committee that it passed to has voted."""
    later = Q(**{f"{review}__successors__isnull": True}) | Q(**{f"{review}__successors__unsealed_at__isnull": False})
    return Q(**{f"{review}__unsealed_at__isnull": False}) & later


def has_owned(user, proposal: str) -> Exists:
    """Whether this person owns the proposal or has owned it: they never read how it was weighed."""
    versions = apps.get_model("committee", "Proposal").history
    return Exists(versions.filter(id=OuterRef(proposal), owner=user.pk))


class BallotQuerySet(TrackedQuerySet):
    def visible_to(self, user) -> Self:
        """One's own; everyone's once unsealed, but to whoever proposed it. No role opens the seal earlier."""
        found = super().visible_to(user).filter(Q(voter__person=user.pk) | unsealed("voter__review"))
        return found.filter(~has_owned(user, "voter__review__proposal"))

    def of(self, review) -> Self:
        return self.filter(voter__review=review)


class MotionVoteQuerySet(TrackedQuerySet):
    def visible_to(self, user) -> Self:
        """One's own; everyone's once the motion is closed, but to whoever proposed it."""
        found = super().visible_to(user).filter(Q(voter__person=user.pk) | Q(motion__closed_at__isnull=False))
        return found.filter(~has_owned(user, "motion__review__proposal"))


class PostQuerySet(TrackedQuerySet):
    def visible_to(self, user) -> Self:
        """The committee's, its advisers', privacy leads' and auditors', and never of whoever proposed it.

        A voter reads it once they have said what interest they have in this round of review.
        """
        found = super().visible_to(user)
        if not user.is_authenticated:
            return found
        said = self._of_review("declarations", user).exclude(says="").exclude(says="possible", ruling="")
        voters = self._of_review("voters", user)
        may_read = Q(Exists(said)) | (~Exists(voters) & self._advises(user))
        return found.filter(~has_owned(user, "proposal"), may_read)

    def _of_review(self, part: str, user):
        rows = self.model._meta.get_field("review").related_model._meta.get_field(part).related_model
        return rows._base_manager.filter(review=OuterRef("review"), person=user.pk)

    def _advises(self, user) -> Q:
        """Holds a seat, also one that does not vote on this, or watches over all of it."""
        if Role.of(user) & {Role.PRIVACY_LEAD, Role.AUDITOR}:
            return Q(pk__isnull=False)
        committee = self.model._meta.get_field("proposal").related_model._meta.get_field("committee").related_model
        seats = committee._meta.get_field("seats").related_model
        held = seats.objects.on(timezone.localdate())
        return Q(Exists(held.filter(committee=OuterRef("proposal__committee"), person=user.pk)))


class DissentQuerySet(TrackedQuerySet):
    def visible_to(self, user) -> Self:
        """Whoever proposed it reads a dissent only where its author lets them."""
        found = super().visible_to(user)
        return (
            found.exclude(decision__proposal__owner=user.pk, owner_may_read=False) if user.is_authenticated else found
        )


class AgendaItemQuerySet(TrackedQuerySet):
    def visible_to(self, user) -> Self:
        """Without what is about a proposal that this person may not see, as where they stepped aside."""
        proposals = self.model._meta.get_field("proposal").related_model.objects.visible_to(user)
        return super().visible_to(user).filter(Q(proposal=None) | Q(proposal__in=proposals.values("pk")))

    def on_the_agenda(self) -> Self:
        return self.filter(taken_off=False)


def _of_shown_items(rows, user) -> Q:
    items = rows.model._meta.get_field("item").related_model.objects.visible_to(user)
    return Q(item__in=items.values("pk"))


class ParagraphQuerySet(TrackedQuerySet):
    def visible_to(self, user) -> Self:
        """While minutes are a draft, they are for who sits on the committee, and not on one's own proposal."""
        found = super().visible_to(user).filter(_of_shown_items(self, user))
        if not user.is_authenticated:
            return found
        on_mine = Q(item__proposal__isnull=False, item__proposal__owner=user.pk)
        drafts = ~on_mine if Role.of(user) & DRAFTERS else ~on_mine & Q(Exists(self._seats_of(user)))
        return found.filter(Q(meeting__state="minuted") | drafts)

    def _seats_of(self, user):
        committee = self.model._meta.get_field("meeting").related_model._meta.get_field("committee").related_model
        seats = committee._meta.get_field("seats").related_model.objects.on(timezone.localdate())
        return seats.filter(committee=OuterRef("meeting__committee"), person=user.pk)


class AddendumQuerySet(TrackedQuerySet):
    def visible_to(self, user) -> Self:
        return super().visible_to(user).filter(Q(item=None) | _of_shown_items(self, user))


class SeatQuerySet(TrackedQuerySet):
    def on(self, day) -> Self:
        held = Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day))
        return self.filter(held, person__is_active=True)
