"""`python -m operate.demo --specs DIR --rows N` tells a whole migration and says how it went."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from operate import console, database
from operate.demo import outcome
from operate.demo.story import Stopped, Story, writer_of
from operate.disposable import ENGINES, EngineUnavailable, Server, disposable
from operate.sample.contract import project_of
from operate.workspace import Migration

BUILD = Path("build") / "demo"


@click.command()
@click.option(
    "--specs", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True
)
@click.option("--rows", type=click.IntRange(min=1), default=500_000, show_default=True)
@click.option(
    "--engine", type=click.Choice(("auto", *ENGINES)), default="embedded", show_default=True
)
@click.option("--seed", type=int, default=0, show_default=True, help="Other data.")
def main(specs: Path, rows: int, engine: str, seed: int) -> None:
    """Run a migration on a disposable Postgres while an application writes to its legacy tables."""
    began = time.monotonic()
    try:
        with disposable(engine) as server:
            console.out().print(f"{server.describe()}, gone when this ends")
            found = tell(server, specs.resolve(), rows, seed)
    except EngineUnavailable as failure:
        console.talk().print(str(failure))
        sys.exit(failure.exit_code)
    console.out().print(f"Took {console.duration(time.monotonic() - began)}. The server is gone.")
    sys.exit(1 if found else 0)


def tell(server: Server, specs: Path, rows: int, seed: int) -> list[str]:
    """The whole story on a server; what is not as it must be."""
    project, plan = project_of(specs), Migration(specs=specs).made().plan
    room = (BUILD / specs.name).resolve()
    story = Story(
        project=project,
        plan=plan,
        specs=specs,
        room=room,
        dsn=server.dsn(),
        rows=rows,
        seed=seed,
    )
    writer = writer_of(project, server.dsn(), rows, seed)
    mappings = {str(spec.name): str(spec.data["from"]) for spec in project.of("mapping")}
    with database.connected(server.dsn()) as connection:
        try:
            story.prepare()
            story.fill(connection)
            story.live(writer)
            story.end()
        except Stopped:
            console.out().print()
        known = database.value(connection, "SELECT to_regclass('migration.validation_run')")
        moved = outcome.moved(connection, project, mappings) if known else []
    waits = story.waits(writer)
    found = outcome.problems(moved, waits, story.failed)
    outcome.show(moved, waits, found)
    if room.is_dir():
        outcome.write(room / "summary.json", moved, waits, found)
        console.out().print(f"The same for programs: {room / 'summary.json'}")
    return found


if __name__ == "__main__":
    main()
