"""A table of the target schema: columns, constraints, partitions, reference rows, rights."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from ...kind import Kind, Spec
from ...model import Reference, Relation, Settings
from ...plan import Step
from ...project import Project
from ...source import Source
from ...sql import qualified
from .body import ForeignKey, Table, understand
from .clauses import foreign_key_values, partition_values, promises, table_values
from .rules import rules

FOLDER = Path(__file__).parent
OWNER = "migration_owner"


def steps(spec: Spec, project: Project) -> Iterator[Step]:
    """The table, its partitions, and each foreign key once the copy is done."""
    table = _without_made_defaults(spec.body, project)
    schema = project.settings.target_schema
    shown = qualified(schema, table.name)
    yield _step(
        spec,
        part="table",
        phase="expanded",
        rank=30,
        title=f"Table {schema}.{table.name}",
        values=table_values(table, schema, project.settings.work_schema),
        locks_back=(f"ACCESS EXCLUSIVE on {shown}",),
    )
    if table.partition is not None:
        yield _step(
            spec,
            part="partitions",
            phase="expanded",
            rank=32,
            title=f"Partitions of {schema}.{table.name}",
            values=partition_values(table, schema),
            locks=(f"ACCESS EXCLUSIVE on {shown}",),
            locks_back=(f"ACCESS EXCLUSIVE on {shown}",),
        )
    for key in table.foreign_keys:
        yield _foreign_key(spec, key, schema, partitioned=table.partition is not None)


def _without_made_defaults(table: Table, project: Project) -> Table:
    """The table whose identity, if a mapping makes it of the legacy key, has no default yet."""
    made = {move.identity for move in project.moves if move.targets[0] == table.name}
    columns = tuple(
        replace(column, default=None) if column.name in made else column for column in table.columns
    )
    return replace(table, columns=columns)


def _step(spec: Spec, **parts: Any) -> Step:
    return Step(name=spec.name, spec=spec.path, templates=KIND.templates, role=OWNER, **parts)


def _foreign_key(spec: Spec, key: ForeignKey, schema: str, *, partitioned: bool) -> Step:
    """A step without a transaction: the strong lock is gone before the rows are checked."""
    table, referred = qualified(schema, spec.name), qualified(schema, key.references)
    # A partition's key becomes part of its parent's, and its triggers on the other side go.
    strongest = "ACCESS EXCLUSIVE" if partitioned else "SHARE ROW EXCLUSIVE"
    return Step(
        phase="copied",
        rank=65,
        part="foreign_key",
        name=key.name,
        title=f"Foreign key {key.name}: {spec.name} refers to {key.references}",
        spec=spec.path,
        templates=KIND.templates,
        values=foreign_key_values(spec.body, key, schema),
        transaction="none",
        locks=(
            f"SHARE ROW EXCLUSIVE for a moment, retried, on {table}",
            f"{strongest} for a moment, retried, on {referred}",
            f"SHARE UPDATE EXCLUSIVE while its rows are checked, writers go on, on {table}",
        ),
        locks_back=tuple(
            f"ACCESS EXCLUSIVE for a moment, retried, on {one}" for one in (table, referred)
        ),
        role=OWNER,
    )


def provides(spec: Spec, settings: Settings) -> Iterator[Relation]:
    """The table, for specs that refer to it."""
    table: Table = spec.body
    yield Relation(
        name=table.name,
        schema=settings.target_schema,
        side="target",
        columns=table.columns,
        key=table.primary_key,
        unique=tuple(table.unique.values()),
        partition_key=table.partition.by if table.partition else None,
        rows=table.rows,
        row_security=table.row_security,
        comment=table.comment,
        foreign_keys=tuple(
            Reference(
                columns=key.columns, relation=key.references, to=key.to, on_delete=key.on_delete
            )
            for key in table.foreign_keys
        ),
        promises=promises(table),
    )


def _understand(source: Source) -> Table:
    return understand(source.data)


KIND = Kind(folder=FOLDER, understand=_understand, provides=provides, rules=rules, steps=steps)
