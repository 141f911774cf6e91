"""What looks at the legacy database before a switch or its end: dependants and statements."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from ...kind import Spec
from ...model import Gate
from ...plan import Step
from ...project import Project
from ...sql import Sql, comma_list, ident, literal, qualified

TEMPLATES = Path(__file__).parent / "templates"
DEPENDANTS = (
    ("dependants", "(text)"),
    ("moved_dependants", "(text)"),
    ("cannot_move", "(text, text)"),
    ("dependants_gate", "(text)"),
)
STATEMENTS = (
    ("asks_too_much", "(text, text, text)"),
    ("over_the_views", "(text)"),
    ("each_statement", "(text)"),
    ("one_statement", "(text)"),
    ("prepare", "(text, text)"),
    ("unreadable", "(text, text)"),
    ("statements_said", "(text)"),
    ("statement_problems", "(text)"),
    ("statements_gate", "(text)"),
    ("plan_of", "(text, text, text)"),
    ("cost_of", "(jsonb)"),
    ("passes", "(jsonb, text[])"),
    ("owning", "(text)"),
    ("sizes_of", "(text)"),
    ("measure_statements", "(text)"),
    ("access_paths_gate", "(text)"),
    ("preflight", "(text)"),
    *((f"{name}_seen", "(text)") for name in ("dependants", "statements", "access_paths")),
)
SEEN = (
    ("dependants", "what depends on the legacy tables is answered in the specs", "MG180",
     "Answer it in `dependants` of the legacy table: kept, moved or dropped."),
    ("statements", "legacy statements work over a view, or are answered in the specs", "MG181",
     "Answer it in `statements` of the legacy system: kept, moved or dropped."),
    ("access_paths", "legacy statements are about as fast over the views as before", "MG182",
     "Give the owner an index, or, before the switch, say `slower` in the legacy system's spec."),
)  # fmt: skip
COMMANDS: Mapping[str, tuple[Literal["switch", "finalize"], ...]] = {
    "dependants": ("switch",),
    "statements": ("switch",),
    "access_paths": ("switch", "finalize"),
}
"""What waits for each: as long as there is a way back, slow statements are a reason to take it."""
CHEAP = 1000
"""The cost of a plan that is fast enough, whatever it was: a thousand pages, in order.

Of a partition that nobody has analyzed yet Postgres expects ten pages, so a plan that opens dozens
of them costs hundreds, however little is there.
"""


def preflight_gates(project: Project) -> Iterator[Gate]:
    """What was found when somebody last looked; not required where nothing moves."""
    work = project.settings.work_schema
    for rank, (name, demands, sqlstate, hint) in enumerate(SEEN, start=4):
        for command in COMMANDS[name]:
            yield Gate(
                command=command,
                name=name,
                rank=rank * 10,
                demands=demands,
                routine=f"{work}.{_routine(name)}" if project.moves else "",
                sqlstate=sqlstate,
                hint=hint,
                again=False,
            )


def _routine(gate: str) -> str:
    return f"{gate}_seen"


def preflight_steps(spec: Spec, project: Project) -> Iterator[Step]:
    """One step per gate; a migration that moves nothing has none."""
    tables = tuple(_tables(project))
    if not tables:
        return
    yield _gate(
        spec,
        project,
        rank=90,
        part="dependants",
        title="What depends on the legacy tables, and what becomes of it",
        tables=tables,
        paths=tuple(_paths(tables)),
        signatures=DEPENDANTS,
    )
    legacy, work = ident(project.settings.legacy_schema), ident(project.settings.work_schema)
    yield _gate(
        spec,
        project,
        rank=92,
        part="statements",
        title="What legacy statements ask that a view cannot do, or cannot do as fast",
        statements=tuple(_statements(project)),
        data_sets=tuple(dict.fromkeys(one["data_set"] for one in tables)),
        signatures=STATEMENTS,
        legacy_path=str(legacy),
        view_path=str(comma_list((work, legacy))),
        cheap=CHEAP,
        gates=tuple(
            {"name": name, "demands": demands, "routine": _routine(name)}
            for name, demands, _, _ in SEEN
        ),
    )


def _gate(
    spec: Spec, project: Project, *, rank: int, part: str, title: str, **values: object
) -> Step:
    return Step(
        phase="verified",
        rank=rank,
        part=part,
        name=spec.name,
        title=title,
        spec=spec.path,
        templates=TEMPLATES,
        values={
            "migration": project.settings.name,
            "work": lambda name: _work(project, name),
            **values,
        },
    )


def _work(project: Project, name: str) -> Sql:
    return qualified(project.settings.work_schema, name)


def _tables(project: Project) -> Iterator[Mapping[str, Any]]:
    """The legacy tables that move, by name."""
    settings = project.settings
    for move in project.moves:
        relation = project.relations[move.legacy]
        target = project.relations[move.targets[0]]
        data_set = next(one for one in settings.data_sets if move.legacy in one.relations)
        yield {
            "data_set": data_set.name,
            "legacy": qualified(relation.schema, relation.name),
            "waiting": qualified(settings.work_schema, relation.name),
            "target": qualified(target.schema, target.name),
            "dependants": relation.dependants,
            "paths": (relation.key, *relation.unique, *relation.sample.get("indexes", ())),
        }


def _paths(tables: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The columns by which legacy statements find rows, as the contracts name them."""
    for one in tables:
        for columns in one["paths"]:
            yield {"legacy": one["legacy"], "columns": comma_list(map(literal, columns))}


def _statements(project: Project) -> Iterator[Mapping[str, Any]]:
    """The statements of all legacy systems, once for each data set whose tables they name."""
    listed = tuple(one for owner in project.owners for one in owner.statements)
    for data_set in project.settings.data_sets:
        own = [one for one in listed if set(one.relations) & set(data_set.relations)]
        for number, one in enumerate(own, start=1):
            yield {
                "data_set": data_set.name,
                "number": number,
                "sql": one.sql,
                "answer": one.answer or None,
                "because": one.because or None,
                "times": one.times,
            }
