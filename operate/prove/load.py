"""The applications of a run: their role, their rows, and their threads."""

from __future__ import annotations

import itertools
import random
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from operate.prove.changes import COUNTERS
from operate.prove.client import ROLE, TIME_ZONE, Client, Shared
from operate.prove.history import ENDED
from operate.prove.names import legacy_name, new_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from operate.prove.history import Call, Transaction
    from operate.prove.names import Key, Name, Side
    from operate.prove.subjects import Subject

# Rows of its own that a proof adds to each table: to count in, and to make new rows from.
FIXED = 12
# Rows that were there before, for each client and table.
OLD_ROWS = 12
FAR = 1_000
# What others look up changes seldom, in any application.
SELDOM, OFTEN = 1, 20


class Refused(NamedTuple):
    """An INSERT by the new name that failed in a rehearsal, and whether the plan says it would."""

    table: str
    why: str
    foreseen: bool


@dataclass(slots=True, kw_only=True)
class Load:
    """Applications with the legacy names, and with the new names, in one database."""

    dsn: str
    subjects: Sequence[Subject]
    writers: int
    seed: int
    rate: float | None = None
    shared: Shared = field(init=False)
    clients: list[Client] = field(default_factory=list)
    died: dict[str, str] = field(default_factory=dict)
    fixed: dict[str, list[Key]] = field(default_factory=dict)
    untouched: dict[str, int] = field(default_factory=dict)
    _old: dict[str, Iterator[Key]] = field(default_factory=dict)
    _threads: list[threading.Thread] = field(default_factory=list)

    def prepare(self, rows: int) -> None:
        """Let the role in, add the fixed rows, and count what nobody is going to touch."""
        names: dict[str, dict[Side, Name]] = {
            one.table: {"legacy": legacy_name(one), "new": new_name(one)} for one in self.subjects
        }
        self.shared = Shared(
            names=names,
            counters={},
            still={},
            numbers=itertools.count(rows + FAR),
            weights={one.table: SELDOM if one.looked_up else OFTEN for one in self.subjects},
            rate=self.rate,
        )
        with self._connected() as connection:
            _create_role(connection)
            for one in self.subjects:
                self._let_in(connection, one)
                self._fix(connection, one)
        self.shared.counters = {table: keys[:COUNTERS] for table, keys in self.fixed.items()}
        self.shared.still = {table: keys[COUNTERS:] for table, keys in self.fixed.items()}

    def start(self, side: Side) -> None:
        """Let the applications of one side begin, each with some old rows of every table."""
        for number in range(1, self.writers + 1):
            rows = {
                table: dict.fromkeys(itertools.islice(keys, OLD_ROWS))
                for table, keys in self._old.items()
            }
            client = Client(
                name=f"{side} {number}",
                side=side,
                dsn=self.dsn,
                shared=self.shared,
                chance=random.Random(f"{self.seed}/{side}/{number}"),  # noqa: S311 - repeatable
                rows=rows,
            )
            for table, own in rows.items():
                self.untouched[table] -= len(own)
            self.clients.append(client)
            self.shared.clients += 1
            thread = threading.Thread(
                target=self._run, args=(client,), name=client.name, daemon=True
            )
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """Let every application end its transaction, and wait for it.

        Nobody ends by himself: who is not there any more has `died`, with what is known of it.
        """
        for thread in self._threads:
            if not thread.is_alive():
                self.died.setdefault(thread.name, "its thread was gone")
        self.shared.stop.set()
        for thread in self._threads:
            thread.join()

    def let_in(self) -> None:
        """Give the role what the specs grant on the new tables, once these are there."""
        with self._connected() as connection:
            for one in self.subjects:
                named = dict.fromkeys(
                    role for role, may in one.target.promises.grants if may == "INSERT"
                )
                for role in named:
                    _run(connection, "GRANT {} TO {}", role, ROLE)

    def open(self, data_set: str) -> Iterator[Refused]:
        """Find for each table of a data set a row of which the new name can make others.

        Each INSERT that it cannot make is given back; a table without rows to copy is refused, too.
        """
        for one in self.subjects:
            name = self.shared.names[one.table]["new"]
            if one.data_set != data_set or one.table in self.shared.like:
                continue
            if not name.inserted:
                yield Refused(one.table, "the key is not in its columns", foreseen=True)
            for key in self.fixed[one.table] if name.inserted else ():
                refused = self._rehearse(one, name.insert(next(self.shared.numbers), None, key))
                if refused is None:
                    self.shared.like[one.table] = key
                    break
                yield refused

    @property
    def calls(self) -> list[Call]:
        """Every statement of every client."""
        return [call for client in self.clients for call in list(client.calls)]

    @property
    def history(self) -> list[Transaction]:
        """Every transaction, in the order in which they began."""
        found = [one for client in self.clients for one in list(client.history)]
        return sorted(found, key=lambda one: one.began)

    def _run(self, client: Client) -> None:
        """Let a client write, and note what stopped it, if it was not told to."""
        try:
            client.run()
        except Exception as error:
            # Whatever it is: a client that writes no more meets nothing, and would be praised.
            self.died[client.name] = f"{type(error).__name__}: {error}"

    def _rehearse(self, subject: Subject, insert: sql.Composed) -> Refused | None:
        """Why an INSERT by the new name is no use, or nothing; it is rolled back."""
        table, limits = subject.table, subject.limits
        legacy = self.shared.names[table]["legacy"]
        with self._connected(role=ROLE) as connection:
            try:
                with connection.transaction(force_rollback=True):
                    done = connection.execute(insert).fetchall()
                    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
                    if not done:
                        return Refused(table, "its row is not there", foreseen=limits.hidden)
                    if connection.execute(legacy.lock(done[0])).fetchall():
                        return None
                    return Refused(table, "legacy does not see its row", foreseen=limits.hidden)
            except psycopg.Error as error:
                if error.sqlstate is None or error.sqlstate in ENDED:
                    raise
                said = f"{error.sqlstate} {error.diag.message_primary}"
                return Refused(table, said, foreseen=limits.foresee(error.diag))

    def _let_in(self, connection: psycopg.Connection[Any], subject: Subject) -> None:
        schema, table = subject.legacy.schema, subject.legacy.name
        _run(connection, "GRANT USAGE ON SCHEMA {} TO {}", schema, ROLE)
        grant = sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON {} TO {}")
        connection.execute(grant.format(sql.Identifier(schema, table), sql.Identifier(ROLE)))

    def _fix(self, connection: psycopg.Connection[Any], subject: Subject) -> None:
        """Add the fixed rows, their counters at nothing, and choose the old rows to be written."""
        name = self.shared.names[subject.table]["legacy"]
        old = sql.SQL(
            "SELECT {} FROM {} ORDER BY pg_catalog.hashtextextended(ROW({})::text, {}) LIMIT {}"
        ).format(
            name.key_texts(),
            name.table,
            name.key_texts(),
            sql.Literal(self.seed),
            sql.Literal(2 * self.writers * OLD_ROWS),
        )
        self._old[subject.table] = iter(connection.execute(old).fetchall())
        keys = []
        for _ in range(FIXED):
            keys += connection.execute(
                name.insert(next(self.shared.numbers), None, None)
            ).fetchall()
        for key in keys if name.counter else ():
            connection.execute(name.count_as(key, 0))
        self.fixed[subject.table] = keys
        found = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(name.table)).fetchone()
        self.untouched[subject.table] = found[0] if found else 0

    def _connected(self, role: str = "") -> psycopg.Connection[Any]:
        dsn = make_conninfo(self.dsn, user=role) if role else self.dsn
        return psycopg.connect(dsn, autocommit=True, options=f"-c timezone={TIME_ZONE}")


def _create_role(connection: psycopg.Connection[Any]) -> None:
    """A role that may do what an application may, and nothing else; it is the server's."""
    known = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", (ROLE,)).fetchone()
    if known is None:
        _run(connection, "CREATE ROLE {} LOGIN", ROLE)


def _run(connection: psycopg.Connection[Any], statement: str, *names: str) -> None:
    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
