"""What an application does to a legacy table, as statements made from the table's contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from psycopg import sql

from operate.sample import expressions
from render.ddl import IDENTITY

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

    from render.model import Relation

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """Inserts, updates and deletes of single rows; a row's number decides its values."""

    relation: Relation
    values: Mapping[str, str]

    @classmethod
    def of(cls, relation: Relation, *, rows: int, seed: int) -> Statements:
        """The statements of a table that has about so many rows."""
        return cls(relation=relation, values=expressions(relation, rows=rows, seed=seed))

    @property
    def updatable(self) -> tuple[str, ...]:
        """The columns that may change without another row being in the way."""
        fixed = {name for group in (self.relation.key, *self.relation.unique) for name in group}
        return tuple(name for name in self.relation.names if name not in fixed)

    def insert(self, number: int) -> sql.Composed:
        """Insert row number `number`; columns that count by themselves do so."""
        names = [one.name for one in self.relation.columns if one.default != IDENTITY]
        return sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {} RETURNING {}").format(
            self._table,
            sql.SQL(", ").join(map(sql.Identifier, names)),
            sql.SQL(", ").join(sql.SQL(self.values[name]) for name in names),
            _numbered(number),
            self._key_texts,
        )

    def update(self, key: Key, number: int, dice: random.Random) -> sql.Composed:
        """Give one column of a row the value that row number `number` would have."""
        name = dice.choice(self.updatable or self.relation.key)
        value = sql.SQL(self.values[name]) if self.updatable else sql.Identifier(name)
        return sql.SQL("UPDATE {} SET {} = (SELECT {} FROM {}) WHERE {}").format(
            self._table, sql.Identifier(name), value, _numbered(number), self._is(key)
        )

    def delete(self, key: Key) -> sql.Composed:
        """Delete one row."""
        return sql.SQL("DELETE FROM {} WHERE {}").format(self._table, self._is(key))

    def keys(self, count: int) -> sql.Composed:
        """The first and the last keys, which are the strangest."""
        ends = [
            sql.SQL("(SELECT {} FROM {} ORDER BY {} LIMIT {})").format(
                self._key_texts,
                self._table,
                sql.SQL(", ").join(
                    sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(direction))
                    for name in self.relation.key
                ),
                sql.Literal(count),
            )
            for direction in ("ASC", "DESC")
        ]
        return sql.SQL(" UNION ").join(ends)

    @property
    def _table(self) -> sql.Identifier:
        return sql.Identifier(self.relation.schema, self.relation.name)

    @property
    def _key_texts(self) -> sql.Composed:
        return sql.SQL(", ").join(
            sql.SQL("{}::text").format(sql.Identifier(name)) for name in self.relation.key
        )

    def _is(self, key: Key) -> sql.Composed:
        return sql.SQL(" AND ").join(
            sql.SQL("{} = {}::{}").format(
                sql.Identifier(name),
                sql.Literal(value),
                sql.SQL(self.relation.column(name).type),
            )
            for name, value in zip(self.relation.key, key, strict=True)
        )


def _numbered(number: int) -> sql.Composed:
    return sql.SQL("(SELECT {}::bigint AS g) AS numbered").format(sql.Literal(number))
