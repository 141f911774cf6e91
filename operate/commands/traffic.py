"""`changeover traffic`: which side answers the legacy endpoints and old pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from operate import console, database
from operate.commands import options
from operate.commands.apply import confirm
from operate.ledger import started
from operate.traffic import STAYS, TABLE, MapFile, sides, traffic_map, turn

if TYPE_CHECKING:
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
        'changeover traffic --all --to new --because "every data set is switched"',
    ),
)
@click.argument("endpoint", required=False)
@options.specs
@options.dsn
@click.option(
    "--all", "everything", is_flag=True, help="Every endpoint and page: all of them or none."
)
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
    everything: bool,
    side: str | None,
    because: str,
    path: Path | None,
    yes: bool,
    as_json: bool,
) -> None:
    """Show which side answers, or turn ENDPOINT to a side.

    An endpoint is turned to the new system once the new tables own its data set, and back at any
    time before that is finalized. nginx follows when it has the map and was reloaded. The same
    from psql: SELECT migration.turn_endpoints('…', '{costs}', 'new', 'why'), then SELECT
    migration.traffic_map('…').
    """
    what = "--all" if everything else endpoint
    _refuse_halves(endpoint, what, side, because)
    if as_json and (what is not None or path is not None):
        raise click.UsageError("--json shows the sides, and goes with nothing else")
    turned: list[str] = []
    file = None if path is None else MapFile(path=path)
    with database.connected(dsn) as connection:
        ledger = started(connection, migration.name)
        found = sides(ledger)
        known = [row["endpoint"] for row in found]
        if endpoint is not None and endpoint not in known:
            raise options.unknown("endpoint", endpoint, known)
        if file is not None:
            file.refuse_unwritable()
        if side is not None and (wanted := [endpoint] if endpoint else _open(found, side)):
            action = f"let {SYSTEMS[side]} answer {', '.join(wanted)} of {migration.name}"
            confirm(connection, action, yes=yes)
            turned = turn(ledger, wanted, side, because)
            _report(wanted, turned, side)
        text = traffic_map(ledger)
    if side == "new":
        for one in ["--all"] if everything and turned and _all_back(found) else turned:
            migration.undo(f"changeover traffic {one} --to legacy --because '…'")
    if file is not None:
        file.write(text)
        _say_written(file)
    elif turned:
        migration.next(
            f"changeover traffic --map PREFIX/traffic/{migration.name}.map",
            "nginx does not know it yet",
        )
    elif what is None:
        _show(migration, found, as_json=as_json)


def _refuse_halves(endpoint: str | None, what: str | None, side: str | None, because: str) -> None:
    """Stop when only a part of a turn was given, or two things to turn."""
    if endpoint is not None and what != endpoint:
        raise click.UsageError("name an endpoint or give --all, not both")
    if what is None and (side is not None or because):
        raise click.UsageError("which endpoint? `changeover traffic` shows them; or give --all")
    if what is not None and side is None:
        raise click.UsageError(f"which side answers {what}? Give --to new or --to legacy")
    if what is not None and not because.strip():
        raise click.BadParameter("say why; it is recorded", param_hint="--because")


def _open(found: list[dict[str, Any]], side: str) -> list[str]:
    """What the other side answers and may leave to this one; the others are named."""
    there = [row for row in found if row["side"] != side]
    for stays, why in STAYS[side].items():
        if out := [row["endpoint"] for row in there if row["stays"] == stays]:
            console.say(f"Left out, as {why}: {', '.join(out)}.")
    wanted = [row["endpoint"] for row in there if row["stays"] not in STAYS[side]]
    if not wanted:
        console.out().print(f"Nothing is left that {SYSTEMS[side]} could answer; nothing was done.")
    return wanted


def _all_back(found: list[dict[str, Any]]) -> bool:
    """Whether to turn everything back is to turn back what was turned: nothing was new before."""
    return not any(row["side"] == "new" and row["stays"] not in STAYS["legacy"] for row in found)


def _report(wanted: list[str], turned: list[str], side: str) -> None:
    """Say what was turned, and what was there already."""
    for one in wanted:
        if one in turned:
            said = f"Turned {one}: {SYSTEMS[side]} answers it from the next reload on."
        else:
            said = f"{one}: {SYSTEMS[side]} answers it already; nothing was turned."
        console.out().print(said)


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
