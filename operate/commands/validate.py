"""`changeover validate`: compare the data again, and name every difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import psycopg

from operate import comparison, console, database, facts, recheck, script
from operate.commands import options
from operate.comparison import RUNGS
from operate.errors import Failure, Refused, from_database
from operate.ledger import Ledger, started
from operate.preview import SETTLED
from operate.sides import two_sided

if TYPE_CHECKING:
    from operate.database import Connection
    from operate.workspace import Made, Migration
    from render.plan import Plan, Step

PART = "validation"
# What a mapping's gate says after a comparison that found differences; these are shown by rung.
DIFFERENCES_FOUND = "MG072"


@click.command(
    "validate",
    cls=options.Command,
    examples=("changeover validate", "changeover validate --mapping usage_logs --rung L4"),
)
@options.specs
@options.dsn
@click.option("--mapping", "mappings", multiple=True, metavar="NAME", help="Only this one; again.")
@click.option(
    "--rung",
    "rungs",
    multiple=True,
    type=click.Choice([*RUNGS, recheck.RUNG], case_sensitive=False),
    help="Show only this rung, and let only it decide how this ends; again.",
)
@click.option("--follow", is_flag=True, help="With --rung L7: go on until a row differs.")
@options.as_json
def validate_command(
    migration: Migration,
    dsn: str,
    mappings: tuple[str, ...],
    rungs: tuple[str, ...],
    follow: bool,
    as_json: bool,
) -> None:
    """Compare the data of every mapping again.

    In one snapshot each, row by row. Ends with 5 when there are differences.

    A comparison always climbs all rungs and is recorded with all of them, so that it counts as
    one: L0 the catalog, L1 every row accounted for, L2 aggregates, L3 checksums, L4 every row, L5
    a sample and every edge derived another way.

    Unless a mapping or a rung is named, facts that several legacy tables state are compared, too.
    Where these tables disagree is listed and decides nothing.

    The rung L7 is a pass of its own over what is verified, in small transactions: with --follow it
    looks at changed rows again and rolls through the rest until it finds a difference.
    """
    made = migration.current()
    chosen = comparing(made.plan, mappings)
    if recheck.RUNG in rungs or follow:
        if tuple(rungs) != (recheck.RUNG,):
            raise click.UsageError("L7 is a pass of its own: give `--rung L7` and no other rung")
        _look_again(migration, dsn, chosen, follow=follow, as_json=as_json)
        return
    stated = [] if mappings or rungs else facts.comparing(made.plan)
    name = made.plan.settings.name
    with database.connected(dsn) as connection:
        ledger = started(connection, name)
        chosen = two_sided(ledger, chosen, "compare")
        refuse_early(made, ledger, [*chosen, *stated])
        problem = rerun(connection, migration, [*chosen, *stated])
        found = comparison.latest(connection, name, [step.name for step in chosen], rungs)
        told = facts.latest(connection, name, [step.name for step in stated])
    if as_json:
        console.print_json({**found.data, "facts": told})
    else:
        comparison.show(found)
        facts.show(told)
    if problem is not None:
        raise problem
    found.refuse_differences()
    migration.next("changeover status")


def _look_again(
    migration: Migration, dsn: str, chosen: list[Step], *, follow: bool, as_json: bool
) -> None:
    """One pass of the rung L7, or as many as it takes to find a difference."""
    plan = migration.current().plan
    with database.connected(dsn) as connection:
        ledger = started(connection, plan.settings.name)
        names = recheck.chosen(plan, two_sided(ledger, chosen, "compare"))
        look = recheck.follow if follow else recheck.one_pass
        look(connection, plan, names)
        found = recheck.told(connection, plan, names)
    if as_json:
        console.print_json(found)
    else:
        recheck.show(found)
    recheck.refuse_differences(found)
    migration.next("changeover status")


def comparing(plan: Plan, mappings: tuple[str, ...]) -> list[Step]:
    """The steps that compare these mappings, or all when none is named."""
    every = [step for step in plan.steps if step.part == PART]
    known = [step.name for step in every]
    for name in mappings:
        if name not in known:
            raise options.unknown("mapping", name, known)
    return [step for step in every if not mappings or step.name in mappings]


def refuse_early(made: Made, ledger: Ledger, chosen: list[Step]) -> None:
    """Stop when what a comparison needs has not been applied yet."""
    states = ledger.states(made.plan, made.tree)
    for step in chosen:
        order = made.plan.steps
        before = order[: order.index(step)]
        needed = [one for one in before if one.recorded and one.part not in {PART, facts.PART}]
        missing = [one for one in needed if states.get(one.id) not in SETTLED]
        if missing:
            raise Refused(
                f"{step.name} cannot be compared yet: {missing[0].id} is "
                f"{states.get(missing[0].id, 'pending')}, not applied",
                help=f"run `changeover apply --to {step.phase}`",
            )


def rerun(connection: Connection, migration: Migration, chosen: list[Step]) -> Failure | None:
    """Run the files of these steps again; the first failure does not stop the others."""
    problem: Failure | None = None
    for step in chosen:
        try:
            script.execute(connection, script.read(migration.generated / step.file("apply")))
        except psycopg.Error as error:
            if connection.broken:
                raise
            database.clean_up(connection)
            if error.sqlstate != DIFFERENCES_FOUND:
                problem = problem or from_database(error, doing=step.id)
    return problem
