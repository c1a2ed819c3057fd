"""Questionnaires in editions, with their sections and questions."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.core.fields import CodesField
from governance.core.models import Record, StateField, Tracked
from governance.questionnaires import lint
from governance.questionnaires.checked import Shaped
from governance.questionnaires.items import Column, Item, Part, options_of
from governance.questionnaires.querysets import QuestionnaireQuerySet
from governance.questionnaires.scorers import scorers
from governance.questionnaires.vocabulary import Combine, Kind, Polarity, Purpose, Trigger
from governance.questionnaires.workflow import QUESTIONNAIRE

POINTS = models.TextChoices("POINTS", {f"P{n}": (str(n), str(n)) for n in range(5)})


class Questionnaire(Record):
    """One edition of a set of questions. A published edition no longer changes; a change is a new edition."""

    prefix = "QST"
    contents = ("sections", "questions")

    key = models.CharField(
        _("key"), max_length=100, help_text=_("The same for all editions, such as fairhold.screening.")
    )
    edition = models.PositiveIntegerField(_("edition"), default=1)
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices, default=Purpose.OTHER)
    scoring = models.CharField(
        _("scored by"),
        max_length=50,
        blank=True,
        help_text=_("The code of a way to score, such as fairhold.deia; empty if it is not scored."),
    )
    thin = models.BooleanField(
        _("principles may be covered thinly"),
        default=False,
        help_text=_("A principle with few questions is then shown, and left out of the peak."),
    )
    guidance = models.TextField(_("guidance"), blank=True)
    written_by = models.TextField(
        _("source"), blank=True, help_text=_("Who wrote it, and under which licence, if not you.")
    )
    state = StateField(QUESTIONNAIRE)

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        constraints = [
            QUESTIONNAIRE.constraint(),
            models.UniqueConstraint(fields=["key", "edition"], name="questionnaires_edition_exists_once"),
        ]

    def links(self) -> Iterable[dict[str, Any]]:
        return [{"title": _("Download as a file"), "url": reverse("admin:questionnaire_file", args=[self.pk])}]

    def parts(self) -> tuple[Part, ...]:
        return tuple(section.part for section in self.sections.all())

    def items(self) -> tuple[Item, ...]:
        return tuple(question.item for question in self.questions.select_related("section"))

    def problems(self) -> list[lint.Problem]:
        """What keeps it from being published, all at once."""
        return self.lint(self.parts(), self.items())

    def lint(self, parts: tuple[Part, ...], items: tuple[Item, ...]) -> list[lint.Problem]:
        """What is wrong with these sections and questions, were they this questionnaire's."""
        if self.scoring not in scorers:
            return [lint.Problem("scoring", str(_("There is no such way to score.")))]
        before = type(self).objects.before(self)
        keys = frozenset(before.questions.values_list("key", flat=True)) if before else frozenset()
        return lint.lint(lint.Draft(parts, items, scorers[self.scoring], self.thin, keys))


class Section(Tracked):
    """Questions that are answered together."""

    part_of = "questionnaire"
    removable = True

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="sections")
    code = models.CharField(_("code"), max_length=100)
    title = models.CharField(_("title"), max_length=300)
    guidance = models.TextField(_("guidance"), blank=True)
    visible_if = models.JSONField(_("shown when"), null=True, blank=True, validators=[Shaped("rule")])
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "code"], name="questionnaires_section_exists_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def part(self) -> Part:
        return Part(self.code, self.title, self.position, self.visible_if)


class Question(Tracked):
    """One question, with a key that stays the same through all editions."""

    part_of = "questionnaire"
    removable = True

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="questions")
    section = models.ForeignKey(
        Section, models.PROTECT, related_name="questions", null=True, blank=True, verbose_name=_("section")
    )
    key = models.CharField(_("key"), max_length=100)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.YES_NO_UNSURE)
    text = models.TextField(_("question"), max_length=2000)
    guidance = models.TextField(_("guidance"), blank=True)
    example = models.TextField(_("example of an answer"), blank=True)
    options = models.JSONField(_("choices"), default=list, blank=True, validators=[Shaped("options")])
    columns = models.JSONField(_("columns of its rows"), default=list, blank=True, validators=[Shaped("columns")])
    limits = models.JSONField(_("limits"), default=dict, blank=True, validators=[Shaped("limits")])
    visible_if = models.JSONField(_("shown when"), null=True, blank=True, validators=[Shaped("rule")])
    required = models.BooleanField(_("must be answered"), default=True)
    may_not_apply = models.BooleanField(_("may not apply"), default=False)
    polarity = models.CharField(_("scored as"), max_length=20, choices=Polarity.choices, default=Polarity.NONE)
    weight = models.PositiveSmallIntegerField(_("weight"), default=0)
    shares = models.JSONField(
        _("principles"),
        default=dict,
        blank=True,
        validators=[Shaped("shares")],
        help_text=_('In hundredths: {"PRI": 100, "NOM": 50}.'),
    )
    combine = models.CharField(
        _("several choices count as"), max_length=20, choices=Combine.choices, default=Combine.MAX
    )
    evidence = models.CharField(_("evidence"), max_length=200, blank=True, help_text=_("What shows that it is so."))
    evidence_at = CodesField(_("evidence is asked for at these points"), codes=POINTS)
    trigger = models.CharField(_("a yes leads to"), max_length=10, choices=Trigger.choices, blank=True)
    leads_to = models.CharField(
        _("a yes opens section"), max_length=100, blank=True, help_text=_("Its code in the full questionnaire.")
    )
    criteria = CodesField(_("criteria"), open=True, help_text=_("Numbers of the criteria in WP248 that a yes meets."))
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "key"], name="questionnaires_question_is_asked_once")
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        if self.section_id and self.section.questionnaire_id != self.questionnaire_id:
            raise ValidationError({"section": _("Choose a section of the same questionnaire.")})

    @property
    def item(self) -> Item:
        """As plain values. Reads its section, so lists fetch it too."""
        return Item(
            key=self.key,
            kind=self.kind,
            text=self.text,
            section=self.section.code if self.section else "",
            polarity=self.polarity,
            weight=self.weight,
            shares=self.shares,
            own_options=options_of(self.options),
            columns=tuple(Column.of(one) for one in self.columns),
            combine=self.combine,
            limits=self.limits,
            visible_if=self.visible_if,
            required=self.required,
            may_not_apply=self.may_not_apply,
            evidence_at=frozenset(map(int, self.evidence_at)),
            criteria=tuple(self.criteria),
            trigger=self.trigger,
        )
