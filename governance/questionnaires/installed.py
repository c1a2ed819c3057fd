"""A questionnaire by its key, for scoring: the edition in use, or else the one that comes with Fairhold."""

from dataclasses import replace
from pathlib import Path

from governance.core.reading import Source

from . import packs
from .answersets import Asked
from .models import Question, Questionnaire, Section


def asked(key: str) -> Asked | None:
    """The newest published edition; without one the newest draft, then the newest pack; None if there is none."""
    editions = Questionnaire._base_manager.filter(key=key).order_by("-edition")
    found = editions.filter(state="published").first() or editions.filter(state="draft").first()
    return of_record(found) if found else of_pack(key)


def of_record(found: Questionnaire) -> Asked:
    return Asked(found.key, found.edition, found.scoring, found.parts(), found.items())


def of_pack(key: str) -> Asked | None:
    found = [one for path in sorted(packs.FOLDER.glob("*.yaml")) if (one := _read(path)).key == key]
    return max(found, key=lambda one: one.edition, default=None)


def _read(path: Path) -> Asked:
    questionnaire, *rows = packs.read(Source(path.name, path.read_bytes()))
    parts = tuple(row.part for row in rows if isinstance(row, Section))
    questions = [row for row in rows if isinstance(row, Question)]
    items = tuple(replace(row.item, section=row.section.code if row.section else "") for row in questions)
    return Asked(questionnaire.key, questionnaire.edition, questionnaire.scoring, parts, items)
