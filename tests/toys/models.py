"""A new kind of record, as somebody would add one: this model, one admin class, one matrix line."""

from django.db import models

from governance.core.deadlines import Deadline
from governance.core.models import Record, StateField
from governance.core.roles import Role
from governance.core.workflow import Step, Workflow


class State(models.TextChoices):
    NEW = "new", "New"
    WORN = "worn", "Worn"


LIFE = Workflow(State, [Step("wear_out", State.NEW, State.WORN, by=[Role.OWNER, Role.STEWARD], asks_why=True)])


class Toy(Record):
    prefix = "TOY"
    deadlines = [Deadline("check_on", "Check the toy", open=models.Q(state=State.NEW))]

    check_on = models.DateField(null=True, blank=True)
    state = StateField(LIFE)

    class Meta:
        constraints = [LIFE.constraint()]
