"""What finalizing needs: the carried columns go, and the retired tables are held."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ...names import generated
from ...plan import Step
from ...project import Project
from ...sql import Sql, ident, qualified
from .access import access_paths
from .cutover import Company, fenced, retired_name
from .in_step import in_step_routines, woken
from .looked_up import looked_up
from .meaning import Meaning
from .objects import BY_LEGACY, PARKED, SUBSTITUTED, routine, trigger

HOLDING = "retired"
"""The schema in which retired tables wait until they may be dropped."""


def final_steps(together: Company, project: Project, templates: Path) -> Iterator[Step]:
    """The point of no return of a data set, and the holding of its retired tables after it."""
    name = together.data_set.name
    finalized = tuple(_finalized(meaning, project) for meaning in together.meanings)
    tables = tuple(dict.fromkeys(table for one in finalized for table in one["locked"]))
    values = {
        "migration": project.settings.name,
        "data_set": name,
        "finalized": finalized,
        "locked": tables,
        "holding": ident(HOLDING),
        "preflight": qualified(project.settings.work_schema, "preflight"),
    }
    yield Step(
        phase="finalized",
        rank=50,
        part="finalize",
        name=name,
        title=f"Data set {name}: only the new names are left, and there is no way back.",
        spec=together.agreed,
        templates=templates,
        values=values,
        transaction="none",
        locks=tuple(
            f"ACCESS EXCLUSIVE for a moment, retried, on {table}"
            for table in (
                *(one["legacy"] for one in finalized),
                *tables,
                *(one["retired"] for one in finalized),
            )
        ),
    )
    yield Step(
        phase="holding",
        rank=50,
        part="hold",
        name=name,
        title=f"Data set {name}: its retired tables are held until they may be dropped.",
        spec=together.agreed,
        templates=templates,
        values=values,
        locks=tuple(
            f"ACCESS EXCLUSIVE, while nobody uses it, on {one['retired']}" for one in finalized
        ),
        locks_back=tuple(
            f"ACCESS EXCLUSIVE, while nobody uses it, on {one['held']}" for one in finalized
        ),
    )


def _finalized(meaning: Meaning, project: Project) -> Mapping[str, Any]:
    """What becomes of one of the data set's legacy tables."""
    settings, legacy, target = project.settings, meaning.legacy, meaning.target
    held = generated(legacy.schema, legacy.name)
    followed = tuple((lookup.table, lookup.name) for lookup in meaning.followed)
    named = tuple(looked_up(meaning, settings))
    return {
        "legacy": qualified(legacy.schema, legacy.name),
        "legacy_name": legacy.name,
        "target": qualified(target.schema, target.name),
        "fenced": fenced(meaning),
        "followed": followed,
        "named": named,
        "locked": (
            *fenced(meaning),
            *(table for table, _ in followed),
            *(one.table for one in named),
        ),
        "retired": qualified(legacy.schema, retired_name(legacy)),
        "retired_name": retired_name(legacy),
        "held": qualified(HOLDING, held),
        "held_name": held,
        "returned": qualified(HOLDING, retired_name(legacy)),
        "woken": tuple(woken(meaning)),
        "in_step_routines": tuple(in_step_routines(meaning, settings)),
        "sets_aside": meaning.sets_aside,
        "indexes": tuple(_indexes(meaning, project)),
        "dropped": tuple(_dropped(meaning)),
        "born": tuple(_born(meaning)),
        "routine": lambda *suffix: routine(settings, meaning.spec, *suffix),
        "trigger": lambda *suffix: trigger(meaning.spec, *suffix),
    }


def _indexes(meaning: Meaning, project: Project) -> Iterator[Sql]:
    """The access paths of legacy statements; the one of the legacy key serves provenance."""
    for step in access_paths(meaning, project, meaning.spec.name):
        if step.name != meaning.legacy_key_index:
            yield qualified(meaning.target.schema, step.name)
    yield from (qualified(part.target.schema, part.own_index) for part in meaning.parts)


def _dropped(meaning: Meaning) -> Iterator[Sql]:
    """The columns that only the legacy name needed; where a row came from stays known."""
    key = {column.held_in for column in meaning.key}
    yield from (ident(value.column) for value in meaning.carried if value.column not in key)
    yield ident(BY_LEGACY)
    if meaning.sets_aside:
        yield from (ident(PARKED), ident(SUBSTITUTED))


def _born(meaning: Meaning) -> Iterator[tuple[Sql, Sql]]:
    """The identity, and how the table's own spec begins it."""
    for value in meaning.identity:
        default = meaning.target.column(value.column).default
        if default is not None:
            yield ident(value.column), Sql(default)
