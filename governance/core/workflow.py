"""The life of a record as a table of steps. `advance()` is the only code that changes a state."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import policy
from .acting import acting
from .errors import StaleRecord
from .roles import Role

Told = str | Promise


@dataclass(frozen=True)
class Move:
    """Who moves a record, when and why: what rules and effects may know besides the record."""

    by: Any
    now: dt.datetime
    note: str = ""

    @property
    def today(self) -> dt.date:
        return timezone.localdate(self.now)


Rule = Callable[[Any, Move], None]


@dataclass(frozen=True)
class Step:
    """One line of a workflow.

    `by` is empty for what nobody does by itself: it follows from a step elsewhere, and its rules ask for that.
    `requires`: rules `(record, move)` that raise ValidationError with what to do.
    `then`: effects `(record, move)` that set fields of the record and leave saving it to `advance`.
    `asks_why`: a note must be given. `todo`: the sentence under which the step waits on the home page of whoever may
    take it. `on_page`: it is taken on a work page, so the register does not offer it.
    """

    name: str
    source: str | tuple[str, ...]
    target: str
    by: Iterable[Role]
    not_by: Iterable[Role] = ()
    requires: Iterable[Rule] = ()
    then: Iterable[Rule] = ()
    label: Told = ""
    asks_why: bool = False
    todo: Told = ""
    on_page: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        return self.source if isinstance(self.source, tuple) else (self.source,)

    @property
    def title(self) -> Told:
        return self.label or self.name.replace("_", " ").capitalize()

    def is_open_to(self, record, user) -> bool:
        roles = record.roles_of(user)
        return bool(roles & set(self.by)) and not roles & set(self.not_by)

    def unmet(self, record, move: Move) -> list[str]:
        """Everything that is not yet true, in words, all at once."""
        told: list[str] = []
        for rule in self.requires:
            try:
                rule(record, move)
            except ValidationError as error:
                told += error.messages
        return told


@dataclass(frozen=True)
class Workflow:
    """The states, the steps between them, and the states in which the content may still change.

    The first state is where a record begins; it alone is `editable` unless said otherwise.
    """

    states: type[models.TextChoices]
    steps: list[Step]
    editable: tuple[str, ...] = ()
    tones: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.editable:
            object.__setattr__(self, "editable", (self.initial,))

    @property
    def initial(self) -> str:
        return self.states.values[0]

    def step(self, name: str) -> Step:
        """Raises LookupError for a step that the workflow does not have."""
        for step in self.steps:
            if step.name == name:
                return step
        message = f"There is no step {name!r}."
        raise LookupError(message)

    def steps_from(self, state: str) -> list[Step]:
        return [step for step in self.steps if state in step.sources]

    def constraint(self) -> models.CheckConstraint:
        known = models.Q(state__in=self.states.values)
        return models.CheckConstraint(condition=known, name="%(app_label)s_%(class)s_state_is_known")

    def tone(self, state: str) -> str:
        """How the state is shown: neutral, active, good, warn or bad; always together with its word."""
        return self.tones.get(state, "neutral")


class StateField(models.CharField):
    """The state of a record. Migrations see a plain text column, so that they are free of the workflow."""

    def __init__(self, workflow: Workflow | None = None, **options: Any) -> None:
        self.workflow = workflow
        if workflow:
            told = {"max_length": 30, "default": workflow.initial, "choices": workflow.states.choices}
            options = {"verbose_name": _("state"), "editable": False, "db_index": True} | told | options
        super().__init__(**options)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, "django.db.models.CharField", args, kwargs


@transaction.atomic
def advance(record, name: str, *, by, note: str = "", now: dt.datetime | None = None):
    """Moves a record one step and returns it as saved; the given record takes over what was saved.

    Raises PermissionDenied for who, ValidationError with every unmet rule for what, StaleRecord when somebody
    saved the record after this copy was read, LookupError for an unknown step. Of a step by nobody, its rules decide.
    """
    model = type(record)
    stored = model._base_manager.select_for_update().get(pk=record.pk)
    if stored.version != record.version:
        raise StaleRecord(stored)
    step, move = model.workflow().step(name), Move(by, now or timezone.now(), note.strip())
    if step.by:
        _check_who(stored, step, by)
    _check_what(stored, step, move)
    with acting(by, reason=move.note):
        _move(stored, step, move)
        stored.save()
    record.__dict__.update({key: value for key, value in stored.__dict__.items() if key != "_state"})
    return record


def begin_past(record, name: str, move: Move) -> None:
    """Puts a new record, not saved yet, behind a step that was taken before it came here. For imports."""
    if not record._state.adding:
        message = "Only a new record may begin elsewhere than at the beginning."
        raise TypeError(message)
    _move(record, record.workflow().step(name), move)


def _move(record, step: Step, move: Move) -> None:
    record.state = step.target
    for effect in step.then:
        effect(record, move)


def _check_who(record, step: Step, by) -> None:
    if not step.is_open_to(record, by) or not policy.sees(by, record):
        raise PermissionDenied(_("You may not take this step."))


def _check_what(record, step: Step, move: Move) -> None:
    if record.state not in step.sources:
        told = _("“%(step)s” is not possible while this is “%(state)s”. Reload the page.")
        raise ValidationError(told, params={"step": step.title, "state": record.get_state_display()})
    unmet = step.unmet(record, move)
    if step.asks_why and not move.note:
        unmet.append(str(_("Say why, so that others can follow it later.")))
    if unmet:
        raise ValidationError(unmet)
