"""A migrated table that a test may spoil, and the comparison that is to notice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import sql

from operate.sample.types import PgType
from render.names import generated
from render.sql import qualified

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from render.kinds.mapping.compared import Compared
    from render.kinds.mapping.meaning import Meaning
    from render.kinds.mapping.values import Value
    from render.model import Relation, Settings

Connection = psycopg.Connection[tuple[Any, ...]]

FIRED = """
SELECT rung FROM migration.validation_result
WHERE run = (SELECT max(run) FROM migration.validation_run) AND differences > 0
ORDER BY rung
"""
# What rows of another legacy table name keeps its value.
NAMED = "MG183"
# The row of the table `t` that a statement spoils: the first that was migrated and fits.
ONE = "(t.tableoid, t.ctid) = (SELECT o.tableoid, o.ctid FROM {t} AS o WHERE {met} {order} LIMIT 1)"

ANY_ROW = sql.SQL("true")


class DoesNotFit(Exception):
    """The mapping has nothing that could be spoilt this way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Victim:
    """One target table of a mapping, the anchor or a part, in an open transaction."""

    connection: Connection
    settings: Settings
    meaning: Meaning
    compared: Compared

    @property
    def table(self) -> sql.Identifier:
        """The target."""
        return sql.Identifier(self.target.schema, self.target.name)

    @property
    def target(self) -> Relation:
        """The target, as the specs describe it."""
        return self.compared.target

    @property
    def is_part(self) -> bool:
        """Whether it is a part, whose rows no legacy key stands for."""
        return self.compared.name != self.meaning.spec.name

    @property
    def legacy(self) -> sql.Identifier:
        """The legacy table."""
        return sql.Identifier(self.meaning.legacy.schema, self.meaning.legacy.name)

    @property
    def held(self) -> tuple[str, ...]:
        """The target's columns by which rows are compared."""
        return tuple(key.held_in for key in self.compared.keys)

    @property
    def values(self) -> tuple[Value, ...]:
        """Every compared column that neither is the identity nor holds the legacy key."""
        identity = () if self.is_part else self.meaning.identity
        left_out = {*(value.column for value in identity), *self.held}
        return tuple(one for one in self.compared.values if one.column not in left_out)

    def of_type(self, *bases: str, nullable: bool | None = None) -> Iterator[Value]:
        """The columns of these types, and of this nullability where it matters."""
        for value in self.values:
            kind = PgType.parse(value.type)
            if kind.base in bases and not kind.array and nullable in (None, value.nullable):
                yield value

    def run(self, text: str, **names: sql.Composable | str | int | None) -> int:
        """Run a statement; `{t}` is the target, `{l}` the legacy table. How many rows it met."""
        made = {
            name: value if isinstance(value, sql.Composable) else sql.Literal(value)
            for name, value in names.items()
        }
        statement = sql.SQL(text).format(t=self.table, l=self.legacy, **made)
        return self.connection.execute(statement).rowcount

    def rows(self, text: str, **names: sql.Composable | str | int) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        made = {
            name: value if isinstance(value, sql.Composable) else sql.Literal(value)
            for name, value in names.items()
        }
        statement = sql.SQL(text).format(t=self.table, l=self.legacy, **made)
        return self.connection.execute(statement).fetchall()

    def met(self, alias: str, condition: sql.Composable = ANY_ROW) -> sql.Composed:
        """Of the table under this alias, the migrated rows that also meet a condition."""
        return sql.SQL("{} IS NOT NULL AND ({})").format(
            sql.Identifier(alias, "_migrated_at" if self.is_part else self.held[0]), condition
        )

    def one(self, condition: sql.Composable = ANY_ROW) -> sql.Composed:
        """The condition that only the first fitting row of `t` meets; it reads the row as `o`."""
        return sql.SQL(ONE).format(
            t=self.table, met=self.met("o", condition), order=sql.SQL("ORDER BY 1, 2")
        )

    def first(self, tries: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Run the first statement that meets a row and that no constraint or trigger refuses."""
        for text, names in tries:
            try:
                with self.connection.transaction():
                    if self.run(text, **names):
                        return
            except psycopg.errors.IntegrityError:
                continue
            except psycopg.DatabaseError as error:
                if error.sqlstate != NAMED:
                    raise
        raise DoesNotFit

    def refused(self, sqlstate: str, text: str, **names: Any) -> None:
        """Make sure that Postgres refuses a statement."""
        with (
            pytest.raises(psycopg.errors.lookup(sqlstate)),
            self.connection.transaction(),
        ):
            self.run(text, **names)

    def routine(self, suffix: str) -> str:
        """A routine or a view of the mapping, ready to stand in SQL."""
        return qualified(self.settings.work_schema, generated(self.compared.name, suffix))

    def mutate(self, text: str, instead: str, suffix: str = "compare") -> bool:
        """Take a part of a routine away; whether the routine has that part at all."""
        query = "SELECT pg_get_functiondef({name}::regprocedure)"
        ((body,),) = self.rows(query, name=f"{self.routine(suffix)}()")
        self.connection.execute(str(body).replace(text, instead).encode())
        return text in str(body)

    def compare(self) -> str:
        """Compare, in the same transaction: the rungs that found a difference."""
        self.connection.execute(f"SELECT {self.routine('compare')}()".encode())
        return " ".join(rung for (rung,) in self.connection.execute(FIRED))
