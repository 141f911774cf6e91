"""`changeover prove`: the whole life of a migration on a disposable server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from operate import console
from operate.commands import options
from operate.disposable import ENGINES, EngineUnavailable, disposable
from operate.errors import DataCheckFailed
from operate.prove import page
from operate.prove.life import Life
from operate.prove.terms import DEFAULT_ROWS, Terms
from operate.prove.verdict import judged

if TYPE_CHECKING:
    from operate.workspace import Migration

BUILD = Path("build") / "prove"


@click.command(
    "prove",
    cls=options.Command,
    examples=("changeover prove", "changeover prove --seconds 120 --writers 8 --seed 7"),
)
@options.specs
@click.option("--engine", type=click.Choice(("auto", *ENGINES)), default="auto", show_default=True)
@click.option(
    "--writers",
    type=click.IntRange(1, 32),
    default=4,
    show_default=True,
    help="Applications with the legacy names, and as many with the new ones.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=1),
    default=30,
    show_default=True,
    help="How long the control run lasts, and how long they write between two commands together.",
)
@click.option(
    "--rate",
    type=click.FloatRange(min=1),
    help="So many transactions a second, by all of them together; without it, each thinks 20 ms.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Other data, other faults.")
@click.option(
    "--rows",
    type=click.IntRange(min=100),
    help="Invent so many rows; without it, tables that bring a loader are loaded by it and "
    f"{DEFAULT_ROWS:,} rows are shared by the others.",
)
@click.option(
    "--data-set", "data_sets", multiple=True, metavar="NAME", help="Switch only this one; again."
)
@click.option("--faults/--no-faults", default=True, help="Let things go wrong. [default: faults]")
@options.as_json
def prove_command(
    migration: Migration,
    engine: str,
    writers: int,
    seconds: float,
    rate: float | None,
    seed: int,
    rows: int | None,
    data_sets: tuple[str, ...],
    faults: bool,
    as_json: bool,
) -> None:
    """Prove the migration on a disposable server.

    It is applied, switched, reversed and switched again, while applications write by both names
    and faults happen. Every acknowledged write must be there exactly once in the end, nothing may
    differ, and nobody may meet an error that a control run without the migration does not show.

    The files are the ones in generated/. Ends with 5 when anything is off; the verdict is in
    build/prove/, with the history of every transaction.
    """
    plan = migration.current().plan
    known = [step.name for step in plan.switches]
    for name in data_sets:
        if name not in known:
            raise options.unknown("data set with a switch", name, known)
    terms = Terms(
        rows=rows or DEFAULT_ROWS,
        loaded=rows is None,
        writers=writers,
        seconds=seconds,
        rate=rate,
        seed=seed,
        faults=faults,
        data_sets=data_sets,
    )
    try:
        with disposable(engine) as server:
            console.talk().print(f"{server.describe()}, gone when this ends")
            life = Life(
                plan=plan,
                migration=migration,
                server=server,
                terms=terms,
                told=lambda text: console.talk().print(f"  {text}"),
            )
            life.run()
            verdict = judged(life)
    except EngineUnavailable as failure:
        console.talk().print(str(failure))
        raise click.exceptions.Exit(failure.exit_code) from None
    folder = BUILD / migration.name
    write(folder, verdict, life)
    if as_json:
        console.print_json(verdict)
    else:
        page.show(verdict)
    if verdict["problems"]:
        raise DataCheckFailed(
            f"{migration.name} is not proven: {console.count(len(verdict['problems']), 'problem')}",
            help=f"{folder}/verdict.json has all figures, {folder}/history.jsonl every transaction",
        )


def write(folder: Path, verdict: dict[str, Any], life: Life) -> None:
    """The verdict and the history for programs."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(verdict, indent=2, ensure_ascii=False, default=str)
    (folder / "verdict.json").write_text(f"{text}\n", encoding="utf-8")
    with (folder / "history.jsonl").open("w", encoding="utf-8") as file:
        for one in life.load.history:
            file.write(json.dumps(one.line(), ensure_ascii=False, default=str) + "\n")
