"""`python -m benchmarks` measures every case side by side and prints ratios of medians."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table

from benchmarks.cases import CASES, Case
from benchmarks.edge import Cost
from benchmarks.edge import measured as measured_edge
from benchmarks.load import shortcomings, under_load
from operate import database, script
from operate.disposable import ENGINES, EngineUnavailable, Server, disposable
from operate.prove import page
from operate.sample import fill
from render import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from operate.database import Connection
    from render.plan import Plan

ROOT = Path(__file__).parents[1]
SPECS = ROOT / "specs" / "ai-management"
DATA_SET = "costs"
READY = "changeover_bench_ready"
RUN = "changeover_bench_run"
REPORT = Path("build") / "bench.json"


@click.command()
@click.option("--rows", type=click.IntRange(min=1000), default=100_000, show_default=True)
@click.option("--repeats", type=click.IntRange(min=1), default=5, show_default=True)
@click.option("--engine", type=click.Choice(("auto", *ENGINES)), default="auto", show_default=True)
def main(rows: int, repeats: int, engine: str) -> None:
    """Measure every case on a disposable Postgres: ours and the other way in turn, every time.

    Ends with 1 when a figure is not reached, or was not measured as its target wants it.
    """
    try:
        with disposable(engine) as server:
            results = [measured(server, case, repeats) for case in ready(server, rows)]
            verdicts = list(under_load(server, SPECS, DATA_SET, rows))
            edge = measured_edge(ROOT / "generated" / SPECS.name / "nginx", repeats)
            report(server.describe(), rows, results, verdicts, edge)
    except EngineUnavailable as failure:
        click.echo(str(failure), err=True)
        sys.exit(failure.exit_code)
    if short := [*slow(results), *(one for verdict in verdicts for one in shortcomings(verdict))]:
        click.echo(
            "\n".join(["", "Not as it should be:", *(f"✗ {one}" for one in short)]), err=True
        )
        sys.exit(1)


def ready(server: Server, rows: int) -> tuple[Case, ...]:
    """The cases, once a filled database that is ready to copy and to compare is there."""
    with database.connected(server.dsn()) as connection:
        connection.execute(f"CREATE DATABASE {READY}".encode())
    with database.connected(server.dsn(READY)) as connection:
        plan, tree = rendered()
        fill(connection, plan.on_side("legacy"), rows, hostile=False, folder=SPECS)
        for phase in plan.phases:
            for step in plan.in_phase(phase):
                if step.part not in ("backfill", "validation"):
                    script.execute(connection, tuple(script.parse(tree[step.file("apply")])))
        connection.execute(b"RESET ALL")
        connection.execute(b"VACUUM ANALYZE")
    return CASES


def rendered() -> tuple[Plan, dict[str, str]]:
    """The plan of ai-management and its files."""
    made = render(SPECS, "specs/ai-management")
    if made.plan is None or made.tree is None:
        raise click.ClickException("the specs have findings; `make check` shows them")
    return made.plan, made.tree


@contextmanager
def fresh(server: Server) -> Iterator[Connection]:
    """A connection to a fresh copy of the ready database."""
    with database.connected(server.dsn()) as connection:
        connection.execute(f"CREATE DATABASE {RUN} TEMPLATE {READY}".encode())
        try:
            with database.connected(server.dsn(RUN)) as copy:
                copy.execute(b"SET changeover.writer = 'migration'")
                yield copy
        finally:
            connection.execute(f"DROP DATABASE {RUN} WITH (FORCE)".encode())


def measured(server: Server, case: Case, repeats: int) -> tuple[Case, float, float]:
    """The case with the median seconds of ours and of the other way, each in a fresh database."""

    def once(way: Callable[[Connection], float]) -> float:
        with fresh(server) as connection:
            return way(connection)

    pairs = [(once(case.run_ours), once(case.run_other)) for _ in range(repeats)]
    ours, other = zip(*pairs, strict=True)
    return case, median(ours), median(other)


def slow(results: list[tuple[Case, float, float]]) -> Iterator[str]:
    """The cases whose ratio is not the target's."""
    for case, ours, other in results:
        if other / ours < case.target:
            yield f"{case.id}: {other / ours:.2f} times as fast, target {case.target:.2f}"


def report(
    server: str,
    rows: int,
    results: list[tuple[Case, float, float]],
    verdicts: list[dict[str, Any]],
    edge: list[Cost],
) -> None:
    """Print the ratios, and write them where a program finds them."""
    table = Table(title=f"{rows:,} usage logs on {server}; ratios of medians", title_justify="left")
    for heading in ("case", "ours", "against", "ratio", "target", ""):
        table.add_column(heading, justify="right" if heading in ("ratio", "target") else "left")
    for case, ours, other in results:
        ratio = other / ours
        reached = "reached" if ratio >= case.target else "not reached"
        table.add_row(case.id, case.ours, case.other, f"{ratio:.2f}", f"{case.target:.2f}", reached)
    Console().print(table)
    for verdict in verdicts:
        show_load(verdict)
    show_edge(edge)
    REPORT.parent.mkdir(exist_ok=True)
    found = [
        {"case": case.id, "ratio": round(other / ours, 3), "target": round(case.target, 3)}
        for case, ours, other in results
    ]
    budgets = [one for verdict in verdicts for one in verdict["budgets"]]
    told = {"rows": rows, "server": server, "cases": found, "under_load": budgets}
    told["edge"] = [{"case": one.id, "times": round(one.times, 2)} for one in edge]
    REPORT.write_text(json.dumps(told, indent=2) + "\n")


def show_edge(costs: list[Cost]) -> None:
    """What nginx works for a request through the edge, and for one through a plain proxy."""
    table = Table(title="nginx's work by request; medians", title_justify="left")
    for heading in ("case", "through the edge", "µs", "plain proxy_pass, µs", "times"):
        table.add_column(heading, justify="left" if heading[0] in "ct" else "right")
    for one in costs:
        figures = (f"{one.ours_us:.0f}", f"{one.plain_us:.0f}", f"{one.times:.1f}")
        table.add_row(one.id, one.what, *figures)
    Console().print(table)


def show_load(verdict: dict[str, Any]) -> None:
    """The waits and holds of a life under load, and what was wrong with it."""
    print(f"\nUnder load, {verdict['transactions_per_second']:,} transactions a second in all")
    page.show_budgets(verdict["budgets"])
    page.show_verdict(verdict)


if __name__ == "__main__":
    main()
