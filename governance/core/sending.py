"""What a browser sends back for a value: to compare it with what came, and to put a value in its place."""

import datetime as dt
from typing import Any

from django import forms

from .forms import OpenCodesWidget


def is_as_shown(bound: forms.BoundField, value: Any) -> bool:
    """Whether what came back for a field is what its widget shows for this value."""
    came = bound.data
    if isinstance(value, str) and isinstance(came, str):
        return _plain(value) == _plain(came)
    if isinstance(value, dt.datetime):
        value = value.replace(microsecond=0)
    return not bound.field.has_changed(value, came)


def _plain(text: str) -> str:
    """A browser ends lines in its own way, and a form field drops the space around a text."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def sent(widget: forms.Widget, name: str, value: Any) -> dict[str, list[str]]:
    """What a browser would send if the widget showed this value. Nothing for a file: that is chosen again."""
    widget = getattr(widget, "widget", widget)  # The admin wraps the choice of a related row.
    match widget:
        case forms.FileInput():
            return {}
        case forms.CheckboxInput():
            return {name: ["on"] if value else []}
        case OpenCodesWidget():
            typed = widget.typed(value)
            return {name: [code for code in value if code not in typed], f"{name}_other": [", ".join(typed)]}
        case forms.MultiWidget():
            parts = zip(widget.widgets, widget.widgets_names, widget.decompress(value), strict=True)
            return {key: one for part, end, piece in parts for key, one in sent(part, name + end, piece).items()}
    shown = widget.format_value(value)
    return {name: list(shown) if isinstance(shown, list | tuple) else ["" if shown is None else str(shown)]}
