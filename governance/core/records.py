"""The kinds of record: found, never registered."""

from django.apps import apps

from .models import Record, Tracked


def record_types() -> list[type[Record]]:
    return [model for model in apps.get_models() if issubclass(model, Record)]


def tracked_types() -> list[type[Tracked]]:
    return [model for model in apps.get_models() if issubclass(model, Tracked)]


def parts_of(model: type[Tracked]) -> list[tuple[type[Tracked], str]]:
    """The kinds of row that belong to this kind of record, parts of parts included, each with the way back to it.

    For a proposal, ballots come as `(Ballot, "motion__proposal")`.
    """
    found: list[tuple[type[Tracked], str]] = []
    for part in tracked_types():
        if part.part_of and part._meta.get_field(part.part_of).related_model is model:
            found.append((part, part.part_of))
            found += [(inner, f"{way}__{part.part_of}") for inner, way in parts_of(part)]
    return found


def way_up(model: type[Tracked]) -> str:
    """The path of foreign keys from a part to its record, such as `review__proposal`; empty for a record."""
    if not model.part_of or issubclass(model, Record):
        return ""
    further = way_up(model._meta.get_field(model.part_of).related_model)
    return f"{model.part_of}__{further}" if further else model.part_of
