"""The statements of an application that knows a table by its legacy or by its new name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from psycopg import sql

from operate.sample.types import PgType
from render.ddl import IDENTITY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from operate.prove.subjects import Piece, Subject

Side = Literal["legacy", "new"]
Key = tuple[str, ...]

# A composite key divides the number: rows of two numbers, inserted or moved, never meet.
APART = 64
HALF = APART // 2
ABOVE_SEQUENCES = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A table by one of its names, with the columns that its application knows.

    `key` finds a row, each column with its type. An INSERT names the columns of `inserted`, each
    with its SQL for row number `g`, empty for what is taken from a row that is there; so does an
    UPDATE that gives a row another key with those of `moved`, and one that changes one column more
    with those of `touched`. They are empty where the name cannot say everything that is needed.
    `pieces` are inserted with the row, and hold its `identity`.
    """

    side: Side
    table: sql.Identifier
    key: tuple[tuple[str, str], ...]
    token: str | None
    counter: str | None
    inserted: Mapping[str, str]
    moved: Mapping[str, str]
    touched: Mapping[str, str]
    identity: str = ""
    pieces: tuple[Piece, ...] = ()

    def insert(self, number: int, token: str | None, like: Key | None) -> sql.Composed:
        """Insert row number `number`; what has no value of its own is as in the row `like`."""
        values = [
            sql.Literal(token)
            if name == self.token and token is not None
            else sql.SQL(text)
            if text
            else sql.SQL("r.{}").format(sql.Identifier(name))
            for name, text in self.inserted.items()
        ]
        inserted = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}{} RETURNING {}").format(
            self.table,
            sql.SQL(", ").join(map(sql.Identifier, self.inserted)),
            sql.SQL(", ").join(values),
            _numbered(number * APART + number % HALF),
            sql.SQL(", {} AS r WHERE {}").format(self.table, self.this(like, "r"))
            if like
            else sql.SQL(""),
            sql.SQL("*") if self.pieces else self.key_texts(),
        )
        if not self.pieces or like is None:
            return inserted
        return sql.SQL("WITH born AS ({}), {} SELECT {} FROM born").format(
            inserted,
            sql.SQL(", ").join(self._piece(one, like) for one in self.pieces),
            self.key_texts("born"),
        )

    def _piece(self, piece: Piece, like: Key) -> sql.Composed:
        """Insert what belongs to the row that is born, as it is with the row `like`."""
        columns = [sql.Identifier(name) for name in piece.columns]
        return sql.SQL(
            "{piece} AS (INSERT INTO {table} ({anchor}, {columns}) SELECT born.{identity}, {values}"
            " FROM born, {owner} AS r INNER JOIN {table} AS p ON p.{anchor} = r.{identity}"
            " WHERE {this})"
        ).format(
            piece=sql.Identifier(piece.table.name),
            table=sql.Identifier(piece.table.schema, piece.table.name),
            anchor=sql.Identifier(piece.anchor),
            columns=sql.SQL(", ").join(columns),
            values=sql.SQL(", ").join(sql.SQL("p.{}").format(one) for one in columns),
            identity=sql.Identifier(self.identity),
            owner=self.table,
            this=self.this(like, "r"),
        )

    def write(
        self, key: Key, token: str | None, number: int, column: str | None, like: Key
    ) -> sql.Composed:
        """Give a row a token, and one more column the value of row number `number` or of `like`.

        It answers with the key and, if there is one, with what the column is then.
        """
        sets, answer, given = [], self._own(), _numbered(number)
        if self.token is not None and token is not None:
            sets.append(sql.SQL("{} = {}").format(sql.Identifier(self.token), sql.Literal(token)))
        if column is not None:
            answer += sql.SQL(", t.{}::text").format(sql.Identifier(column))
            if not self.touched[column]:
                given = self._taken(column, like)
            sets.append(self._from_number(column, self.touched[column] or "given"))
        return sql.SQL("UPDATE {} SET {} FROM {} WHERE {} RETURNING {}").format(
            self._target, sql.SQL(", ").join(sets), given, self.this(key), answer
        )

    def _taken(self, column: str, like: Key) -> sql.Composed:
        """What a column is in another row."""
        return sql.SQL("(SELECT r.{} AS given FROM {} AS r WHERE {}) AS taken").format(
            sql.Identifier(column), self.table, self.this(like, "r")
        )

    def move(self, key: Key, number: int, token: str | None) -> sql.Composed:
        """Give a row the key of row number `number`, and a token."""
        sets = [self._from_number(name, text) for name, text in self.moved.items()]
        if self.token is not None and token is not None:
            sets.append(sql.SQL("{} = {}").format(sql.Identifier(self.token), sql.Literal(token)))
        return sql.SQL("UPDATE {} SET {} FROM {} WHERE {} RETURNING {}").format(
            self._target,
            sql.SQL(", ").join(sets),
            _numbered(number * APART + HALF),
            self.this(key),
            self._own(),
        )

    def increment(self, key: Key) -> sql.Composed:
        """Add one, in one statement."""
        return sql.SQL("UPDATE {} SET {c} = {c} + 1 WHERE {} RETURNING 1").format(
            self._target, self.this(key), c=sql.Identifier(self.counter or "")
        )

    def lock(self, key: Key) -> sql.Composed:
        """Lock a row and read its counter, or only that it is there."""
        what = sql.Identifier(self.counter) if self.counter else sql.SQL("1")
        return sql.SQL("SELECT {} FROM {} WHERE {} FOR UPDATE").format(
            what, self._target, self.this(key)
        )

    def count_as(self, key: Key, value: object) -> sql.Composed:
        """Write what was read plus one."""
        return sql.SQL("UPDATE {} SET {} = {} WHERE {} RETURNING 1").format(
            self._target, sql.Identifier(self.counter or ""), sql.Literal(value), self.this(key)
        )

    def delete(self, key: Key) -> sql.Composed:
        """Delete a row."""
        return sql.SQL("DELETE FROM {} WHERE {} RETURNING 1").format(self._target, self.this(key))

    def this(self, key: Key, alias: str = "t") -> sql.Composed:
        """The condition that finds a row."""
        return sql.SQL(" AND ").join(
            sql.SQL("{}.{} = {}::{}").format(
                sql.Identifier(alias), sql.Identifier(name), sql.Literal(value), sql.SQL(kind)
            )
            for (name, kind), value in zip(self.key, key, strict=True)
        )

    def key_texts(self, alias: str = "") -> sql.Composed:
        """The key's columns as texts."""
        return sql.SQL(", ").join(
            sql.SQL("{}{}::text").format(
                sql.SQL("{}.").format(sql.Identifier(alias)) if alias else sql.SQL(""),
                sql.Identifier(name),
            )
            for name, _ in self.key
        )

    @property
    def _target(self) -> sql.Composed:
        return sql.SQL("{} AS t").format(self.table)

    def _own(self) -> sql.Composed:
        return self.key_texts("t")

    def _from_number(self, column: str, text: str) -> sql.Composed:
        return sql.SQL("{} = {}").format(sql.Identifier(column), sql.SQL(text))


