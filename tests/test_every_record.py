"""What every kind of record must do, present and future: found, not listed."""

import datetime as dt
from functools import partial

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models

from governance.core import bulk, policy
from governance.core.acting import acting
from governance.core.admin import Hardened
from governance.core.errors import StaleRecord, Unrecorded
from governance.core.models import About, Record, Tracked
from governance.core.records import record_types, tracked_types
from governance.core.snapshots import content, take
from governance.core.workflow import StateField, advance
from governance.ledger.models import Entry
from governance.ledger.recording import payload
from governance.ledger.tlog import leaf_hash

from .factories import TODAY, make, person

pytestmark = pytest.mark.django_db
every_record = pytest.mark.parametrize("model", record_types(), ids=lambda model: model._meta.label)
every_tracked = pytest.mark.parametrize("model", tracked_types(), ids=lambda model: model._meta.label)
every_changing = pytest.mark.parametrize(
    "model", [model for model in tracked_types() if not model.written_once], ids=lambda model: model._meta.label
)
every_written_once = pytest.mark.parametrize(
    "model", [model for model in tracked_types() if model.written_once], ids=lambda model: model._meta.label
)


KEPT = {"reference", "commitment", "email", "password", "state", "object_pk", "time_zone"}


def changed(row):
    """Changes one field of a row to another value that its model allows, whatever it is."""
    fields = [field for field in row._meta.concrete_fields if field.name not in KEPT and not field.choices]
    texts = [field for field in fields if type(field) in {models.CharField, models.TextField}]
    moments = [field for field in fields if isinstance(field, models.DateField) and getattr(row, field.attname)]
    links = [
        field for field in fields if isinstance(field, models.ForeignKey) and field.related_model in tracked_types()
    ]
    if texts:
        value = getattr(row, texts[-1].attname)
        setattr(row, texts[-1].attname, value[:-1] + ("y" if value.endswith("x") else "x"))
    elif moments:
        setattr(row, moments[0].attname, getattr(row, moments[0].attname) + dt.timedelta(days=1))
    else:
        setattr(row, links[-1].name, make(links[-1].related_model))
    return row


def test_a_new_kind_of_record_is_found_by_itself():
    assert "toys.Toy" in [model._meta.label for model in record_types()]


@every_record
def test_it_has_a_line_in_the_access_matrix_and_a_hardened_register(model):
    assert model._meta.label in policy.matrix, "Add one line to governance/access/matrix.py."
    assert isinstance(admin.site._registry.get(model), Hardened), "Register it with a RecordAdmin."


@every_record
def test_it_has_a_prefix_of_its_own_and_a_state_kept_by_a_constraint(model):
    assert model.prefix
    assert [other for other in record_types() if other.prefix == model.prefix] == [model]
    assert isinstance(model._meta.get_field("state"), StateField)
    names = {constraint.name for constraint in model._meta.constraints}
    assert f"{model._meta.app_label}_{model._meta.model_name}_state_is_known" in names


@every_record
def test_every_step_of_its_workflow_leads_between_states_that_exist(model):
    states = set(model.workflow().states.values)
    for step in model.workflow().steps:
        assert {*step.sources, step.target} <= states
        assert step.by or (step.requires and step.on_page), f"Nobody may take the step {step.name}."
    assert len({step.name for step in model.workflow().steps}) == len(model.workflow().steps)


@every_record
def test_every_state_of_its_workflow_can_be_reached(model):
    life = model.workflow()
    reached = {life.initial}
    for _round in life.steps:
        reached |= {step.target for step in life.steps if reached & set(step.sources)}
    assert reached == set(life.states.values)


@every_tracked
def test_its_deadlines_name_date_fields_that_exist(model):
    for deadline in model.deadlines:
        assert isinstance(model._meta.get_field(deadline.field), models.DateField)
        assert deadline.near(model, TODAY).count() == 0


@every_tracked
def test_no_foreign_key_deletes_or_empties_it_and_no_link_is_many_to_many(model):
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and model._meta.label != "people.Grant":
            assert field.remote_field.on_delete is models.PROTECT, field.name
    if model._meta.label != "people.User":
        assert not model._meta.many_to_many, "A link is a row of its own, with history."


@every_changing
def test_every_save_leaves_history_and_a_ledger_entry_and_an_idle_save_leaves_none(model):
    ada = person(name="Ada")
    with acting(ada, reason="a test"):
        row = make(model)
        changed(row)
        start = Entry.objects.count()
        row.save()
        row.save()
    newest = row.history.order_by("-history_id").first()
    assert (newest.actor, newest.history_change_reason, newest.version) == ("Ada", "a test", 2)
    assert [one.version for one in row.history.order_by("history_id")] == [1, 2]
    assert Entry.objects.count() - start == 1
    assert _proofs(row) == 2


