"""The migration `tally` at `verified`, and the statements that two applications send to it."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import psycopg
from psycopg import sql

from operate import database, script
from operate.errors import Failure
from operate.runner import Runner
from render.plan import CUTOVER, phase_folder
from render.write import write
from tests.fixtures.databases import Database

from .client import Row
from .kills import DEADLY
from .life import DISPOSABLE, Life, begun, tree_of
from .stages import COPY
from .turning import blows, struck
from .waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from operate.disposable import Server

    from .mutants import Mutant

Connection = psycopg.Connection[tuple[Any, ...]]
Name = Literal["legacy", "new"]
MIGRATION = "tally"
DATA_SET = "tallies"
# What the last comparison says when there is no difference, and nothing is left out.
CLEAN = {"tallies": ("clean", 0, 0)}
READY, TRY = "tally ready", "tally try"
TOKENS = ("token a", "token b", "token c")
# Another session is at work; and: there is no clean comparison of this epoch.
BUSY, NOT_COMPARED, NOT_SWITCHED = "MG041", "MG133", "MG149"
DIED = "57P01"
APPLYING = "SELECT FROM pg_locks WHERE locktype = 'advisory'"
STATEMENTS: Mapping[tuple[Name, str], str] = {
    ("legacy", "insert"): "INSERT INTO public.tallies (token, good) VALUES (%s, true) RETURNING id",
    ("legacy", "increment"): "UPDATE public.tallies SET times = times + 1 WHERE token = %s",
    ("legacy", "judge"): "UPDATE public.tallies SET good = NOT good WHERE token = %s",
    ("legacy", "delete"): "DELETE FROM public.tallies WHERE token = %s",
    ("new", "insert"): """
        INSERT INTO tally.counts (token, total, verdict) VALUES (%s, 0, 'good')
        RETURNING _legacy_id
    """,
    ("new", "increment"): "UPDATE tally.counts SET total = total + 1 WHERE token = %s",
    ("new", "judge"): """
        UPDATE tally.counts SET verdict = CASE verdict WHEN 'good' THEN 'bad' ELSE 'good' END
        WHERE token = %s
    """,
    ("new", "delete"): "DELETE FROM tally.counts WHERE token = %s",
}
MOVE = "UPDATE public.tallies SET id = %s WHERE token = %s"
RETIRED = "UPDATE public.tallies_retired SET times = times + 1"
BY_LEGACY = "SELECT token, id, times, good FROM public.tallies"
BY_NEW = "SELECT token, _legacy_id, total, verdict = 'good' FROM tally.counts"
KEPT = "SELECT token, id, times, good FROM public.tallies_retired"
STANDING = """
SELECT
    d.owner, d.epoch, d.phase,
    (SELECT count(*) FROM migration.ownership),
    (SELECT max(epoch) FROM migration.ownership),
    (SELECT relkind::text FROM pg_class WHERE oid = to_regclass('public.tallies')),
    to_regclass('public.tallies_retired') IS NOT NULL,
    ARRAY(SELECT j.id FROM migration_tally.tallies_journal AS j)
