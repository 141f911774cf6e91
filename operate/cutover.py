"""The change of the side that owns a data set: where it stands, and how it is carried out.

The psql drivers are render/templates/driver.{switch,reverse,finalize}.sql.j2; a test holds both
ways equal.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from operate import console, database
from operate.errors import Failure, Interrupted, Refused, Unreachable
from operate.runner import Runner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from operate.database import Connection
    from operate.progress import Display
    from render.plan import Plan, Step

SECONDS_TO_END = 30.0
SECONDS_BETWEEN_LOOKS = 0.1
STANDING = """
    SELECT
        d.phase, d.owner, d.epoch, coalesce(f.xid, o.xid)::text AS xid,
        f.xid IS NOT NULL AS final,
        d.phase IN ('holding', 'completed')
        AND migration.step_state(d.migration, 'hold.' || d.name) = 'applied' AS held,
        migration.step_state(d.migration, %s) AS recorded
    FROM migration.data_set AS d
    LEFT JOIN migration.finalization AS f ON (f.migration, f.data_set) = (d.migration, d.name)
    LEFT JOIN migration.ownership AS o
        ON (o.migration, o.data_set, o.epoch) = (d.migration, d.name, d.epoch)
    WHERE (d.migration, d.name) = (%s, %s)
"""
ENDED = "SELECT NOT EXISTS (SELECT FROM pg_stat_activity AS a WHERE a.pid = %s)"
FATE = "SELECT pg_xact_status(%s::xid8)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The side that owns a data set, since which epoch and transaction, and what is recorded.

    `final` is true past the point of no return, `held` when the retired tables are held as well,
    and that is recorded.
    """

    phase: str
    owner: str
    epoch: int
    xid: str | None
    final: bool
    held: bool
    recorded: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One of the changes of owner, or the end of the way back: its command, and why."""

    command: Literal["switch", "reverse", "finalize"]
    because: str = ""

    @property
    def done(self) -> str:
        """What a data set is afterwards."""
        return {"switch": "switched", "reverse": "reversed"}.get(self.command, "finalized")

    @property
    def owner(self) -> Literal["new", "legacy"]:
        """The side that owns the rows then."""
        return "legacy" if self.command == "reverse" else "new"

    def steps(self, plan: Plan) -> tuple[Step, ...]:
        """The step of each data set that it runs, or takes back."""
        return plan.finals if self.command == "finalize" else plan.switches

    def happened(self, now: Standing) -> bool:
        """Whether its one transaction is committed."""
        return now.final if self.command == "finalize" else now.owner == self.owner

    def complete(self, now: Standing) -> bool:
        """Whether nothing is left to do: it happened, and the record says so."""
        recorded = "pending" if self.command == "reverse" else "applied"
        held = now.held or self.command != "finalize"
        return self.happened(now) and held and now.recorded == recorded


def standing(connection: Connection, migration: str, step: Step) -> Standing:
    """Where the data set of a switch stands."""
    found = database.rows(connection, STANDING, step.id, migration, step.name)
    if not found:
        raise Refused(
            f"this database does not know the data set {step.name}",
            help="run `changeover apply`",
        )
    return Standing(**found[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutover:
    """Turns data sets, each in a session of its own, and finds out when an answer was lost."""

    plan: Plan
    folder: Path
    dsn: str
    turn: Turn
    display: Display

    def carry_out(self, step: Step) -> Standing:
        """Turn one data set; where it stands then."""
        with database.connected(self.dsn) as connection:
            backend = connection.info.backend_pid
            try:
                return self._run(connection, step)
            except Interrupted as stopped:
                if not connection.broken:
                    self._refute(connection, step, stopped)
                raise
            except Failure as failure:
                if not connection.broken:
                    raise
                lost = failure
        return self._after(lost, backend, step)

    def _run(self, connection: Connection, step: Step) -> Standing:
        self.display.backend = connection.info.backend_pid
        runner = Runner(
            plan=self.plan, folder=self.folder, connection=connection, watcher=self.display
        )
        match self.turn.command:
            case "switch":
                runner.switch(step)
            case "reverse":
                runner.reverse(step, self.turn.because)
            case "finalize":
                runner.finalize(step)
        return self._standing(connection, step)

    def _refute(self, connection: Connection, step: Step, stopped: Interrupted) -> None:
        """An interruption may come when all is committed and only the record is missing."""
        now = self._standing(connection, step)
        if self.turn.happened(now):
            raise Interrupted(
                f"interrupted, but {step.name} is {self.turn.done}: "
                f"transaction {now.xid} is committed",
                help="run the same command again; it completes the record",
            ) from stopped

    def _after(self, lost: Failure, backend: int, step: Step) -> Standing:
        """Find out what became of a lost session; when it did its work, complete the record."""
        name, done = step.name, self.turn.done
        try:
            with successor(self.dsn, backend) as connection:
                now = self._standing(connection, step)
                if not self.turn.happened(now):
                    raise Unreachable(
                        f"{name} is not {done}: the transaction was not committed",
                        detail=lost.message,
                        help="run the same command again",
                    )
                fate = database.value(connection, FATE, now.xid)
                console.say(
                    f"{name} is {done}: the acknowledgement was lost, "
                    f"transaction {now.xid} is {fate}"
                )
                # With its record complete there is nothing to run again.
                return now if self.turn.complete(now) else self._run(connection, step)
        except Unfound as unfound:
            raise Unreachable(
                f"whether {name} is {done} is not known: {unfound}",
                detail=lost.message,
                help="run the same command again when the database answers; it finds out",
            ) from lost

    def _standing(self, connection: Connection, step: Step) -> Standing:
        return standing(connection, self.plan.settings.name, step)


class Unfound(Exception):
    """Nobody can say what became of a lost session."""


@contextmanager
def successor(dsn: str, backend: int) -> Iterator[Connection]:
    """A new session, once the server process of the lost one has ended and can change nothing."""
    end = time.monotonic() + SECONDS_TO_END
    with _reconnected(dsn, end) as connection:
        while not database.value(connection, ENDED, backend):
            if time.monotonic() > end:
                raise Unfound(f"server process {backend} still works for the lost session")
            time.sleep(SECONDS_BETWEEN_LOOKS)
        yield connection


@contextmanager
def _reconnected(dsn: str, end: float) -> Iterator[Connection]:
    """A new session, as soon as the server gives one."""
    while True:
        try:
            connection = database.connect(dsn)
            break
        except Unreachable as failure:
            if time.monotonic() > end:
                raise Unfound(failure.message) from failure
            time.sleep(SECONDS_BETWEEN_LOOKS)
    try:
        yield connection
    finally:
        connection.close()
