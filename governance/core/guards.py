"""Triggers that keep rows as they were told, whatever program asks: the last line behind what models refuse.

They are put in place after every `migrate`, and lifted before one: SQLite rebuilds a table to change it, and no trigger
may name a table that is being rebuilt.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models.signals import post_migrate, pre_migrate


@dataclass(frozen=True)
class Trigger:
    """A trigger on every row of a table: before an `event` (INSERT, UPDATE or DELETE) or after it, as `moment` says.

    In conditions on OLD and NEW, `{differs}` compares two values, nulls included, and `{held}` ends a SELECT whose rows
    must not change until the end of the transaction: each database says it in its own way.
    """

    name: str
    table: str
    event: str
    when: str
    moment: ClassVar[str] = "BEFORE"

    def body(self, vendor: str) -> str:
        raise NotImplementedError

    def create(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            return [self.drop(vendor), self.text(vendor)]
        function = (
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger AS $${self.body(vendor)}$$ LANGUAGE plpgsql"
        )
        # ALWAYS: it holds for replicas too, so that a session cannot call itself one to get round it.
        always = f'ALTER TABLE "{self.table}" ENABLE ALWAYS TRIGGER {self.name}'
        return [function, self.drop(vendor), self.text(vendor), always]

    def text(self, vendor: str) -> str:
        """The statement that makes it, as the database tells it back."""
        if vendor == "sqlite":
            head = f'CREATE TRIGGER {self.name} {self.moment} {self.event} ON "{self.table}" FOR EACH ROW'
            return f"{head} WHEN {self.condition(vendor)} BEGIN {self.body(vendor)} END"
        head = f"CREATE TRIGGER {self.name} {self.moment} {self.event} ON {self.table}"
        return f"{head} FOR EACH {self.each} EXECUTE FUNCTION {self.name}()"

    @property
    def each(self) -> str:
        return "STATEMENT" if self.event == "TRUNCATE" else "ROW"

    def condition(self, vendor: str) -> str:
        said = {"sqlite": ("IS NOT", ""), "postgresql": ("IS DISTINCT FROM", "FOR SHARE")}[vendor]
        return self.when.replace("{differs}", said[0]).replace("{held}", said[1])

    def drop(self, vendor: str) -> str:
        return f"DROP TRIGGER IF EXISTS {self.name}" + (f' ON "{self.table}"' if vendor == "postgresql" else "")

    def fits(self, vendor: str) -> bool:
        return self.event != "TRUNCATE" or vendor == "postgresql"


@dataclass(frozen=True)
class Guard(Trigger):
    """Refuses the event while the condition holds, as an integrity error (SQLSTATE 23001, restrict_violation)."""

    says: str

    def body(self, vendor: str) -> str:
        says = self.says.replace("'", "''")
        if vendor == "sqlite":
            return f"SELECT RAISE(ABORT, '{says}');"
        back = "OLD" if self.event == "DELETE" else "NEW"
        refused = f"RAISE EXCEPTION USING MESSAGE = '{says}', ERRCODE = '23001';"
        return f" BEGIN IF {self.condition(vendor)} THEN {refused} END IF; RETURN {back}; END "


@dataclass(frozen=True)
class Effect(Trigger):
    """Runs statements after the event, in the same transaction."""

    does: tuple[str, ...]
    moment: ClassVar[str] = "AFTER"

    def body(self, vendor: str) -> str:
        done = " ".join(f"{statement};" for statement in self.does)
        return (
            done if vendor == "sqlite" else f" BEGIN IF {self.condition(vendor)} THEN {done} END IF; RETURN NULL; END "
        )


def only_grows(table: str, says: str) -> Iterator[Guard]:
    """Rows are added and never changed, deleted or emptied out."""
    for event in ("UPDATE", "DELETE", "TRUNCATE"):
        yield Guard(f"{table}_no_{event.lower()}", table, event, "TRUE", says)


declared: list[Callable[[], Iterable[Trigger]]] = []


def guards(declare: Callable[[], Iterable[Trigger]]) -> Callable[[], Iterable[Trigger]]:
    """Declares guards; asked for them once all models are known."""
    declared.append(declare)
    return declare


def everywhere() -> list[Trigger]:
    return [guard for declare in declared for guard in declare()]


def install(using: str = DEFAULT_DB_ALIAS) -> None:
    """Puts all guards in place; one whose table is not there yet follows with its table."""
    _run(using, lambda guard, vendor: guard.create(vendor))


def lift(using: str = DEFAULT_DB_ALIAS) -> None:
    _run(using, lambda guard, vendor: [guard.drop(vendor)])


@contextmanager
def lifted(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """For emptying a database that holds no evidence, such as that of the example or of tests."""
    lift(using)
    try:
        yield
    finally:
        install(using)


def _run(using: str, statements: Callable[[Trigger, str], list[str]]) -> None:
    connection = connections[using]
    with transaction.atomic(using), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # It alters no table of which something is still to be checked at the commit.
            connection.check_constraints()
        tables = set(connection.introspection.table_names(cursor))
        here = [guard for guard in everywhere() if guard.table in tables and guard.fits(connection.vendor)]
        told = [statement for guard in here for statement in statements(guard, connection.vendor)]
        # PostgreSQL takes them all at once, which saves a thousand journeys.
        for statement in ["; ".join(told)] if connection.vendor == "postgresql" and told else told:
            cursor.execute(statement)


def _before(sender, *, using: str, **_kwargs) -> None:
    if sender.label == "core":
        lift(using)


def _after(sender, *, using: str, **_kwargs) -> None:
    if sender.label == "core":
        install(using)


pre_migrate.connect(_before)
post_migrate.connect(_after)
