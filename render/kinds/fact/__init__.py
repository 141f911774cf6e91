"""A fact that several legacy tables state: one wins, and every disagreement is listed."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ...kind import Kind, Spec
from ...names import generated
from ...plan import Step
from ...project import Project
from ...sql import literal, qualified
from .rules import rules
from .spec import Fact, understand
from .texts import comparison, notes, proofs, stated

FOLDER = Path(__file__).parent


def steps(spec: Spec, project: Project) -> Iterator[Step]:
    """The lists of a fact, and its comparison; the first fact also brings where results are kept.

    The lists are there from `expanded` on: before anything is copied, a table can be put right or
    another winner chosen.
    """
    fact: Fact = spec.body
    values = _values(fact, project)
    if spec is project.of(spec.kind)[0]:
        yield _results(spec)
    yield _step(spec, project, "expanded", 50, "fact", values, "for a moment")
    yield _step(spec, project, "verified", 80, "fact_comparison", values, "while they are read")


def _results(spec: Spec) -> Step:
    """Where the comparisons are kept: in the control schema, the same for every migration."""
    return Step(
        phase="planned",
        rank=45,
        part="fact_results",
        name="shared",
        title="Where the comparisons of facts are kept",
        spec=spec.path,
        templates=FOLDER / "templates",
        values={},
        role="migration_owner",
        recorded=False,
    )


def _step(
    spec: Spec,
    project: Project,
    phase: str,
    rank: int,
    part: str,
    values: Mapping[str, Any],
    how_long: str,
) -> Step:
    fact: Fact = spec.body
    settings = project.settings
    tables = (qualified(settings.legacy_schema, name) for name in fact.tables)
    return Step(
        phase=phase,
        rank=rank,
        part=part,
        name=fact.name,
        title=f"Fact {fact.name}: {fact.title}",
        spec=spec.path,
        templates=FOLDER / "templates",
        values=values,
        locks=tuple(
            f"ACCESS SHARE {how_long}, readers and writers go on, on {table}" for table in tables
        ),
    )


def _values(fact: Fact, project: Project) -> Mapping[str, Any]:
    settings = project.settings
    statements, disagreements, proof = (
        qualified(settings.work_schema, generated(fact.name, suffix))
        for suffix in ("statements", "disagreements", "proof")
    )
    return {
        "fact": fact,
        "statements": statements,
        "disagreements": disagreements,
        "proof_table": proof,
        "proofs": tuple(proofs(fact, project.relations)),
        "stated": tuple(stated(fact, project.relations)),
        "notes": notes(fact),
        "about": literal(f"{fact.title}. {fact.winner} wins: {fact.because}"),
        **comparison(fact),
    }


KIND = Kind(folder=FOLDER, understand=understand, rules=rules, steps=steps)
