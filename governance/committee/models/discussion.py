"""What members say to each other about a proposal, and what they ask its owner."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.committee.querysets import PostQuerySet
from governance.core.models import Tracked

from .proposals import Proposal
from .reviews import Review


class PostKind(models.TextChoices):
    QUESTION = "question", _("Question")
    ARGUMENT = "argument", _("Argument")
    COUNTER_CASE = "counter_case", _("Counter-case")
    OPINION = "opinion", _("Opinion of an adviser")
    CONDITION = "condition", _("Proposed condition")
    NOTE = "note", _("Note for the minutes")
    CALL_IN = "call_in", _("Why all should decide")


class Post(Tracked):
    """One contribution. `anchor` is the key of what it is about, such as a question of the assessment."""

    part_of = "proposal"

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="posts")
    review = models.ForeignKey(Review, models.PROTECT, related_name="posts", verbose_name=_("round of voting"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author"))
    kind = models.CharField(_("kind"), max_length=20, choices=PostKind.choices, default=PostKind.ARGUMENT)
    anchor = models.CharField(_("about"), max_length=100, blank=True)
    replies_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replies", verbose_name=_("replies to")
    )
    posted_at = models.DateTimeField(_("posted at"))
    resolved_how = models.TextField(_("how it was resolved"), blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("resolved by")
    )

    text = models.TextField(_("text"))

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="committee_post_says_something"),
            models.CheckConstraint(
                condition=Q(resolved_by=None, resolved_how="") | (Q(resolved_by__isnull=False) & ~Q(resolved_how="")),
                name="committee_resolution_says_how",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class InfoRequest(Tracked):
    """Questions to the owner, under the committee's name. The clock stands still until all are answered."""

    part_of = "review"

    review = models.ForeignKey(Review, models.PROTECT, related_name="requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked at"))
    due_on = models.DateField(_("due on"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("questions to the owner")
        verbose_name_plural = _("questions to the owner")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review"], condition=Q(answered_at=None), name="committee_one_request_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return str(self.review)


class InfoQuestion(Tracked):
    part_of = "request"

    request = models.ForeignKey(InfoRequest, models.PROTECT, related_name="questions")
    repeats = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", verbose_name=_("asks again"))
    anchor = models.CharField(_("about"), max_length=100, blank=True)
    text = models.TextField(_("question"))
    reply = models.TextField(_("reply"), blank=True)

    class Meta:
        verbose_name = _("question to the owner")
        verbose_name_plural = _("questions to the owner")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text
