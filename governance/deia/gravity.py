"""How grave each answer of a frozen assessment is: published questions no longer change, so values are enough."""

import datetime as dt
from collections import defaultdict
from typing import Any

from governance.committee import worries
from governance.committee.worries import Said
from governance.questionnaires.items import Item
from governance.questionnaires.models import Question, Section
from governance.questionnaires.sheets import Entry, Sheet
from governance.questionnaires.vocabulary import Polarity

from .scoring import Reply, Weight

FROM = 3
"""Points of 4 from which an answer is told as one that matters."""
OF_TRIGGER = {Weight.STOP: 4, Weight.HARD: 4, Weight.SOFT: 3}


def of_answers(answers: list[Said], day: dt.date) -> dict[int, int]:
    rows = Question.objects.select_related("section").filter(pk__in=[worries.question(one) for one in answers])
    by_edition: dict[int, list[Question]] = defaultdict(list)
    for row in rows:
        by_edition[row.questionnaire_id].append(row)
    sections = Section.objects.filter(questionnaire__in=by_edition)
    entries = {worries.question(one): _entry(one) for one in answers}
    found: dict[int, int] = {}
    for edition, questions in by_edition.items():
        parts = tuple(one.part for one in sections if one.questionnaire_id == edition)
        given = {row.key: entries[row.pk] for row in questions}
        sheet = Sheet(parts, tuple(row.item for row in questions), given, day)
        found |= {row.pk: grave for row in questions if (grave := _gravity(row, sheet)) >= FROM}
    return found


def _entry(answer: Said) -> Entry:
    told: dict[str, Any] = {name: worries.field(answer, name) for name in ("value", "not_applicable")}
    return Entry(told["value"], told["not_applicable"] or "")


def _gravity(question: Question, sheet: Sheet) -> int:
    if question.trigger:
        return 0 if sheet.entry(question.key).value == Reply.NO else OF_TRIGGER[Weight(question.trigger)]
    return _of_points(question.item, sheet.points(question.key))


def _of_points(item: Item, points: float | None) -> int:
    """Of an exposure its points; of a safeguard what it lacks."""
    if points is None:
        return 0
    return int(points if item.polarity == Polarity.EXPOSURE else 4 - points)
