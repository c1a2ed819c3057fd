"""What an answer is, whoever asks."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.core.models import Tracked
from governance.questionnaires import kinds
from governance.questionnaires.saying import in_words
from governance.questionnaires.sheets import Entry, Sheet
from governance.questionnaires.visibility import Outside
from governance.questionnaires.vocabulary import Confidence

from .questionnaires import Question, Section


class AnswerBase(Tracked):
    """One answer to one question; empty while unanswered. Each app that asks has a model of its own for its answers.

    A subclass names the record that it is `part_of`, orders its rows, and holds each question once.
    """

    question = models.ForeignKey(Question, models.PROTECT, related_name="+", verbose_name=_("question"))
    value = models.JSONField(_("answer"), null=True, blank=True)
    note = models.TextField(_("explanation"), blank=True)
    not_applicable = models.TextField(_("why it does not apply"), blank=True)
    carried = models.BooleanField(_("carried over, to be confirmed"), default=False)
    confidence = models.CharField(_("how sure"), max_length=10, choices=Confidence.choices, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.question}: {self.get_value_display()}"

    def clean(self) -> None:
        found = kinds.wrong(self.question.item, self.value)
        if self.not_applicable and not self.question.may_not_apply:
            found.append(str(_("This question always applies: answer it.")))
        if self.not_applicable and not kinds.is_empty(self.value):
            found.append(str(_("Either answer it, or say why it does not apply.")))
        if found:
            raise ValidationError({"value": found})

    def get_value_display(self) -> str:
        """The answer in words. Also of a row of history, whose question may be gone."""
        if kinds.is_empty(self.value):
            return str(_("Does not apply")) if self.not_applicable else ""
        return in_words(self.question.item, self.value) if self.question else str(self.value)

    def entry(self, *, evidenced: bool = False) -> Entry:
        return Entry(self.value, self.not_applicable, self.carried, evidenced)


def sheet(answers: Iterable[AnswerBase], sections: Iterable[Section], *, today: dt.date, outside: Outside) -> Sheet:
    """The answers to one questionnaire as plain values.

    Fetch questions and their sections with the answers; where evidence counts, annotate `evidenced`.
    """
    rows = list(answers)
    entries = {row.question.key: row.entry(evidenced=getattr(row, "evidenced", False)) for row in rows}
    items = tuple(row.question.item for row in rows)
    return Sheet(tuple(section.part for section in sections), items, entries, today, outside)
