"""Takes what a source says into the registers: all of it or nothing."""

import datetime as dt
from collections.abc import Iterable
from itertools import product
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from governance.core import bulk
from governance.core.acting import Source as From
from governance.core.acting import acting
from governance.core.errors import StaleRecord
from governance.core.models import Record, Tracked
from governance.core.reading import Source, verbatim
from governance.core.refusals import Refused
from governance.core.workflow import Move, advance

from . import endings, rows
from .entries import Entry, Format, Link
from .following import Following, content, links_in, taken
from .gathering import read_all
from .models import Origin
from .reports import Report

BATCH = 500


def take_in(
    found: Format, sources: Iterable[Source], *, by, owner, now: dt.datetime, place: str = "", dry_run: bool = False
) -> Report:
    """What was done, or with `dry_run` would be. New records belong to `owner`; `place` is told in their history.

    Raises Refused, with nothing written, if anything in any file is wrong.
    """
    report = Report(found.code)
    if found.takes:
        return found.takes(sources, report, by=by, owner=owner, dry_run=dry_run)
    entries = read_all(found, sources, report)
    told = _("imported from %(place)s") % {"place": place or found.label}
    try:
        with transaction.atomic(), acting(by, source=From.IMPORT, reason=told):
            one_at_a_time()
            Intake(found, report, by=by, owner=owner, now=now).take(entries)
            transaction.set_rollback(dry_run)
    except StaleRecord:
        told = _("Somebody has changed one of these records meanwhile. Nothing was imported: import again.")
        raise Refused.at(place, "", told) from None
    return report


def one_at_a_time() -> None:
    """The second of two imports waits here, and then finds what the first has made."""
    kind = ContentType.objects.get_for_model(Origin)
    ContentType.objects.select_for_update(no_key=True).get(pk=kind.pk)