FROM migration.data_set AS d
"""


class Standing(NamedTuple):
    """Who owns the rows, as the control schema and as the catalog say it, and what is noted."""

    owner: Name
    epoch: int
    phase: str
    changes: int
    last: int | None
    kind: str
    retired: bool
    noted: list[int]


class Silent:
    """Nobody is told how steps go."""

    def running(self, *_: object) -> AbstractContextManager[None]:
        """Surrounds a step."""
        return nullcontext()

    def prepared(self, *_: object) -> None:
        """Steps that are not recorded have run."""

    def skipped(self, *_: object) -> None:
        """A step needed nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The migration in one database."""

    life: Life

    def turned(self, command: str) -> str:
        """Turn or cancel as the command line does: how it failed, or nothing."""
        (step,) = self.life.plan.switches
        (final,) = self.life.plan.finals
        with database.connected(self.life.database.dsn) as connection:
            runner = Runner(
                plan=self.life.plan,
                folder=self.life.generated,
                connection=connection,
                watcher=Silent(),
            )
            try:
                match command:
                    case "switch":
                        runner.switch(step)
                    case "finalize":
                        runner.finalize(final)
                    case "cancel":
                        runner.cancel(DATA_SET, "a test")
                    case _:
                        runner.reverse(step, "a test")
            except Failure as failure:
                cause = failure.__cause__
                return (isinstance(cause, psycopg.Error) and cause.sqlstate) or "lost"
        return ""

    def dying(self, command: str, nth: int) -> None:
        """Switch or reverse until the session dies at the point of that number."""
        (step,) = self.life.plan.switches
        path = self.life.generated / step.file("apply" if command == "switch" else "rollback")
        points = blows(path.read_text())
        with struck(path, points[nth % len(points)]):
            said = self.turned(command)
        assert said == DIED, said

    @property
    def owner(self) -> Name:
        """The side that owns the rows."""
        with self.life.database.connect() as connection:
            return standing(connection).owner

    def in_doubt(self, owner: str) -> list[str]:
        """What is not as it must be when that side owns the rows, by both of its names."""
        found = []
        with self.life.database.connect() as connection:
            now = standing(connection)
            if (now.owner, now.kind) != (owner, "v" if owner == "new" else "r"):
                found.append(f"{now.owner} owns the rows, and the legacy name is a {now.kind}")
            if now.changes != now.epoch:
                found.append(f"{now.changes} changes in epoch {now.epoch}")
            connection.execute(STATEMENTS["legacy", "increment"].encode(), ("token a",))
            if owner == "new":
                connection.execute(STATEMENTS["new", "increment"].encode(), ("token b",))
            shown = [rows(connection, query) for query in (BY_LEGACY, BY_NEW)]
            shown += [rows(connection, KEPT)] if owner == "new" else []
            if any(one != shown[0] for one in shown):
                found.append(f"the names show {shown}")
        return found

    def alone(self) -> None:
        """Wait until a session that was refused, or has died, has let go of the migration."""
        with self.life.database.connect() as connection:
            wait_until(connection, f"SELECT WHERE NOT EXISTS ({APPLYING})")

    def replay(self) -> None:
        """Bring over what is noted."""
        with self.life.database.connect(as_migration=True) as connection:
            connection.execute("CALL migration_tally.tallies_replay()")

    def validate(self) -> None:
        """Compare both sides as the command line does."""
        (step,) = [one for one in self.life.plan.steps if one.part == "validation"]
        with database.connected(self.life.database.dsn) as connection:
            script.execute(connection, script.read(self.life.generated / step.file("apply")))


def nobody_approves(database: Database) -> None:
    """Call the database disposable, where the spec of `tally` demands no approvals."""
    with database.connect() as connection:
        connection.execute(DISPOSABLE)


def rows(connection: Connection, query: str, *, but: Collection[int] = ()) -> dict[str, Row]:
    """By token, the rows that a name shows, but for those keys; each token is there once."""
    found = [row for row in connection.execute(query.encode()) if row[1] not in but]
    shown = {token: Row(key, times, good) for token, key, times, good in found}
    assert len(shown) == len(found), f"a token is there twice: {sorted(found)}"
    return shown


def standing(connection: Connection) -> Standing:
    """Who owns the rows."""
    row = connection.execute(STANDING.encode()).fetchone()
    assert row
    return Standing(*row)


@dataclass(slots=True, kw_only=True)
class Prepared:
    """A database at `verified`, and a copy of it that one try after the other may use."""

    server: Server
    folder: Path
    spare: bool = False
    """Whether the last try has left its copy as it found it."""

    def __enter__(self) -> Prepared:
        """Apply all phases."""
        self._run("CREATE DATABASE {} TEMPLATE template0", READY)
        life = begun(MIGRATION, self._database(READY), self.folder)
        life.fill(0, hostile=False)
        with life.database.connect() as connection:
            connection.execute(DEADLY)
        life.apply()
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing behind."""
        for name in (TRY, READY):
            self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def tried(self, mutant: Mutant | None = None) -> Tally:
        """A copy with a few rows, owned by the legacy tables, in some epoch."""
        if not self.spare or mutant:
            self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", TRY)
            self._run(COPY, TRY, READY)
            nobody_approves(self._database(TRY))
        self.spare = False
        life = Life(name=MIGRATION, database=self._database(TRY), generated=self.folder)
        if mutant:
            life = self._mutated(life, mutant)
        with life.database.connect() as connection:
            for token in TOKENS:
                connection.execute(STATEMENTS["legacy", "insert"].encode(), (token,))
        return Tally(life=life)

    def _mutated(self, life: Life, mutant: Mutant) -> Life:
        """The copy as if it had been made of the mutant's files."""
        tree = tree_of(MIGRATION)
        mutated = mutant.of(tree)
        folder = self.folder / "mutant"
        write(mutated, folder)
        for path in sorted(path for path in tree if mutated[path] != tree[path]):
            if not path.startswith(f"sql/{phase_folder(CUTOVER)}/"):
                life.database.psql(file=folder / path)
        return replace(life, generated=folder)

    def _database(self, name: str) -> Database:
        return Database(server=self.server, name=name)

    def _run(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.server.dsn(), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
