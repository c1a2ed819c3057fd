"""What is to be done in an assessment, section by section, and how long it may take. Pure, from a filled-in sheet."""

import math
from dataclasses import dataclass
from enum import StrEnum

from governance.questionnaires.items import Item, Part
from governance.questionnaires.sheets import Sheet, State
from governance.questionnaires.visibility import keys
from governance.questionnaires.vocabulary import ROWS, Kind

SECONDS = dict.fromkeys(ROWS, 240) | {Kind.LONG_TEXT: 300, Kind.SCALE: 60}
USUAL = 45
"""About how long a question takes somebody who knows the project."""
GIVEN = {State.ANSWERED, State.NOT_APPLICABLE}


class Status(StrEnum):
    COMPLETED = "completed"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"
    WAITS = "waits"
    """Its questions depend on answers elsewhere that are not given yet."""
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True)
class Task:
    """`done` of `total` visible questions; `after` are the texts of the questions that it waits for."""

    code: str
    title: str
    status: Status
    done: int
    total: int
    after: tuple[str, ...] = ()


def tasks(sheet: Sheet) -> list[Task]:
    return [_task(sheet, part, items) for part in sheet.parts if (items := asked_in(sheet, part))]


def asked_in(sheet: Sheet, part: Part) -> list[Item]:
    return [item for item in sheet.items if item.section == part.code and item.is_asked]


def _task(sheet: Sheet, part: Part, items: list[Item]) -> Task:
    shown = [item for item in items if item.key in sheet.visible]
    wanted = [item for item in shown if item.required or sheet.entry(item.key).is_given]
    done = sum(is_done(sheet, item) for item in wanted)
    after = () if shown else _waits_for(sheet, items)
    return Task(part.code, part.title, _status(sheet, shown, wanted, done, after), done, len(wanted), after)


def is_done(sheet: Sheet, item: Item) -> bool:
    return sheet.state(item.key) in GIVEN and item.key not in sheet.incomplete


def _status(sheet: Sheet, shown: list[Item], wanted: list[Item], done: int, after: tuple[str, ...]) -> Status:
    if not shown:
        return Status.WAITS if after else Status.NOT_NEEDED
    if done == len(wanted):
        return Status.COMPLETED
    begun = any(sheet.entry(item.key).is_given for item in shown)
    return Status.IN_PROGRESS if begun else Status.NOT_STARTED


def _waits_for(sheet: Sheet, items: list[Item]) -> tuple[str, ...]:
    needed = {key for item in items for key in keys(*sheet.rules(item)) if key in sheet.by_key}
    return tuple(item.text for item in sheet.items if item.key in needed and not sheet.entry(item.key).is_given)


def minutes_left(sheet: Sheet) -> int:
    """In steps of five: more exactly than that, nobody knows."""
    left = [item for item in sheet.items if item.key in sheet.open or item.key in sheet.incomplete]
    return 5 * math.ceil(sum(SECONDS.get(Kind(item.kind), USUAL) for item in left) / 300)