class Intake:
    """One import, under way. `known` holds the records that keys stand for, `origins` what was said of them before.

    `waiting` holds the keys of those that have ended in their source, and cannot end here yet.
    """

    def __init__(self, found: Format, report: Report, *, by: Any, owner: Any, now: dt.datetime) -> None:
        self.format, self.report, self.owner, self.move = found, report, owner, Move(by, now)
        self.known: dict[str, Record] = {}
        self.origins: dict[str, Origin] = {}
        self.waiting: set[str] = set()

    def take(self, entries: list[Entry]) -> None:
        keys = sorted({entry.key for entry in entries} | {link.key for entry in entries for link in links_of(entry)})
        self._recall(keys)
        self._recall(sorted({key for one in self.origins.values() for key in links_in(one.taken)} - self.known.keys()))
        for model in self.format.models:
            mine = [entry for entry in entries if entry.model is model]
            self._follow([entry for entry in mine if entry.key in self.origins])
            self._begin([entry for entry in mine if entry.key not in self.origins])

    def _recall(self, keys: list[str]) -> None:
        chunks = [keys[start : start + BATCH] for start in range(0, len(keys), BATCH)]
        for model, chunk in product(self.format.models, chunks):
            kind = ContentType.objects.get_for_model(model)
            found = Origin.objects.filter(format=self.format.code, key__in=chunk, content_type=kind)
            origins = {origin.object_id: origin for origin in found}
            for row in model._base_manager.select_for_update().filter(pk__in=origins):
                self.known[origins[row.pk].key], self.origins[origins[row.pk].key] = row, origins[row.pk]

    def _begin(self, entries: list[Entry]) -> None:
        made = {entry.key: rows.begun(entry, self.owner, self.known, self.move) for entry in entries}
        bulk.write(made.values())
        self.known |= made
        bulk.write(part for entry in entries for part in rows.parts(self.format, entry, made[entry.key], self.known))
        bulk.write(self._origin(entry, Origin(format=self.format.code, key=entry.key)) for entry in entries)
        for entry in entries:
            self.report.created[entry.model] += 1

    def _origin(self, entry: Entry, origin: Origin) -> Origin:
        row = self.known[entry.key]
        origin.content_type, origin.object_id = ContentType.objects.get_for_model(row), row.pk
        origin.file, origin.as_of = entry.node.file[-500:], entry.as_of
        origin.said, origin.taken = verbatim(entry.said), self._taken(entry, origin.taken)
        return origin

    def _taken(self, entry: Entry, before: str) -> str:
        return taken(entry, before, waits=entry.key in self.waiting)

    def _follow(self, entries: list[Entry]) -> None:
        changed = [entry for entry in entries if self._has_news(entry)]
        self.report.unchanged += len(entries) - len(changed)
        seen = self._visible(changed)
        following = [entry for entry in changed if not self._is_held_back(entry, seen)]
        written = {entry.key: self._followed(entry) for entry in following}
        bulk.write(row for found in written.values() for row in found)
        moved = {entry.key for entry in following if self._end(entry)}
        self._keep(following, moved | {key for key, found in written.items() if found})

    def _keep(self, entries: list[Entry], moved: set[str]) -> None:
        """What the source says is kept where it is new: of an end that waits as before, there is only a note."""
        news = [entry for entry in entries if self._has_news(entry)]
        self.report.unchanged += len(entries) - len(news)
        for entry in news:
            (self.report.changed if entry.key in moved else self.report.reworded)[entry.model] += 1
        bulk.write(self._origin(entry, self.origins[entry.key]) for entry in news)

    def _has_news(self, entry: Entry) -> bool:
        """An older edition than the one that we have is no news."""
        origin = self.origins[entry.key]
        if entry.as_of and origin.as_of and entry.as_of < origin.as_of:
            return False
        return (origin.taken, origin.said) != (self._taken(entry, origin.taken), verbatim(entry.said))

    def _visible(self, entries: list[Entry]) -> set[Record]:
        """Nobody changes by an import what they may not see."""
        found: set[Record] = set()
        for start in range(0, len(entries), BATCH):
            chunk = [self.known[entry.key] for entry in entries[start : start + BATCH]]
            for model in {type(row) for row in chunk}:
                shown = model.objects.visible_to(self.move.by).filter(pk__in=[row.pk for row in chunk])
                found |= set(shown.only("pk"))
        return found

    def _is_held_back(self, entry: Entry, seen: set[Record]) -> bool:
        row = self.known[entry.key]
        if row in seen and (row.is_editable or self._says_the_same(entry)):
            return False
        if row in seen:
            told = _("%(it)s is “%(state)s”, so it does not follow its source. Open it for changes, then import again.")
            self.report.notes.append(told % {"it": row, "state": row.get_state_display()})
        self.report.held_back += 1
        return True

    def _says_the_same(self, entry: Entry) -> bool:
        before = self.origins[entry.key].taken
        return content(before) == content(taken(entry, before))

    def _followed(self, entry: Entry) -> list[Tracked]:
        row = self.known[entry.key]
        found = Following.of(self.format, entry, row, self.origins[entry.key].taken, self.known)
        kept = _("%(it)s: “%(what)s” stays as it was changed here; the source has changed it too.")
        gone = _("%(it)s: “%(what)s” is no longer in the source. It stays until somebody ends it.")
        self.report.notes += [kept % {"it": row, "what": what} for what in found.kept]
        self.report.notes += [gone % {"it": row, "what": what} for what in sorted(found.gone)]
        return found.to_write

    def _end(self, entry: Entry) -> bool:
        """Takes the step that the source tells of; what stands in its way is told, and the next import tries again."""
        row = self.known[entry.key]
        if not entry.ending or not endings.is_due(entry, row, self.origins[entry.key]):
            return False
        try:
            advance(row, entry.ending[0], by=self.move.by, note=_("The source says so."), now=entry.ending[1])
        except ValidationError as error:
            told = _("%(it)s has ended in its source, but not here: %(why)s")
            self.report.notes.append(told % {"it": row, "why": " ".join(error.messages)})
            self.waiting.add(entry.key)
            return False
        return True


def links_of(entry: Entry) -> Iterable[Link]:
    told = [*entry.values.values(), *(one for found in entry.parts.values() for one in found)]
    return [value for value in told if isinstance(value, Link)]
