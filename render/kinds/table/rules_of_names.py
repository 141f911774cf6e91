"""Names that would meet in the database: tables, partitions and indexes share one namespace."""

from collections.abc import Iterator

from ...findings import Finding
from ...kind import Spec
from ...project import Project
from .body import Table


def collisions(spec: Spec, project: Project) -> Iterator[Finding]:
    """A name of this table that something else has; of two tables the later one is told."""
    table: Table = spec.body
    taken = dict(_taken(spec, project))
    for name, what in _made(table):
        if name in taken:
            in_unique = name in table.unique
            yield Finding(
                rule="name-collision",
                message=f"`{name}` would be the name of {what} and of {taken[name]}",
                location=spec.source.where_key("unique", name) if in_unique else spec.where("name"),
                help="give one of them another name",
            )
        taken.setdefault(name, what)


def _taken(spec: Spec, project: Project) -> Iterator[tuple[str, str]]:
    """What others call their own, by name."""
    # Legacy tables are in another schema, but specs name a table without its schema.
    for other in project.of("legacy_table"):
        if other.name == spec.name:
            yield other.name, f"the legacy table `{other.name}`"
    for index in project.of("index"):
        yield index.name, f"the index `{index.name}`"
    for other in project.of("table"):
        if other.name < spec.name:
            yield from _made(other.body)


def _made(table: Table) -> Iterator[tuple[str, str]]:
    """The table, and what Postgres and this kind name after it."""
    yield table.name, f"the table `{table.name}`"
    yield table.primary_key_name, f"the primary key of `{table.name}`"
    for name in table.unique:
        yield name, f"a unique constraint of `{table.name}`"
    for name, _, _ in table.partition_bounds():
        yield name, f"a partition of `{table.name}`"
