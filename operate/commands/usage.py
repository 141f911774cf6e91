"""`changeover usage`: who still calls in the legacy shape."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from operate import console, database
from operate.commands import options
from operate.errors import Refused
from operate.ledger import started
from operate.usage import CALLERS, EDGES, load, report

if TYPE_CHECKING:
    from operate.workspace import Migration

# What the edge calls the route of a path that none has.
NO_ROUTE = "(none)"
LOADERS = {"usage": "sql/edge/load_usage.sql", "shadow": "sql/edge/load_shadow.sql"}


@click.command(
    "usage",
    cls=options.Command,
    examples=(
        "changeover usage",
        "changeover usage --load /srv/edge/logs/usage.jsonl --edge edge-1",
        "changeover usage --load /srv/edge/logs/shadow.jsonl --edge edge-1 --shadow",
    ),
)
@options.specs
@options.dsn
@click.option(
    "--load",
    "log",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Load a log of an nginx first; the same log again changes nothing.",
)
@click.option("--edge", metavar="NAME", help="The nginx whose log it is.")
@click.option("--shadow", is_flag=True, help="The log is one of shadow reads.")
@options.as_json
def usage_command(
    migration: Migration,
    dsn: str,
    log: Path | None,
    edge: str | None,
    shadow: bool,
    as_json: bool,
) -> None:
    """Show who still calls in the legacy shape, the last caller first.

    What is counted are the usage logs of the edge, whichever side answered. A data set is
    finalized when somebody has looked daily and nobody has called for the quiet term. The same
    from psql: psql -v edge=edge-1 -f generated/…/sql/edge/load_usage.sql < usage.jsonl, then
    TABLE migration.last_caller.
    """
    if (log is None) != (edge is None):
        raise click.UsageError("--load FILE and --edge NAME go together")
    if shadow and log is None:
        raise click.UsageError("--shadow says what --load FILE is")
    if log is not None and edge is not None:
        _load(migration, log, edge, dsn, kind="shadow" if shadow else "usage", quiet=as_json)
    with database.connected(dsn) as connection:
        found = report(started(connection, migration.name))
    if as_json:
        console.print_json(found)
    else:
        _show(found)
    migration.next("changeover status")


def _load(migration: Migration, log: Path, edge: str, dsn: str, *, kind: str, quiet: bool) -> None:
    """Load a log, and say what came in; what could not be read is said in any case."""
    migration.refuse_edited()
    script = migration.generated / LOADERS[kind]
    if not script.is_file():
        raise Refused(
            f"{migration.name} has no script that loads {kind} logs",
            help="describe the edge, then run `make render`",
        )
    said, problem = load(script, log, edge, dsn)
    if problem:
        console.talk().print(problem, style="yellow")
    (console.talk() if quiet else console.out()).print(said)


def _show(found: dict[str, Any]) -> None:
    """The callers and the loads, for people."""
    out = console.out()
    if found["callers"]:
        console.table(CALLERS, [[row[head] for head in CALLERS] for row in found["callers"]])
    else:
        out.print("No call in the legacy shape is known.")
    out.print()
    if found["edges"]:
        console.table(EDGES, [[row[head] for head in EDGES] for row in found["edges"]])
    else:
        out.print("No log was ever loaded, so nobody knows who calls.")
    if any(row["route"] == NO_ROUTE for row in found["callers"]):
        out.print(f"\n{NO_ROUTE} is a path below the API that no route has.")
    told = f"The quiet term is {console.term(found['quiet'])} ({found['environment']})"
    within = "; calls_in_term are those within it" if found["callers"] else ""
    out.print(f"\n{told}{within}.")
