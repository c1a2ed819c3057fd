"""Date and time in the browser's own fields: named for a screen reader, usable without JavaScript."""

from django import forms
from django.forms.widgets import SplitDateTimeWidget
from django.utils.translation import gettext_lazy as _

from .bounds import MomentField


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """Shows seconds only where there are some, so that saving unchanged changes nothing."""

    input_type = "time"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if (context["widget"]["value"] or "").count(":") > 1:
            context["widget"]["attrs"]["step"] = 1
        return context

    def format_value(self, value) -> str | None:
        text = value if isinstance(value, str) else value and value.strftime("%H:%M:%S")
        return text.removesuffix(":00") if text and text.count(":") > 1 else text or None


class LabelledSplitDateTime(SplitDateTimeWidget):
    """Date and time in two inputs, each with a name of its own, and the time zone in which they are read."""

    field_class = MomentField
    template_name = "governance/widgets/split_datetime.html"

    def __init__(self, label, attrs=None) -> None:
        forms.MultiWidget.__init__(self, [DateInput(), TimeInput()], attrs)
        self.label = label

    def decompress(self, value):
        """A text is what somebody wrote into an address: no moment, so nothing is shown."""
        return [None, None] if isinstance(value, str) else super().decompress(value)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for widget, part in zip(context["widget"]["subwidgets"], (_("date"), _("time")), strict=True):
            widget["attrs"]["aria-label"] = f"{self.label}: {part}"
        return context
