"""The questions of a section as forms: a way to show and to read each kind of value, and each answer by itself."""

from .forms import AnswerForm, forms_for, keep
from .gone import gone

__all__ = ["AnswerForm", "forms_for", "gone", "keep"]
