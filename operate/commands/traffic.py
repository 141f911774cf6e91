"""`changeover traffic`: which side answers the legacy endpoints and old pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from operate import console, database
from operate.commands import options
from operate.commands.apply import confirm
from operate.ledger import started
from operate.traffic import TABLE, MapFile, sides, traffic_map, turn

if TYPE_CHECKING:
    from operate.ledger import Ledger
    from operate.workspace import Migration

SYSTEMS = {"new": "the new system", "legacy": "the legacy system"}


@click.command(
    "traffic",
    cls=options.Command,
    examples=(
        "changeover traffic",
        'changeover traffic costs --to new --because "shadow reads agree since Monday"',
        "changeover traffic --map /srv/edge/traffic/ai-management.map",
        'changeover traffic costs --to legacy --because "the export is slow" --yes',
    ),
)
@click.argument("endpoint", required=False)
@options.specs
@options.dsn
@click.option("--to", "side", type=click.Choice(tuple(SYSTEMS)), help="The side that answers.")
@click.option("--because", metavar="TEXT", default="", help="Why; it is recorded.")
@click.option(
    "--map",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the map that nginx reads, as the database has it then.",
)
@options.yes
@options.as_json
def traffic_command(
    migration: Migration,
    endpoint: str | None,
    dsn: str,
    side: str | None,
    because: str,
    path: Path | None,
    yes: bool,
    as_json: bool,
) -> None:
    """Show which side answers, or turn ENDPOINT to a side.

    An endpoint is turned to the new system once the new tables own its data set, and back at any
    time before that is finalized. nginx follows when it has the map and was reloaded. The same
    from psql: SELECT migration.turn_endpoint('…', 'costs', 'new', 'why'), then SELECT
    migration.traffic_map('…').
    """
    _refuse_halves(endpoint, side, because)
    if as_json and (endpoint is not None or path is not None):
        raise click.UsageError("--json shows the sides, and goes with nothing else")
    file = None if path is None else MapFile(path=path)
    with database.connected(dsn) as connection:
        ledger = started(connection, migration.name)
        found = sides(ledger)
        known = [row["endpoint"] for row in found]
        if endpoint is not None and endpoint not in known:
            raise options.unknown("endpoint", endpoint, known)
        if file is not None:
            file.refuse_unwritable()
        if endpoint is not None and side is not None:
            action = f"let {SYSTEMS[side]} answer {endpoint} of {migration.name}"
            confirm(connection, action, yes=yes)
            _turn(migration, ledger, endpoint, side, because)
        text = traffic_map(ledger)
    if file is not None:
        file.write(text)
        _say_written(file)
    elif endpoint is not None:
        migration.next(
            f"changeover traffic --map PREFIX/traffic/{migration.name}.map",
            "nginx does not know it yet",
        )
    else:
        _show(migration, found, as_json=as_json)


def _refuse_halves(endpoint: str | None, side: str | None, because: str) -> None:
    """Stop when only a part of a turn was given."""
    if endpoint is None and (side is not None or because):
        raise click.UsageError("which endpoint? `changeover traffic` shows them")
    if endpoint is not None and side is None:
        raise click.UsageError(f"which side answers {endpoint}? Give --to new or --to legacy")
    if endpoint is not None and not because.strip():
        raise click.BadParameter("say why; it is recorded", param_hint="--because")


def _turn(migration: Migration, ledger: Ledger, endpoint: str, side: str, because: str) -> None:
    """Turn the endpoint, and name the way back."""
    if not turn(ledger, endpoint, side, because):
        console.out().print(f"{endpoint}: {SYSTEMS[side]} answers it already; nothing was turned.")
        return
    console.out().print(f"Turned {endpoint}: {SYSTEMS[side]} answers it from the next reload on.")
    if side == "new":
        migration.undo(f"changeover traffic {endpoint} --to legacy --because '…'")


def _say_written(file: MapFile) -> None:
    console.out().print(f"Wrote {file.path}.")
    console.talk().print(f"Next: {file.reload}")


def _show(migration: Migration, found: list[dict[str, Any]], *, as_json: bool) -> None:
    """The sides of all endpoints and pages."""
    if as_json:
        console.print_json(found)
    else:
        console.table(TABLE, [[row[head] for head in TABLE] for row in found])
    migration.next("changeover usage")
