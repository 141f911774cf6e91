"""Watches the locks that the migration's sessions take on the tables of the applications."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from operate.prove.watch import Watch

if TYPE_CHECKING:
    import psycopg

# From the weakest to the strongest, as the manual's table of conflicts orders them.
MODES = (
    "AccessShareLock",
    "RowShareLock",
    "RowExclusiveLock",
    "ShareUpdateExclusiveLock",
    "ShareLock",
    "ShareRowExclusiveLock",
    "ExclusiveLock",
    "AccessExclusiveLock",
)
# From this on, an application that writes has to wait.
HEAVY = ("ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock")
SECONDS_BETWEEN_LOOKS = 0.005
# A switch takes milliseconds: it is looked at as often as leaves it a processor.
SHORT = ("switch", "reverse")
SECONDS_BETWEEN_SHORT_LOOKS = 0.001
LOOK = """
SELECT
    extract(epoch FROM clock_timestamp())::float8, l.virtualtransaction, l.pid,
    coalesce(pg_partition_root(l.relation), l.relation)::regclass::text, l.mode
FROM pg_locks AS l
JOIN pg_stat_activity AS a ON a.pid = l.pid
JOIN pg_class AS c ON c.oid = l.relation AND c.relkind IN ('r', 'p', 'v')
JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE
    l.granted AND l.locktype = 'relation' AND a.application_name = 'changeover'
    AND l.database = (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database())
    AND (n.nspname = %s OR (n.nspname = %s AND %s))
"""
# Nobody uses the new tables before they are made.
MAKING = ("apply planned", "apply expanded")


@dataclass(slots=True, kw_only=True)
class Hold:
    """A transaction that kept applications from a table, as long as it was seen."""

    stage: str
    first: float
    last: float

    @property
    def milliseconds(self) -> float:
        """From the first look that saw it to the last."""
        return (self.last - self.first) * 1000


@dataclass(slots=True, kw_only=True)
class LockWatch(Watch):
    """Notes for every table the strongest lock and the stage in which it was taken."""

    legacy_schema: str
    target_schema: str
    stage: str = ""
    strongest: dict[str, tuple[str, str]] = field(default_factory=dict)
    holds: dict[tuple[str, str], Hold] = field(default_factory=dict)
    looks: int = 0

    def held(self, *stages: str) -> list[float]:
        """The milliseconds of each heavy hold during stages that begin like these."""
        return sorted(
            one.milliseconds for one in list(self.holds.values()) if one.stage.startswith(stages)
        )

    def look(self, connection: psycopg.Connection[Any]) -> None:
        """Note which locks are held now."""
        rows = connection.execute(LOOK, self._places()).fetchall()
        self.looks += 1
        for row in rows:
            self._note(*row)

    def pause(self) -> float:
        """Short while locks are held shortly."""
        short = self.stage.startswith(SHORT)
        return SECONDS_BETWEEN_SHORT_LOOKS if short else SECONDS_BETWEEN_LOOKS

    def _places(self) -> tuple[str, str, bool]:
        return self.legacy_schema, self.target_schema, self.stage not in MAKING

    def _note(self, at: float, transaction: str, pid: int, table: str, mode: str) -> None:
        known = self.strongest.get(table)
        if known is None or MODES.index(mode) > MODES.index(known[0]):
            self.strongest[table] = mode, self.stage
        if mode in HEAVY:
            place = transaction, str(pid)
            hold = self.holds.setdefault(place, Hold(stage=self.stage, first=at, last=at))
            hold.last = at


def manual(mode: str) -> str:
    """A lock's name as the manual writes it: `ACCESS EXCLUSIVE`."""
    words: list[str] = []
    for letter in mode.removesuffix("Lock"):
        if letter.isupper():
            words.append("")
        words[-1] += letter
    return " ".join(words).upper()


def shown(watch: LockWatch) -> list[dict[str, Any]]:
    """The strongest lock of each table, for people and programs."""
    return [
        {"table": table, "lock": manual(mode), "during": stage}
        for table, (mode, stage) in sorted(watch.strongest.items())
    ]
