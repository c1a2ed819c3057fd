"""Carrying the answers of a draft over to a new edition of the questionnaire (specification 3.6)."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from governance.core import bulk
from governance.core.acting import acting
from governance.questionnaires import kinds
from governance.questionnaires.models import Question, Questionnaire

from . import filling
from .models import Answer, Assessment


@dataclass
class Carried:
    """What becomes of answers in a new edition, by key: kept, to be confirmed, to be answered, no longer asked."""

    same: list[str] = field(default_factory=list)
    reworded: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


def compare(assessment: Assessment, edition: Questionnaire) -> Carried:
    """What `carry_over` would do. Raises ValidationError if nothing here was asked by an edition of the same key."""
    told = Carried()
    answers = {row.question.key: row for row in assessment.answers.to(_replaced(assessment, edition))}
    asked = {one.key: one for one in filling.asked(edition, _scope(assessment, edition))}
    for key, question in asked.items():
        _list_of(told, answers.get(key), question).append(key)
    told.dropped = [key for key in answers if key not in asked]
    return told


def _list_of(told: Carried, answer: Answer | None, question: Question) -> list[str]:
    if answer is None or kinds.wrong(question.item, answer.value):
        return told.new
    return told.same if _asks(answer.question) == _asks(question) else told.reworded


def _asks(question: Question) -> tuple[Any, ...]:
    """What a person reads before answering: not the points, nor the number."""
    options = [(one.get("key"), one.get("text")) for one in question.options]
    return question.kind, question.text, options, question.columns


def _replaced(assessment: Assessment, edition: Questionnaire) -> Questionnaire:
    for one in (assessment.template, assessment.questionnaire):
        if one and one.key == edition.key:
            return one
    raise ValidationError(_("This is no newer edition of what is asked here."))


def _scope(assessment: Assessment, edition: Questionnaire) -> frozenset[str] | None:
    """The sections laid out already; None where all of them are, and for the screening, which has none."""
    old = _replaced(assessment, edition)
    laid_out = set(assessment.answers.to(old).values_list("question__section__code", flat=True))
    everywhere = set(old.questions.values_list("section__code", flat=True))
    return None if laid_out == everywhere else frozenset(laid_out - {None})


@transaction.atomic
def carry_over(assessment: Assessment, edition: Questionnaire, *, by) -> Carried:
    """Moves a draft to a newer published edition, as `compare` tells.

    Answers to questions in other words wait to be confirmed; what is no longer asked is taken out and stays in history.
    """
    if edition.state != "published" or edition.edition <= _replaced(assessment, edition).edition:
        raise ValidationError(_("This is no newer edition that is published."))
    stored = filling.locked(assessment.pk, by)
    told, old = compare(stored, edition), _replaced(stored, edition)
    answers = {row.question.key: row for row in stored.answers.to(old)}
    questions = {one.key: one for one in edition.questions.all()}
    with acting(by, reason=_("carried over to edition %(n)d") % {"n": edition.edition}):
        _take_out([answers[key] for key in told.dropped])
        bulk.write([_moved(answers.get(key), questions[key], told, stored) for key in _asked_of(told)])
        name = "template" if old == stored.template else "questionnaire"
        setattr(stored, name, edition)
        stored.save()
    assessment.refresh_from_db()
    return told


def _asked_of(told: Carried) -> list[str]:
    return [*told.same, *told.reworded, *told.new]


def _moved(answer: Answer | None, question: Question, told: Carried, assessment: Assessment) -> Answer:
    answer = answer or Answer(assessment=assessment)
    answer.question = question
    if question.key in told.new:
        answer.value, answer.not_applicable, answer.carried = None, "", False
    if question.key in told.reworded:
        answer.carried = answer.entry().is_given
    return answer


def _take_out(answers: list[Answer]) -> None:
    """With its evidence, whose file stays: history names it."""
    for answer in answers:
        for evidence in answer.evidence.all():
            evidence.delete()
        answer.delete()
