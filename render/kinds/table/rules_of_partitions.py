"""What can be wrong with the way a table is split by time."""

from collections.abc import Iterator

from ...findings import Finding
from ...kind import Spec
from .body import Partition, Table
from .months import clock


def partition(spec: Spec) -> Iterator[Finding]:
    """The findings of a partitioned table; none for another."""
    split = spec.body.partition
    if isinstance(split, Partition):
        yield from _key(spec, split)
        yield from _unique(spec, split)
        yield from _history(spec, split)


def _key(spec: Spec, split: Partition) -> Iterator[Finding]:
    table: Table = spec.body
    key = table.column(split.by)
    if not clock(key.type):
        yield Finding(
            rule="partition-key-type",
            message=f"`{key.name}` is {key.type}, which has no months",
            location=spec.where("partition", "by"),
            help="split the table by a column of type `timestamptz`, `timestamp` or `date`",
        )
    if key.nullable:
        yield Finding(
            rule="partition-key-nullable",
            message=f"the partition key `{key.name}` may be NULL",
            location=spec.where("columns", key.name, "nullable"),
            help="a row without it belongs to no month; take `nullable` away",
        )
    if key.name not in table.primary_key:
        yield Finding(
            rule="partition-key-not-in-primary-key",
            message=f"the primary key does not contain the partition key `{key.name}`",
            location=spec.where("primary_key"),
            help=f"write `primary_key: [{', '.join((*table.primary_key, key.name))}]`",
        )


def _unique(spec: Spec, split: Partition) -> Iterator[Finding]:
    table: Table = spec.body
    for name, columns in table.unique.items():
        if split.by not in columns:
            yield Finding(
                rule="unique-without-partition-key",
                message=f"`{name}` does not contain the partition key `{split.by}`",
                location=spec.where("unique", name),
                help=f"add `{split.by}`; Postgres keeps uniqueness within one partition only",
            )


def _history(spec: Spec, split: Partition) -> Iterator[Finding]:
    history = spec.data["partition"]["history"]
    if split.months.backwards:
        yield Finding(
            rule="partition-history-backwards",
            message=f"the history ends in {history['to']}, before it starts in {history['from']}",
            location=spec.where("partition", "history", "to"),
            help="`from` is the first month of the legacy data, `to` the last",
        )
