"""Names that would meet in the database: tables, partitions and indexes share one namespace."""

from collections.abc import Iterator

from ...findings import Finding
from ...kind import Spec
from ...project import Project
from .body import Table


def collisions(spec: Spec, project: Project) -> Iterator[Finding]:
    """A name of this table that something else of the target schema has, too."""
    taken = {name: f"the table `{name}`" for name in project.on_side("target")}
    if project.settings.legacy_schema == project.settings.target_schema:
        taken |= {name: f"the legacy table `{name}`" for name in project.on_side("legacy")}
    taken |= {index.name: f"the index `{index.name}`" for index in project.of("index")}
    for other in project.of("table"):
        if other.name != spec.name:
            taken |= {name: f"{what} of `{other.name}`" for name, what in _made(other.body)}
    own = [(spec.name, "the table"), *_made(spec.body)]
    for position, (name, what) in enumerate(own):
        earlier = [before for known, before in own[:position] if known == name]
        owner = earlier[0] if earlier else taken.get(name, "")
        if owner and (position > 0 or owner != f"the table `{name}`"):
            yield Finding(
                rule="name-collision",
                message=f"`{name}` is the name of {what} and of {owner}",
                location=spec.where("name"),
                help="give one of them another name",
            )


def _made(table: Table) -> Iterator[tuple[str, str]]:
    """What Postgres and this kind name after the table."""
    yield table.primary_key_name, "the primary key"
    for name in table.unique:
        yield name, "a unique constraint"
    if table.partition is not None and _is_split(table):
        for name, _ in table.partitions():
            yield name, "a partition"


def _is_split(table: Table) -> bool:
    """Whether the partition key is a column, so that partitions can be named at all."""
    return table.partition is not None and table.partition.by in table.names