@every_written_once
def test_what_is_written_once_has_proof_and_is_never_changed(model):
    row = make(model)
    assert _proofs(row) == 1
    for write in (changed(row).save, partial(bulk.write, [row]), row.delete):
        with pytest.raises(Unrecorded):
            write()
    assert row.history.count() == 1


def _proofs(row) -> int:
    """How many of a row's history rows have a ledger entry that matches what is stored."""
    history = type(row).history.model
    kind = history._meta.label_lower
    stored = {one["history_id"]: payload(kind, one) for one in history.objects.filter(id=row.pk).values()}
    entries = Entry.objects.filter(kind=kind, row__in=stored)
    return sum(stored[one.row] == one.payload and leaf_hash(one.data).hex() == one.hash for one in entries)


@every_changing
def test_a_stale_save_is_refused_and_nothing_is_lost(model):
    row = make(model)
    mine, theirs = model._base_manager.get(pk=row.pk), model._base_manager.get(pk=row.pk)
    changed(theirs).save()
    with pytest.raises(StaleRecord):
        changed(changed(mine)).save()
    stored = model._base_manager.get(pk=row.pk)
    assert _values(stored) == _values(theirs)


def _values(row) -> dict:
    return {field.name: field.value_from_object(row) for field in row._meta.concrete_fields}


@every_tracked
def test_writes_that_would_pass_by_history_are_refused(model):
    row, rows = make(model), model.objects
    for write in (partial(rows.update, version=9), rows.all().delete, partial(rows.bulk_create, []), rows.bulk_update):
        with pytest.raises(Unrecorded):
            write()
    if not model.removable:
        with pytest.raises(Unrecorded):
            row.delete()
    assert model._base_manager.filter(pk=row.pk).exists()


REMOVABLE = [model for model in tracked_types() if model.removable]


@pytest.mark.parametrize("model", REMOVABLE, ids=lambda model: model._meta.label)
def test_a_part_that_is_taken_out_stays_in_history_with_its_proof(model):
    ada = person(name="Ada")
    row = make(model)
    key = row.pk
    with acting(ada, reason="a test"):
        row.delete()
    newest = model.history.filter(id=key).order_by("-history_id").first()
    assert (newest.history_type, newest.actor, newest.history_change_reason) == ("-", "Ada", "a test")
    row.pk = key
    assert _proofs(row) == 2
    assert not issubclass(model, Record)


@every_record
def test_it_is_numbered_in_order(model):
    first, second = make(model), make(model)
    numbers = [int(row.reference.removeprefix(f"{model.prefix}-")) for row in (first, second)]
    assert numbers[1] == numbers[0] + 1


@every_record
def test_a_confidential_one_is_told_by_its_reference_alone(model):
    row = make(model, confidential=True, name="Canary")
    assert str(row) == row.reference
    assert "Canary" in str(make(model, name="Canary"))


@every_record
def test_its_snapshot_is_the_same_as_long_as_it_says_the_same(model):
    row = make(model)
    first = take(row)
    assert take(row).pk == first.pk
    row.name = "Says something else"
    row.save()
    assert take(row).pk != first.pk
    assert content(row)["kind"] == model._meta.label_lower


@every_record
def test_a_step_is_refused_to_whom_it_is_not_for(model):
    row, nobody = make(model), person(name="Nobody")
    for step in model.workflow().steps_from(row.state):
        with pytest.raises(PermissionDenied):
            advance(row, step.name, by=nobody)


@every_record
def test_a_step_is_refused_on_a_confidential_record_that_one_may_not_see(model, people):
    row = make(model, confidential=True)
    for step in model.workflow().steps_from(row.state):
        with pytest.raises(PermissionDenied):
            advance(row, step.name, by=people.steward, note="why")


@every_record
def test_a_step_from_another_state_is_refused_in_words(model):
    row = make(model)
    elsewhere = [step for step in model.workflow().steps if row.state not in step.sources]
    for step in elsewhere:
        holder = row.owner
        holder.roles = [role.value for role in step.by if role != "owner"]
        holder.save()
        with pytest.raises((ValidationError, PermissionDenied)):
            advance(row, step.name, by=holder, note="why")
    assert model._base_manager.get(pk=row.pk).state == model.workflow().initial


@every_record
def test_a_stale_step_is_refused(model, people):
    row = make(model)
    steps = model.workflow().steps_from(row.state)
    stale = model._base_manager.get(pk=row.pk)
    changed(row).save()
    with pytest.raises(StaleRecord):
        advance(stale, steps[0].name, by=people.lead, note="why")


def test_every_tracked_model_is_a_record_a_part_or_points_at_a_row():
    """Else nobody could say who may see it."""
    loose = [
        model._meta.label
        for model in tracked_types()
        if not issubclass(model, Record | About) and not model.part_of and model._meta.label not in policy.matrix
    ]
    assert loose == ["people.Grant"]
    assert all(issubclass(model, Tracked) for model in tracked_types())
