"""What must be true before a questionnaire is published."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def has_questions(questionnaire, move) -> None:
    if not questionnaire.questions.exists():
        raise ValidationError(_("Add at least one question."))


def questions_fit_together(questionnaire, move) -> None:
    problems = questionnaire.problems()
    if problems:
        raise ValidationError([str(problem) for problem in problems])
