"""All that the files of one import say, once a key; with everything that is wrong told at once."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from governance.core.reading import Source
from governance.core.refusals import Problem, Refused

from .entries import Entry, Format
from .reports import Report


def read_all(found: Format, sources: Iterable[Source], report: Report) -> list[Entry]:
    """Reads on after a bad file, so that all of them are told at once."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for source in sources:
        report.files += 1
        try:
            entries += found.read(source, report.found)
        except Refused as refused:
            problems += refused.problems
    if not problems:
        entries, problems = newest(entries)
    if problems:
        raise Refused(*problems)
    found.join(entries)
    report.notes += [note for entry in entries for note in entry.notes]
    return entries


def newest(entries: list[Entry]) -> tuple[list[Entry], list[Problem]]:
    """One entry a key: the newest, if the source says how old each is; else a problem, told once a file."""
    found: dict[str, Entry] = {}
    problems: dict[str, Problem] = {}
    for entry in entries:
        other = found.setdefault(entry.key, entry)
        if other is not entry and entry.as_of and other.as_of and entry.as_of != other.as_of:
            found[entry.key] = max(entry, other, key=lambda one: one.as_of)
        elif other is not entry:
            told = _("This is “%(key)s” again, which already stands in %(file)s.")
            told %= {"key": entry.key, "file": other.node.file}
            problems.setdefault(entry.node.file, Problem(entry.node.file, entry.node.path, told))
    return list(found.values()), list(problems.values())
