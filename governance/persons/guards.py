"""What the database itself keeps: a commitment never changes, and who was erased gets no key again."""

from collections.abc import Iterator

from governance.core.guards import Guard, Trigger, guards

from .models import BlindIndex, DataSubject, SubjectKey

SUBJECTS = DataSubject._meta.db_table


@guards
def the_erased_stay_erased() -> Iterator[Trigger]:
    changed = "OLD.commitment {differs} NEW.commitment OR OLD.uuid {differs} NEW.uuid"
    yield Guard(f"{SUBJECTS}_is_committed", SUBJECTS, "UPDATE", changed, "What a key was committed to stays.")
    back = "OLD.erased_on IS NOT NULL AND NEW.erased_on IS NULL"
    yield Guard(f"{SUBJECTS}_stays_erased", SUBJECTS, "UPDATE", back, "Who was erased stays erased.")
    erased = f"(SELECT erased_on IS NOT NULL FROM {SUBJECTS} WHERE id = NEW.subject_id {{held}})"  # noqa: S608
    for table in (SubjectKey._meta.db_table, BlindIndex._meta.db_table):
        yield Guard(f"{table}_of_nobody_erased", table, "INSERT", erased, "Who was erased gets no key again.")
