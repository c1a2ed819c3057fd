"""An edition that was published says the same for ever: kept by the database itself (specification 3.6)."""

from collections.abc import Iterator

from governance.core.guards import Guard, guards

from .models import Question, Questionnaire, Section

LIVING = {"state", "version", "owner", "confidential"}
"""What may change of a published questionnaire without changing what it asks."""
SAYS = "A published questionnaire no longer changes: write a new edition."


@guards
def published_editions_stay_as_they_are() -> Iterator[Guard]:
    table = Questionnaire._meta.db_table
    fixed = [field.column for field in Questionnaire._meta.concrete_fields if field.name not in LIVING]
    changed = " OR ".join(f'OLD."{column}" {{differs}} NEW."{column}"' for column in fixed)
    yield Guard(
        f"{table}_keeps_content",
        table,
        "UPDATE",
        f"OLD.state <> 'draft' AND (NEW.state IN ('draft') OR {changed})",
        SAYS,
    )
    yield Guard(f"{table}_keeps_row", table, "DELETE", "OLD.state <> 'draft'", SAYS)
    for part in (Section, Question):
        yield from _of_part(part._meta.db_table)


def _of_part(table: str) -> Iterator[Guard]:
    old, new = _is_published("OLD"), _is_published("NEW")
    yield Guard(f"{table}_takes_no_more", table, "INSERT", new, SAYS)
    yield Guard(f"{table}_keeps_content", table, "UPDATE", f"{old} OR {new}", SAYS)
    yield Guard(f"{table}_keeps_row", table, "DELETE", old, SAYS)


def _is_published(row: str) -> str:
    """Waits for whoever is publishing it at this moment."""
    table = Questionnaire._meta.db_table
    state = f'SELECT state FROM "{table}" WHERE id = {row}.questionnaire_id'  # noqa: S608  names of our own
    return f"({state} {{held}}) <> 'draft'"
