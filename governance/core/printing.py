"""Documents to keep: PDF/A-2a and PDF/UA-1, the same bytes for the same data, whoever prints."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils import timezone, translation

STANDARDS = ["a-2a", "ua-1"]
NOT_IN_OUR_FONTS = re.compile("[^\\n\\x20-\\x7e\\xa0-\\u0484\\u1e00-\\u2040\\u20a0-\\u20bf\\u2190-\\u21ff]")


@contextmanager
def for_everybody() -> Iterator[None]:
    """In the language and the time zone of the installation: what is kept does not depend on who looks."""
    with translation.override(settings.LANGUAGE_CODE), timezone.override(timezone.get_default_timezone()):
        yield


def pdf(template: Path, said: dict[str, Any], *, at: dt.datetime) -> bytes:
    """A document of plain values: the template reads them as JSON, so no text of theirs is ever markup.

    `at` is the moment that the document names as its own. The standard wants a glyph for each character; one that
    the fonts of the typesetter lack is printed as its number, such as [U+6F22].
    """
    told = json.dumps(said, ensure_ascii=False, sort_keys=True).replace("\\r\\n", "\\n")
    try:
        return _typeset(template, told, at)
    except typst.TypstError:
        return _typeset(template, legible(told), at)


def legible(told: str) -> str:
    """JSON in which each character has a glyph. Its escapes, as of control characters, are spelt out too."""
    spelt = re.sub(r"\\u([0-9a-f]{4})", lambda found: f"[U+{found[1].upper()}]", told)
    return NOT_IN_OUR_FONTS.sub(lambda found: f"[U+{ord(found[0]):04X}]", spelt)


def _typeset(template: Path, told: str, at: dt.datetime) -> bytes:
    return typst.compile(
        template, root=template.parent, sys_inputs={"said": told}, pdf_standards=STANDARDS, format="pdf",
        ignore_system_fonts=True, timestamp=at.replace(microsecond=0),
    )  # fmt: skip
