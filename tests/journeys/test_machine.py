"""Anything that applications and the migration can do, in any order, on a real server."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import hypothesis
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.fixtures.databases import without_new_roles

from .machine import Machine
from .mutants import Mutant
from .tally import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from operate.disposable import Server

    from .machine import Step

EXAMPLES = 100
STEPS = 25
SEEDS = 20
# A race is not won every time.
ATTEMPTS = 10
SWITCH = "*50_switch_tallies.apply.sql"
# Forwards a write by the legacy name as if nobody else wrote: the row that the trigger was given is
# put over whatever is there by now, without a lock and a comparison.
FORWARD = """
            CREATE OR REPLACE FUNCTION public.forward() RETURNS trigger LANGUAGE plpgsql
            AS $forward$
            BEGIN
                UPDATE tally.counts AS t
                SET total = NEW.times, _legacy_id = NEW.id, verdict = CASE
                        WHEN NEW.good IS NOT DISTINCT FROM OLD.good THEN t.verdict
                        WHEN NEW.good THEN 'good'
                        ELSE 'bad'
                    END
                WHERE t._legacy_id = OLD.id;
                RETURN NEW;
            END $forward$;
            CREATE OR REPLACE TRIGGER forward INSTEAD OF UPDATE ON public.tallies
                FOR EACH ROW EXECUTE FUNCTION public.forward();
"""
MOVED = "            ALTER VIEW migration_tally.tallies SET SCHEMA public;\n"
LOCKS = "            LOCK TABLE public.tallies IN ACCESS EXCLUSIVE MODE;\n"
NOTED = "            IF\n                EXISTS (SELECT FROM migration_tally.tallies_journal)"
AWAKE = "TRIGGER zz_changeover_tallies_reverse"


class Case(NamedTuple):
    """A missing protection, and steps of the machine that need it."""

    mutant: Mutant
    steps: tuple[Step, ...]


def switch(machine: Machine) -> None:
    """Switch, while whoever has a transaction open commits."""
    machine.turn("switch", commits=True)


def stray(machine: Machine) -> None:
    """Write to the table that does not own the rows."""
    machine.stray(0)


def begin(machine: Machine) -> None:
    """Begin a transaction whose writes are only noted, and write a row in it."""
    machine.begin("ann", "REPEATABLE READ", "increment", 0, waits=False)


def pin(machine: Machine) -> None:
    """Hold the row in the new table, so that nothing can be brought there."""
    machine.pin(0)


def write(machine: Machine) -> None:
    """Write a row by the new name."""
    machine.write("bob", "new", "increment", 0, "READ COMMITTED")


def race(machine: Machine) -> None:
    """Two applications write the same row by the legacy name."""
    machine.race(0, commits=True)


def play_often(prepared: Prepared, case: Case) -> None:
    """Take the steps without the protection, a few times."""
    for _ in range(ATTEMPTS):
        machine = Machine(prepared, case.mutant)
        with machine.stack:
            machine.play(*case.steps)


CASES = {
    "no fence on the new table": Case(
        Mutant(files="*45_fence_*.apply.sql", old="ENABLE ALWAYS TRIGGER", new="DISABLE TRIGGER"),
        (stray,),
    ),
    "no fence on the retired table": Case(
        Mutant(files=SWITCH, old="WHEN (current_user <> 'migration_sync')", new="WHEN (false)"),
        (switch, stray),
    ),
    "no lock before the drain": Case(
        Mutant(files=SWITCH, old=LOCKS, new="", until="            -- Nobody writes any more"),
        (begin, switch),
    ),
    "no look at the journal after the drain": Case(
        # The look at the time goes, too: whoever is pinned also takes long.
        Mutant(files=SWITCH, old=NOTED, new="", until="            -- A value that another row"),
        (pin, begin, switch),
    ),
    "no reverse trigger": Case(
        Mutant(files=SWITCH, old=f"ENABLE ALWAYS {AWAKE}", new=f"DISABLE {AWAKE}"), (switch, write)
    ),
    "forwarding without lock and comparison": Case(
        Mutant(files=SWITCH, old=MOVED, new=MOVED + FORWARD), (switch, race)
    ),
}


@pytest.fixture(scope="module")
def prepared(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prepared]:
    """The migration `tally`, ready to be switched."""
    folder = tmp_path_factory.mktemp("tally")
    with without_new_roles(server), Prepared(server=server, folder=folder) as ready:
        yield ready


@pytest.mark.slow
@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(n, marks=pytest.mark.full) for n in range(1, SEEDS))]
)
def test_whatever_happens_one_side_owns_every_row(prepared: Prepared, seed: int) -> None:
    """In any order of writes, switches, reverses and crashes one side owns and nothing is lost.

    After each step the owner, its epoch and the rows by both names are those of a model.
    """
    run_state_machine_as_test(
        hypothesis.seed(seed)(lambda: Machine(prepared)),  # type: ignore[arg-type]
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_the_steps_that_need_a_protection_are_fine_with_it(prepared: Prepared, case: Case) -> None:
    """What each protection is for goes well as long as it is there."""
    machine = Machine(prepared)
    try:
        machine.play(*case.steps)
    finally:
        machine.teardown()


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_a_missing_protection_is_found(prepared: Prepared, case: Case) -> None:
    """Without one of its protections a switch loses a write or has two owners, and it shows."""
    with pytest.raises(AssertionError):
        play_often(prepared, case)
