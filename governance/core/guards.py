"""Triggers that keep rows from being rewritten, whatever program asks: the last line behind what models refuse.

They are put in place after every `migrate`, and lifted before one: SQLite rebuilds a table to change it, and no trigger
may name a table that is being rebuilt.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models.signals import post_migrate, pre_migrate


@dataclass(frozen=True)
class Guard:
    """Refuses an `event` (INSERT, UPDATE or DELETE) on rows of a table `when` an SQL condition on OLD and NEW holds.

    In it, `{differs}` compares two values, nulls included, and `{held}` ends a SELECT whose rows must not change until
    the end of the transaction: each database says it in its own way.
    """

    name: str
    table: str
    event: str
    when: str
    says: str

    def create(self, vendor: str) -> list[str]:
        made = {"sqlite": self._sqlite, "postgresql": self._postgresql}[vendor]()
        return [self.drop(vendor), *made]

    def drop(self, vendor: str) -> str:
        return f"DROP TRIGGER IF EXISTS {self.name}" + (f' ON "{self.table}"' if vendor == "postgresql" else "")

    def _sqlite(self) -> list[str]:
        when, says = self.when.format(differs="IS NOT", held=""), self.says.replace("'", "''")
        head = f'CREATE TRIGGER {self.name} BEFORE {self.event} ON "{self.table}" FOR EACH ROW WHEN {when}'
        return [f"{head} BEGIN SELECT RAISE(ABORT, '{says}'); END"]

    def _postgresql(self) -> list[str]:
        """As an integrity error (SQLSTATE 23001, restrict_violation)."""
        when, says = self.when.format(differs="IS DISTINCT FROM", held="FOR SHARE"), self.says.replace("'", "''")
        back = "OLD" if self.event == "DELETE" else "NEW"
        body = f"IF {when} THEN RAISE EXCEPTION USING MESSAGE = '{says}', ERRCODE = '23001'; END IF; RETURN {back};"
        made = f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger AS $$ BEGIN {body} END $$ LANGUAGE plpgsql"
        head = f'CREATE TRIGGER {self.name} BEFORE {self.event} ON "{self.table}"'
        return [made, f"{head} FOR EACH ROW EXECUTE FUNCTION {self.name}()"]


declared: list[Callable[[], Iterable[Guard]]] = []


def guards(declare: Callable[[], Iterable[Guard]]) -> Callable[[], Iterable[Guard]]:
    """Declares guards; asked for them once all models are known."""
    declared.append(declare)
    return declare


def everywhere() -> list[Guard]:
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


def _run(using: str, statements: Callable[[Guard, str], list[str]]) -> None:
    connection = connections[using]
    with transaction.atomic(using), connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for guard in everywhere():
            for statement in statements(guard, connection.vendor) if guard.table in tables else ():
                cursor.execute(statement)


def _before(sender, *, using: str, **_kwargs) -> None:
    if sender.label == "core":
        lift(using)


def _after(sender, *, using: str, **_kwargs) -> None:
    if sender.label == "core":
        install(using)


pre_migrate.connect(_before)
post_migrate.connect(_after)
