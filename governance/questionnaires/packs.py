"""Questionnaires as files: read strictly, refused whole, written back so that they load again as they were.

key: fairhold.screening         of all editions
edition: 1
name: ...
purpose: screening              with scoring, thin, guidance and written_by, all optional
sections:                       each with code, title, guidance, visible_if and its questions
questions:                      those outside of any section
  - key: scr.stop
    text: ...                   and the other fields of a question, as in models.py
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from governance.core import bulk
from governance.core.acting import acting
from governance.core.fields import CodesField
from governance.core.nodes import Node
from governance.core.reading import Source
from governance.core.refusals import Problem, Refused
from governance.core.workflow import advance

from .models import Question, Questionnaire, Section

FOLDER = Path(__file__).parent / "packs"
HEAD = ("key", "edition", "name", "purpose", "scoring", "thin", "guidance", "written_by")
OF_SECTION = ("code", "title", "guidance", "visible_if")
OF_QUESTION = tuple(
    field.name
    for field in Question._meta.concrete_fields
    if field.name not in {"id", "version", "questionnaire", "section", "position"}
)


def install(name: str, *, by) -> Questionnaire:
    """Loads and publishes a pack, such as `screening-1`; the edition that is already there is left as it is."""
    path = FOLDER / f"{name}.yaml"
    return publish(Source(path.name, path.read_bytes()), by=by)


@transaction.atomic
def publish(source: Source, *, by) -> Questionnaire:
    rows = read(source)
    return _known(rows[0]) or advance(_save(rows, by=by), "publish", by=by)


@transaction.atomic
def load(source: Source, *, by) -> Questionnaire:
    """Saves it as a draft of `by`. Raises Refused with everything that is wrong, and saves nothing."""
    rows = read(source)
    if _known(rows[0]):
        told = _("Edition %(n)d is here already: give yours a higher number.")
        raise Refused.at(source.name, "edition", told % {"n": rows[0].edition})
    return _save(rows, by=by)


def _known(questionnaire: Questionnaire) -> Questionnaire | None:
    rows = Questionnaire._base_manager.filter(key=questionnaire.key, edition=questionnaire.edition)
    return rows.first()


def _save(rows: list[Any], *, by) -> Questionnaire:
    questionnaire, *parts = rows
    questionnaire.owner = by
    with acting(by, reason=_("loaded from a file")):
        questionnaire.save()
        bulk.write([row for row in parts if isinstance(row, Section)])
        bulk.write([_placed(row) for row in parts if isinstance(row, Question)])
    return questionnaire


def _placed(question: Question) -> Question:
    """Django notes the number of a row that is linked before it is saved only when it is told again."""
    question.questionnaire, question.section = question.questionnaire, question.section
    return question


# Reading


def read(source: Source) -> list[Any]:
    """Rows not saved yet: the questionnaire, its sections, its questions. Raises Refused with everything wrong."""
    node = source.node()
    _only(node, {*HEAD, "sections", "questions"})
    questionnaire = _filled(node, Questionnaire(), HEAD)
    sections, questions = [], []
    for number, inside in enumerate(node.at("sections").items(), start=1):
        _only(inside, {*OF_SECTION, "questions"})
        sections.append(_filled(inside, Section(questionnaire=questionnaire, position=number), OF_SECTION))
        questions += [_question(one, sections[-1]) for one in inside.at("questions").items()]
    questions += [_question(one, None) for one in node.at("questions").items()]
    for number, question in enumerate(questions, start=1):
        question.questionnaire, question.position = questionnaire, number
    _refuse_what_does_not_fit(node, questionnaire, sections, questions)
    return [questionnaire, *sections, *questions]


def _question(node: Node, section: Section | None) -> Question:
    _only(node, set(OF_QUESTION))
    return _filled(node, Question(section=section), OF_QUESTION)


def _only(node: Node, known: set[str]) -> None:
    for name, inside in node.members():
        if name not in known:
            raise inside.refuse(_("This name is not known here."))


def _filled(node: Node, row: Any, names: Iterable[str]) -> Any:
    for name in names:
        field, inside = row._meta.get_field(name), node.at(name)
        if inside.value is not None:
            setattr(row, name, _value(inside, field))
        elif not field.blank and not field.has_default():
            raise inside.refuse(_("This is missing."))
    return row


def _value(node: Node, field: models.Field) -> Any:
    match field:
        case CodesField():
            value: Any = [str(item.value) for item in node.items()]
        case models.JSONField():
            value = node.value
        case models.BooleanField():
            value = _truth(node)
        case models.IntegerField():
            value = node.whole(most=2**15 - 1)
        case _:
            value = node.text(needed=not field.blank)
    try:
        return field.clean(value, None)
    except ValidationError as error:
        raise node.refuse(" ".join(error.messages)) from None


def _truth(node: Node) -> bool:
    if not isinstance(node.value, bool):
        raise node.refuse(_("This should be true or false."))
    return node.value


def _refuse_what_does_not_fit(node: Node, questionnaire: Questionnaire, sections: list, questions: list) -> None:
    if not questions:
        raise node.at("questions").refuse(_("Add at least one question."))
    parts = tuple(section.part for section in sections)
    found = questionnaire.lint(parts, tuple(question.item for question in questions))
    if found:
        raise Refused(*(Problem(node.file, problem.key, problem.reason) for problem in found))


# Writing


def export(questionnaire: Questionnaire) -> str:
    told = dict(_told(questionnaire, HEAD))
    questions = list(questionnaire.questions.select_related("section"))
    sections = [
        dict(_told(section, OF_SECTION)) | _listed([one for one in questions if one.section_id == section.pk])
        for section in questionnaire.sections.all()
    ]
    told |= ({"sections": sections} if sections else {}) | _listed([one for one in questions if not one.section_id])
    return yaml.dump(told, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)


def _listed(questions: list[Question]) -> dict[str, Any]:
    return {"questions": [dict(_told(question, OF_QUESTION)) for question in questions]} if questions else {}


def _told(row: models.Model, names: Iterable[str]) -> Iterator[tuple[str, Any]]:
    """What differs from what a new row has."""
    for name in names:
        value, field = getattr(row, name), row._meta.get_field(name)
        if name in {"key", "edition"} or value != field.get_default():
            yield name, value


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True