def legacy_name(subject: Subject) -> Name:
    """A subject's table as its legacy application writes it."""
    legacy = subject.legacy
    unique = {name for group in (legacy.key, *legacy.unique) for name in group}
    return Name(
        side="legacy",
        table=sql.Identifier(legacy.schema, legacy.name),
        key=tuple((name, legacy.column(name).type) for name in legacy.key),
        token=subject.token,
        counter=subject.counter,
        inserted={
            one.name: subject.values[one.name] for one in legacy.columns if one.default != IDENTITY
        },
        moved=_moved(subject, {name: name for name in legacy.key}),
        touched={
            name: subject.values[name]
            for name in legacy.names
            if name not in unique | subject.named | {subject.token, subject.counter}
        },
    )


def new_name(subject: Subject) -> Name:
    """A subject's table as its new application writes it."""
    legacy, target = subject.legacy, subject.target
    kinds = {
        held: legacy.column(name).type for held, name in zip(subject.held, legacy.key, strict=True)
    }
    counted = [name for name in subject.counting if name in subject.plain]
    missing = [
        name
        for name in subject.counting
        if name not in counted and not subject.begins_by_itself(name)
    ]
    own = {subject.plain[name]: subject.values[name] for name in counted}
    by_itself = [
        subject.plain[name] for name in subject.plain if legacy.column(name).default == IDENTITY
    ]
    return Name(
        side="new",
        table=sql.Identifier(target.schema, target.name),
        key=tuple((held, kinds[held]) for held in subject.held),
        token=subject.plain.get(subject.token or ""),
        counter=subject.plain.get(subject.counter or ""),
        inserted={}
        if missing
        else {name: own.get(name, "") for name in subject.entries if name not in by_itself},
        moved=_moved(subject, subject.plain),
        touched=dict.fromkeys(subject.exchanged, ""),
        identity=target.key[0],
        pieces=subject.pieces,
    )


def _moved(subject: Subject, columns: Mapping[str, str]) -> Mapping[str, str]:
    """The key's counting columns by the names given, with the SQL of row number `g`.

    What other rows name is not renamed: the switch forbids it (MG183).
    """
    found = {}
    for name in subject.counting:
        if name not in subject.legacy.key or name in subject.named or name not in columns:
            continue
        column = subject.legacy.column(name)
        if column.default != IDENTITY:
            found[columns[name]] = subject.values[name]
        elif PgType.parse(column.type).base != "smallint":
            found[columns[name]] = f"{ABOVE_SEQUENCES} + g"
    return found


def _numbered(number: int) -> sql.Composed:
    return sql.SQL("(SELECT {}::bigint AS g) AS numbered").format(sql.Literal(number))
