"""The choices of a question as lines of text, for those who write questionnaires in the browser."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MARKS = ("exclusive", "unsure", "extreme")
HELP = _(
    "One a line: key | points | text | marks, such as “none | 0 | None of these | exclusive”. Leave the points empty "
    "if it is not scored. Marks: exclusive, unsure, extreme, or the flags that it raises."
)


class ChoicesField(forms.CharField):
    """The list of choices; `a | 0 | Text | exclusive FLAG` a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, *args: Any, **told: Any) -> None:
        known = {name: told[name] for name in ("label", "required", "initial", "validators") if name in told}
        super().__init__(*args, help_text=HELP, **known)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(line, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[dict[str, Any]]:
        if isinstance(value, list):
            return value
        lines = [text for text in super().to_python(value).splitlines() if text.strip()]
        return [choice(text, number) for number, text in enumerate(lines, start=1)]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compared as lines: a text with a bar in it, which cannot be written here, may stay as it is."""
        return (data or "").replace("\r\n", "\n").strip() != (self.prepare_value(initial or []) or "").strip()


def line(told: dict[str, Any]) -> str:
    points = "" if told.get("points") is None else str(told["points"])
    marks = [mark for mark in MARKS if told.get(mark)] + list(told.get("flags", ()))
    return " | ".join([told["key"], points, told.get("text", ""), *([" ".join(marks)] if marks else [])])


def choice(text: str, number: int) -> dict[str, Any]:
    """Raises ValidationError with the number of the line."""
    pieces = [piece.strip() for piece in text.split("|")]
    key, points, words, marks = [*pieces, "", "", "", ""][:4]
    if not 3 <= len(pieces) <= 4 or (points and not points.isdecimal()):  # noqa: PLR2004  with or without marks
        told = _("Line %(n)d: write key | points | text, and marks if there are any.")
        raise ValidationError(told, params={"n": number})
    found: dict[str, Any] = {"key": key, "text": words}
    if points:
        found["points"] = int(points)
    found |= {mark: True for mark in MARKS if mark in marks.split()}
    flags = [mark for mark in marks.split() if mark not in MARKS]
    return found | ({"flags": flags} if flags else {})
