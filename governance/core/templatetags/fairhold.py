"""What templates need beyond Django: icons, labelled cells, days from today, the fields of a snapshot by name."""

import datetime as dt
import html
import json
import re
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.forms import Field
from django.forms.widgets import ChoiceWidget
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@cache
def drawn() -> frozenset[str]:
    """The names of the icons that exist."""
    sprite = settings.BASE_DIR / "static" / "governance" / "icons.svg"
    return frozenset(re.findall(r'symbol id="([a-z]+)"', sprite.read_text()))


@register.simple_tag
def icon(name: str) -> SafeString:
    """Decoration beside a word; a name without a drawing gets that of a plain record."""
    shown = name if name in drawn() else "record"
    told = '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>'
    return format_html(told, static("governance/icons.svg"), shown)


@register.filter
def initials(person: Any) -> str:
    return "".join(word[0] for word in str(person).split()[:2]).upper()


@register.filter
def labelled(cells: list[str], headers: list[dict[str, Any]]) -> list[SafeString]:
    """The cells of a row of the admin's list, each with the heading of its column, for when it becomes a card."""
    return [_labelled(cell, capfirst(header["text"])) for cell, header in zip(cells, headers, strict=True)]


def _labelled(cell: str, label: str) -> SafeString:
    cell = re.sub(r">[-–]</(t[dh])>$", r'><span class="nothing quiet">–</span></\1>', _yes_or_no(cell).strip())
    named = re.sub(r"^\s*<(t[dh])\b", rf'<\1 data-label="{conditional_escape(label)}"', cell, count=1)
    return mark_safe(named)  # noqa: S308  the admin's own markup, and a label escaped above


def _yes_or_no(told: str) -> str:
    """The admin draws a boolean; here it is a word."""
    words = {"True": _("Yes"), "False": _("No"), "None": _("Not known")}
    return re.sub(r'<img src="[^"]*" alt="(True|False|None)">', lambda found: words[found[1]], told)


@register.filter
def in_words(shown: Any) -> str:
    """What a read-only field of the admin says: codes by their labels, a yes or no as a word."""
    field = {field.name: field for field in shown.form.instance._meta.concrete_fields}.get(shown.field["field"])
    if hasattr(field, "labels"):
        return ", ".join(field.labels(field.value_from_object(shown.form.instance))) or "–"
    told = _yes_or_no(shown.contents())
    if told == "-":
        return "–"
    return mark_safe(told) if isinstance(shown.contents(), SafeString) else told  # noqa: S308  safe as it came


@register.filter
def formset_words(formset: Any) -> str:
    """What the admin's script says beside the parts of a record: as we speak, "Add another risk"."""
    told = json.loads(formset.inline_formset_data())
    told["options"]["addText"] = _("Add another %(name)s") % {"name": formset.opts.verbose_name}
    return json.dumps(told)


@register.filter
def part_title(part: Any) -> str:
    """What a part of a record says of itself; nothing, if it is new or only a number."""
    told = str(part.original or "")
    return "" if told.startswith("#") else told


@register.filter
def repeats(line: Any, heading: Any) -> bool:
    """Whether a line of a part that is only read says again what heads the part."""
    fields = list(line)
    alone = bool(heading) and len(fields) == 1 and fields[0].is_readonly
    return alone and html.unescape(in_words(fields[0])) == str(heading)


@register.filter
def is_blank(fieldset: Any, heading: Any) -> bool:
    """Whether no line of the fieldset would be seen. Told by the server: a page that streams in can fool `:has()`."""
    return all(not line.has_visible_field or repeats(line, heading) for line in fieldset)


@register.filter
def advice(error: Any, field: Any) -> str:
    """An empty field is told what to do, not that it is required; every other error already says."""
    if str(error) != Field.default_error_messages["required"]:
        return error
    widget = getattr(field.field.widget, "widget", field.field.widget)
    return _("Choose an answer.") if isinstance(widget, ChoiceWidget) else _("Fill this in.")


@register.filter
def lead_in(label: Any) -> str:
    """A label before what is said of it: "Name:", but "Why?"."""
    return str(label) if str(label).endswith("?") else f"{label}:"


@register.filter
def file_name(file: Any) -> str:
    """A stored file by the name that a person gave it."""
    return str(file).rpartition("/")[2]


@register.filter
def optional_apart(label: Any) -> str:
    """A label with its "(optional)" set apart, as on every form."""
    asked, mark, rest = str(label).partition(_("(optional)"))
    return format_html('{}<span class="optional">{}</span>{}', asked, mark, rest) if mark else str(label)


@register.filter
def spoken(text: str) -> str:
    """A snapshot keeps dates as 2026-12-15; a person reads 15 December 2026."""
    is_date = re.fullmatch(r"\d{4}-\d\d-\d\d", text)
    return date_format(dt.date.fromisoformat(text), "j F Y") if is_date else text


@register.filter
def sort_direction(header: dict[str, Any]) -> str:
    if not header["sortable"] or not header["sorted"]:
        return "none"
    return "ascending" if header["ascending"] else "descending"


@register.simple_tag
def applied_filters(cl: Any) -> list[dict[str, str]]:
    """The filters of a list that are on: what they are, what was chosen, and the way back to all."""
    specs = [(spec.title, list(spec.choices(cl))) for spec in cl.filter_specs]
    return [
        {"title": title, "chosen": choice["display"], "clear": choices[0]["query_string"]}
        for title, choices in specs
        for choice in choices[1:]
        if choice["selected"]
    ]


@register.filter
def dated(todos: list[Any], yes: bool) -> list[Any]:  # noqa: FBT001  a filter takes its argument by position
    return [item for item in todos if bool(item.due) is yes]


@register.filter
def days_from(day: dt.date, today: dt.date) -> str:
    """A date as the distance that a person feels: today, tomorrow, in 4 days, 2 days late."""
    days = (day - today).days
    if days < 0:
        return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
    if days <= 1:
        return _("Tomorrow") if days else _("Today")
    return ngettext("In %(days)d day", "In %(days)d days", days) % {"days": days}


@register.filter
def said(content: dict[str, Any], name: str) -> dict[str, Any]:
    """A field of a snapshot by its name; empty if it has none."""
    return next((field for field in content["fields"] if field["name"] == name), {})


@register.filter
def parts_named(content: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return content["parts"].get(name, [])


@register.filter
def but(content: dict[str, Any], names: str) -> list[dict[str, Any]]:
    """The fields of a snapshot that say something, without those that are shown elsewhere."""
    return [field for field in content["fields"] if field["text"] and field["name"] not in names.split()]


@register.filter
def parts_but(content: dict[str, Any], names: str) -> list[list[dict[str, Any]]]:
    return [parts for name, parts in content["parts"].items() if parts and name not in names.split()]
