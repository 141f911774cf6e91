"""An index of a target table, built after the copy and without stopping writers."""

from collections.abc import Iterator
from pathlib import Path

from ...kind import Kind, Spec
from ...plan import Step
from ...project import Project
from ...source import Source
from ...sql import qualified
from .body import Index, understand
from .rules import rules

FOLDER = Path(__file__).parent


def steps(spec: Spec, project: Project) -> Iterator[Step]:
    """The building of the index; a partitioned table's is built partition by partition."""
    index: Index = spec.body
    relation = project.relations[index.table]
    partitioned = relation.partition_key is not None
    yield Step(
        phase="copied",
        rank=60,
        part="index",
        name=index.name,
        title=f"Index {index.name} on {relation.schema}.{relation.name}",
        spec=spec.path,
        templates=FOLDER / "templates",
        values={
            "index": index,
            "relation": qualified(relation.schema, relation.name),
            "qualified": qualified(relation.schema, index.name),
            "schema": relation.schema,
            "partitioned": partitioned,
        },
        transaction="none",
        locks=tuple(_locks(index, partitioned)),
        role="migration_owner",
    )


def _locks(index: Index, partitioned: bool) -> Iterator[str]:
    where = f"each partition of {index.table}" if partitioned else index.table
    yield f"SHARE UPDATE EXCLUSIVE on {where} while it is built; readers and writers go on"
    if partitioned:
        yield f"SHARE on {index.table} without its partitions for a moment, retried"
        yield "ACCESS EXCLUSIVE on each new index for a moment when it is attached, retried"


def _understand(source: Source) -> Index:
    return understand(source.data)


KIND = Kind(folder=FOLDER, understand=_understand, rules=rules, steps=steps)
