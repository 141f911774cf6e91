"""Every lock that a session has held at the end of one of its transactions, however short.

A look at `pg_locks` now and then misses short locks. Here each transaction waits at the end of its
COMMIT: `synchronous_standby_names` names a standby that does not exist, and Postgres gives locks
back only after that wait (`CommitTransaction` in xact.c: RecordTransactionCommit, which waits, then
ResourceOwnerRelease). A lock is kept until the end of its transaction, except by what a
subtransaction does in vain and is tried again; so nothing is missed. The wait is ended by a cancel,
which leaves the commit as it is. A transaction that writes nothing does not wait; its locks are
read from within (`inside`).
"""

from __future__ import annotations

import threading
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.fixtures.databases import Database

MODES = (
    "ACCESS SHARE",
    "ROW SHARE",
    "ROW EXCLUSIVE",
    "SHARE UPDATE EXCLUSIVE",
    "SHARE",
    "SHARE ROW EXCLUSIVE",
    "EXCLUSIVE",
    "ACCESS EXCLUSIVE",
)
STRENGTH = {mode: place for place, mode in enumerate(MODES)}
# Of a partition, an index or a column's sequence, its table is told; a table that nobody else sees
# yet is not there.
LOCKS = """
SELECT DISTINCT
    n.nspname || '.' || r.relname,
    upper(regexp_replace(regexp_replace(l.mode, 'Lock$', ''), '(?<=[a-z])(?=[A-Z])', ' ', 'g'))
FROM pg_locks AS l
JOIN pg_class AS c ON c.oid = l.relation
LEFT JOIN pg_index AS i ON i.indexrelid = c.oid
LEFT JOIN pg_depend AS d
    ON c.relkind = 'S' AND d.objid = c.oid AND d.deptype IN ('a', 'i')
    AND d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
JOIN pg_class AS t ON t.oid = coalesce(i.indrelid, d.refobjid, c.oid)
JOIN pg_class AS r ON r.oid = coalesce(pg_partition_root(t.oid), t.oid)
JOIN pg_namespace AS n ON n.oid = r.relnamespace
WHERE l.pid = %s AND l.locktype = 'relation' AND l.granted AND n.nspname = ANY (%s)
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
WAITS = "SELECT backend_xid::text FROM pg_stat_activity WHERE pid = %s AND wait_event = 'SyncRep'"
NOBODY = (
    "ALTER SYSTEM SET synchronous_standby_names = 'nobody'",
    "ALTER SYSTEM SET synchronous_commit = 'local'",
    "SELECT pg_reload_conf()",
)
AGAIN = (
    "ALTER SYSTEM RESET synchronous_standby_names",
    "ALTER SYSTEM RESET synchronous_commit",
    "SELECT pg_reload_conf()",
)


@dataclass(slots=True, kw_only=True)
class LockWatch:
    """What a session locks in some schemas, for each thing that it is told to be doing."""

    database: Database
    schemas: tuple[str, ...]
    doing: str = ""
    held: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    commits: int = 0

    @contextmanager
    def session(self) -> Iterator[psycopg.Connection]:
        """A session each of whose commits is looked at."""
        with self.database.connect() as admin:
            for statement in NOBODY:
                admin.execute(statement)
        stop = threading.Event()
        options = "-c synchronous_commit=on"
        try:
            with psycopg.connect(self.database.dsn, autocommit=True, options=options) as watched:
                pid = watched.info.backend_pid
                thread = threading.Thread(target=self._watch, args=(pid, stop))
                thread.start()
                try:
                    yield watched
                finally:
                    stop.set()
                    thread.join()
        finally:
            with self.database.connect() as admin:
                for statement in AGAIN:
                    admin.execute(statement)

    def inside(self, watched: psycopg.Connection) -> None:
        """Look at the locks of a transaction that is still open."""
        self._note(watched, watched.info.backend_pid)

    def _watch(self, pid: int, stop: threading.Event) -> None:
        seen = None
        with self.database.connect() as looking:
            while not stop.wait(0.001):
                found = looking.execute(WAITS, (pid,)).fetchone()
                # Until the cancel arrives, the same transaction is still there.
                if found and found[0] != seen:
                    seen = found[0]
                    self._note(looking, pid)
                    self.commits += 1
                    looking.execute("SELECT pg_cancel_backend(%s)", (pid,))

    def _note(self, looking: psycopg.Connection, pid: int) -> None:
        for relation, mode in looking.execute(LOCKS.encode(), (pid, list(self.schemas))).fetchall():
            found = self.held[self.doing]
            if STRENGTH[mode] > STRENGTH.get(found.get(relation, ""), -1):
                found[relation] = mode


def stronger(
    held: Mapping[str, str], stated: Mapping[str, str], *, always: str = "ROW EXCLUSIVE"
) -> dict[str, str]:
    """The locks that are stronger than what is stated; nothing stated allows what writers take."""
    return {
        relation: mode
        for relation, mode in held.items()
        if STRENGTH[mode] > STRENGTH[stated.get(relation, always)]
    }
