"""Questionnaires, and what every app builds its answers to them on."""

from .answers import AnswerBase, sheet
from .questionnaires import Question, Questionnaire, Section

__all__ = ["AnswerBase", "Question", "Questionnaire", "Section", "sheet"]
