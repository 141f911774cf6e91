"""`python -m operate.demo --specs DIR --rows N` tells a whole migration and says how it went."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from operate import console, database
from operate.demo import outcome
from operate.demo.story import Typed, heading, tell
from operate.disposable import ENGINES, EngineUnavailable, disposable
from operate.prove import page
from operate.prove.life import PROOF, Life
from operate.prove.terms import Terms
from operate.prove.verdict import judged
from operate.workspace import Migration

if TYPE_CHECKING:
    from operate.disposable import Server

BUILD = Path("build") / "demo"
WRITERS = 2
SECONDS = 6.0


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
    """Run a migration on a disposable Postgres while applications write by both names."""
    began = time.monotonic()
    try:
        with disposable(engine) as server:
            console.out().print(f"{server.describe()}, gone when this ends")
            found = told(server, specs.resolve(), rows, seed)
    except EngineUnavailable as failure:
        console.talk().print(str(failure))
        sys.exit(failure.exit_code)
    console.out().print(f"Took {console.duration(time.monotonic() - began)}. The server is gone.")
    sys.exit(1 if found else 0)


def told(server: Server, specs: Path, rows: int, seed: int) -> list[str]:
    """The whole story on a server; what is not as it must be."""
    room = (BUILD / specs.name).resolve()
    plan = Migration(specs=specs).made().plan
    typed = Typed(room=room, name=specs.name, dsn=server.dsn(PROOF))
    life = Life(
        plan=plan,
        migration=Migration(specs=room / "specs" / specs.name),
        server=server,
        terms=Terms(
            rows=rows,
            writers=WRITERS,
            seconds=SECONDS,
            seed=seed,
            faults=False,
            thorough=False,
            control=False,
        ),
        filled=tell,
    )
    life.mover = typed
    typed.prepare(specs)
    heading(f"legacy tables, {rows:,} rows")
    life.run()
    verdict = judged(life)
    with database.connected(server.dsn(PROOF)) as connection:
        moved = outcome.moved(connection, plan)
    outcome.show(moved)
    page.show_waits(verdict["waits"])
    page.show_verdict(verdict)
    _write(room / "summary.json", verdict, moved)
    found: list[str] = verdict["problems"]
    return found


def _write(path: Path, verdict: dict[str, Any], moved: list[outcome.Moved]) -> None:
    """The same for programs."""
    path.write_text(
        json.dumps({**verdict, "mappings": [one.data for one in moved]}, indent=2, default=str)
        + "\n",
        encoding="utf-8",
    )
    console.out().print(f"The same for programs: {path}")


if __name__ == "__main__":
    main()
