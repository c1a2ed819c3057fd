"""What an import did, or would do."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.core.models import Record


@dataclass
class Report:
    """`found` counts what the files hold, in the words of their format; the others count records.

    `reworded` are those where only what is kept of the source changed, and nothing in the register.
    """

    format: str
    files: int = 0
    found: Counter[str] = field(default_factory=Counter)
    created: Counter[type[Record]] = field(default_factory=Counter)
    changed: Counter[type[Record]] = field(default_factory=Counter)
    reworded: Counter[type[Record]] = field(default_factory=Counter)
    unchanged: int = 0
    held_back: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def news(self) -> int:
        return self.created.total() + self.changed.total() + self.reworded.total()

    def plain(self) -> dict[str, Any]:
        told = vars(self) | {"found": dict(self.found)}
        for name in ("created", "changed", "reworded"):
            told[name] = {model.__name__: count for model, count in told[name].items()}
        return told

    def holds(self) -> str:
        """Such as “vendors (1), special features (2)”: names first, as they are those of the format, in the plural."""
        told = ", ".join(f"{name.replace('_', ' ')} ({count:,})" for name, count in self.found.items())
        return told or ngettext("nothing, as the file is empty", "nothing, as the files are empty", self.files)

    def words(self) -> list[str]:
        lines = [_("%(what)s: new") % {"what": counted(model, n)} for model, n in self.created.items()]
        lines += [_("%(what)s: changed") % {"what": counted(model, n)} for model, n in self.changed.items()]
        only = _("%(what)s: only the text of the source is new")
        lines += [only % {"what": counted(model, n)} for model, n in self.reworded.items()]
        lines += [_("%(n)d unchanged") % {"n": self.unchanged}] if self.unchanged else []
        return lines + ([_("%(n)d held back") % {"n": self.held_back}] if self.held_back else [])


def counted(model: type[Record], count: int) -> str:
    name = ngettext(str(model._meta.verbose_name), str(model._meta.verbose_name_plural), count)
    return f"{count:,} {name}"
