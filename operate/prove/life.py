"""The course of a proof: a control run, then the whole life of a migration, then the account."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from psycopg import IsolationLevel, sql

from operate import comparison, database
from operate.cutover import Turn
from operate.errors import Failure
from operate.prove.accounting import Account, account, retired_apart
from operate.prove.again import again
from operate.prove.course import comparing, phases, relations, turning
from operate.prove.faults import Faults
from operate.prove.history import outside
from operate.prove.load import Load
from operate.prove.locks import LockWatch
from operate.prove.mover import BECAUSE, Direct, Mover, sentence
from operate.prove.owners import Owners
from operate.prove.permission import Permission
from operate.prove.subjects import subjects_of
from operate.prove.undisturbed import undisturbed
from operate.prove.waiting import WaitWatch
from operate.sample import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from operate.disposable import Server
    from operate.prove.history import Call
    from operate.prove.terms import Terms
    from operate.sample import Filled
    from operate.workspace import Migration
    from render.plan import Plan, Step

SWITCH = Turn(command="switch")
REVERSE = Turn(command="reverse", because=BECAUSE)
CONTROL, PROOF = "changeover_control", "changeover_proof"
RANDOM_FAULTS_FROM = "capturing"
SECONDS_TO_RECOVER = 1


@dataclass(slots=True, kw_only=True)
class Life:
    """One proof of one migration on one server."""

    plan: Plan
    migration: Migration
    server: Server
    terms: Terms
    told: Callable[[str], None] = lambda _text: None
    filled: Callable[[Filled], None] = lambda _filled: None
    owners: Owners = field(default_factory=Owners)
    stages: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    not_inserted: dict[str, str] = field(default_factory=dict)
    differences: dict[str, int] = field(default_factory=dict)
    account: Account = field(default_factory=Account)
    control: Load = field(init=False)
    load: Load = field(init=False)
    locks: LockWatch = field(init=False)
    waiting: WaitWatch = field(init=False)
    faults: Faults = field(init=False)
    mover: Mover = field(init=False)
    permission: Permission = field(init=False)

    def __post_init__(self) -> None:
        """Prepare what both runs share; nothing is started yet."""
        self.control = self._loaded(CONTROL)
        self.load = self._loaded(PROOF)
        dsn = self.server.dsn(PROOF)
        settings = self.plan.settings
        self.locks = LockWatch(
            dsn=dsn, legacy_schema=settings.legacy_schema, target_schema=settings.target_schema
        )
        self.waiting = WaitWatch(dsn=dsn)
        self.permission = Permission(dsn=dsn, migration=settings.name)
        self.mover = Direct(
            migration=self.migration,
            plan=self.plan,
            dsn=dsn,
            told=lambda ran: self.told(
                f"{ran.command}  {ran.seconds:.1f}s"
                + (f", resumed {ran.tries - 1} times" if ran.tries > 1 else "")
            ),
        )
        self.faults = Faults(
            server=self.server,
            dsn=dsn,
            load=self.load,
            tables=[
                sql.Identifier(one.schema, one.name) for one in relations(self.plan, self.terms)
            ],
            seed=self.terms.seed,
            held=self.terms.held,
        )

    @undisturbed()
    def run(self) -> None:
        """Everything, in order; what goes wrong is a problem, and the account is made anyway."""
        if self.terms.control:
            self.controlled()
        self._made(self.load)
        self.locks.start()
        self.waiting.start()
        self.load.start("legacy")
        try:
            self.lived()
        except Failure as failure:
            self.problems.append(sentence(failure))
        finally:
            self.faults.stop()
            self.load.stop()
            self.locks.stop()
            self.waiting.stop()
        self.accounted()

    def controlled(self) -> None:
        """The same applications on the same rows, without a migration, for comparison."""
        self._made(self.control)
        self.control.start("legacy")
        time.sleep(self.terms.seconds)
        self.control.stop()
        with database.connected(self.server.dsn()) as connection:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            connection.execute(drop.format(sql.Identifier(CONTROL)))
        self.told(f"control run without a migration  {self.terms.seconds:.1f}s")

    def lived(self) -> None:
        """From nothing to switched, reversed and switched again, under load."""
        with self._stage("before the migration"):
            self._leg()
        for phase in phases(self.plan, self.terms):
            if phase == RANDOM_FAULTS_FROM and self.terms.faults:
                self.faults.start()
            with self._stage(f"apply {phase}"):
                self.mover.apply(phase)
        again(self.load.let_in)
        self.load.start("new")
        with self._stage("verified"):
            self._leg()
        for steps in turning(self.plan, self.terms):
            try:
                self._turned(steps)
            except Failure as failure:
                # The other data sets show what they can.
                self.problems.append(sentence(failure))

    def accounted(self) -> None:
        """When nobody writes any more: compare everything with everything."""
        with database.connected(self.server.dsn(PROOF)) as connection:
            self.account = account(connection, self.load)
            retired_apart(connection, self.load.subjects, self.account)
            if not database.value(connection, "SELECT to_regclass('migration.validation_run')"):
                return
        self._compared(())
        names = [step.name for step in comparing(self.plan)]
        with database.connected(self.server.dsn(PROOF)) as connection:
            found = comparison.latest(connection, self.plan.settings.name, names, ())
        self.differences = dict.fromkeys(names, 0)
        for row in found.rungs:
            self.differences[row["mapping"]] += row["differences"]

    def calls(self) -> list[Call]:
        """Every statement of every application, but for those that a crash kept waiting."""
        return outside(self.load.calls, self.crashes)

    @property
    def crashes(self) -> list[tuple[float, float]]:
        """When the server was not there, and when it was not itself yet."""
        return [(began, ended + SECONDS_TO_RECOVER) for began, ended in self.faults.spans]

    def _turned(self, steps: tuple[Step, ...]) -> None:
        """Switch data sets, reverse them, and switch them again, with the comparisons it takes."""
        names = [step.name for step in steps]
        name = ", ".join(names)
        if self.terms.thorough:
            with self._stage(f"compare {name}"):
                self._compared(steps)
        for turn in (*(SWITCH, REVERSE) * self.terms.round_trips, SWITCH):
            if self.terms.faults:
                self.faults.hold(IsolationLevel.REPEATABLE_READ, "long reader")
                self.faults.hold(IsolationLevel.READ_COMMITTED, "idle in transaction")
            again(partial(self.permission.give, turn.command, names))
            if turn is not SWITCH:
                self.owners.change(names, "legacy", time.monotonic())
            with self._stage(f"{turn.command} {name}"):
                self.mover.turn(steps, turn)
            if turn is SWITCH:
                self.owners.change(names, "new", time.monotonic())
                for one in names:
                    again(partial(self._open, one))
            with self._stage(f"{name} {turn.done}"):
                self._leg()
            # The next switch asks for a comparison after a reverse.
            if self.terms.thorough or turn is REVERSE:
                with self._stage(f"compare {name}, {turn.done}"):
                    self._compared(steps)

    def _open(self, data_set: str) -> None:
        """Let the new names insert; what the plan does not let fail is a problem."""
        for one in self.load.open(data_set):
            problem = f"an INSERT into {one.table} by the new name was refused: {one.why}"
            if one.foreseen:
                self.not_inserted[one.table] = one.why
            elif problem not in self.problems:
                self.problems.append(problem)
        for table in self.load.shared.like:
            self.not_inserted.pop(table, None)

    def _compared(self, steps: Sequence[Step]) -> None:
        """Compare data sets; what differs is a problem, and what it costs is seen later."""
        try:
            self.mover.compare(comparing(self.plan, *(step.name for step in steps)))
        except Failure as failure:
            self.problems.append(sentence(failure))

    @property
    def _legs(self) -> int:
        """How often the applications are left alone."""
        return 2 + (2 * self.terms.round_trips + 1) * len(turning(self.plan, self.terms))

    def _leg(self) -> None:
        """Let the applications work for their share of the time."""
        time.sleep(self.terms.seconds / self._legs)

    @contextmanager
    def _stage(self, name: str) -> Iterator[None]:
        """Note when a part of the life begins and ends; the locks are told, too."""
        self.locks.stage = name
        began = time.monotonic()
        try:
            yield
        finally:
            self.stages.setdefault(name, []).append((began, time.monotonic()))
            self.locks.stage = ""

    def _loaded(self, name: str) -> Load:
        return Load(
            dsn=self.server.dsn(name),
            subjects=subjects_of(self.plan, rows=self.terms.rows, seed=self.terms.seed),
            writers=self.terms.writers,
            seed=self.terms.seed,
            rate=self.terms.rate,
        )

    def _made(self, load: Load) -> None:
        """A database with filled legacy tables, and the applications' rows in them."""
        name = CONTROL if load is self.control else PROOF
        with database.connected(self.server.dsn()) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        with database.connected(load.dsn) as connection:
            fill(
                connection,
                relations(self.plan, self.terms),
                self.terms.rows,
                hostile=self.terms.hostile,
                seed=self.terms.seed,
                folder=self.migration.specs.resolve(),
                progress=self.filled,
            )
        load.prepare(self.terms.rows)
