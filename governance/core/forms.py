"""Form fields and widgets of our own, usable without JavaScript."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FORBIDDEN = set(",|\0")
"""What no code that is typed may hold: the first separates codes on the screen, the second in the database."""


class CodesWidget(forms.CheckboxSelectMultiple):
    template_name = "governance/widgets/codes.html"
    option_template_name = "governance/widgets/code.html"


class CodesFormField(forms.TypedMultipleChoiceField):
    """Checkboxes for the known codes; where the list is open, a line of text for others."""

    def __init__(self, *, options: Any = (), open: bool = False, **kwargs: Any) -> None:  # noqa: A002
        self.open = open
        self.kept: list[str] = []
        kwargs.pop("choices_form_class", None)
        widget = OpenCodesWidget if open else CodesWidget
        super().__init__(choices=options, widget=widget(), coerce=str, empty_value=[], **kwargs)

    def keep(self, codes: list[str]) -> None:
        """What is stored may stay, whatever it holds: an import may have brought it."""
        self.kept = codes

    def validate(self, value: list[str]) -> None:
        wrong = [code for code in value if set(code) & FORBIDDEN and code not in self.kept] if self.open else []
        if wrong:
            told = {"codes": "; ".join(code.replace("\0", "�") for code in wrong)}
            raise ValidationError(_("Write these without commas, bars and control characters: %(codes)s."), params=told)
        super().validate(value)

    def valid_value(self, value) -> bool:
        return self.open or super().valid_value(value)

    def has_changed(self, initial, data) -> bool:
        """The order on the screen is that of the list of known codes, so it does not count."""
        return set(initial or []) != set(data or [])


class OpenCodesWidget(CodesWidget):
    """Adds a text line `<name>_other`, comma-separated, for codes that are not listed.

    A stored code that holds a comma itself is one more box.
    """

    template_name = "governance/widgets/open_codes.html"

    def value_from_datadict(self, data, files, name):
        ticked = super().value_from_datadict(data, files, name) or []
        others = [code.strip() for code in (data.get(f"{name}_other") or "").split(",")]
        return list(dict.fromkeys([*ticked, *filter(None, others)]))

    def value_omitted_from_data(self, data, files, name) -> bool:
        return False

    def typed(self, codes: list[str] | None) -> list[str]:
        """Those of the codes that stand in the line of text."""
        return [code for code in codes or [] if "," not in code and not self._is_known(code)]

    def _is_known(self, code: str) -> bool:
        return any(code == str(known) for known, _label in self.choices)

    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        for code in value:
            if "," in code and not self._is_known(code):
                option = self.create_option(name, code, code, selected=True, index=len(groups), attrs=attrs)
                groups.append((None, [option], len(groups)))
        return groups

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["others"] = ", ".join(self.typed(value))
        return context


class PartialDateFormField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs["help_text"] = kwargs.get("help_text") or _("As far as it is known: 2014, 2014-05 or 2014-05-17.")
        super().__init__(**kwargs | {"max_length": 10})
        self.widget.attrs |= {"placeholder": "YYYY-MM-DD", "inputmode": "numeric", "autocomplete": "off"}
