"""An index of a target table: its definition, and the step that builds it while writers go on."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .model import Relation
from .plan import Step
from .sql import Sql, ident, ident_list, qualified

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One of the things that an index is sorted by: a column or an expression."""

    column: str
    expression: str
    descending: bool
    nulls: str

    @property
    def sql(self) -> Sql:
        """The key as CREATE INDEX wants it."""
        text = f"({self.expression})" if self.expression else str(ident(self.column))
        text += " DESC" if self.descending else ""
        return Sql(text + (f" NULLS {self.nulls.upper()}" if self.nulls else ""))

    @property
    def pattern(self) -> str:
        """The key as the catalog prints it; how it prints an expression is not known here."""
        usual = "first" if self.descending else "last"
        text = str(ident(self.column)) if self.column else "%"
        text += " DESC" if self.descending else ""
        return text + (f" NULLS {self.nulls.upper()}" if self.nulls not in {"", usual} else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """An index of a target table."""

    name: str
    table: str
    because: str
    keys: tuple[Key, ...]
    include: tuple[str, ...]
    where: str
    unique: bool
    using: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The plain columns that the index is sorted by."""
        return tuple(key.column for key in self.keys if key.column)

    @property
    def definition(self) -> Sql:
        """All that follows the table's name in CREATE INDEX."""
        method = "" if self.using == "btree" else f"USING {self.using} "
        lines = [f"{method}({', '.join(key.sql for key in self.keys)})"]
        if self.include:
            lines.append(f"INCLUDE ({ident_list(self.include)})")
        if self.where:
            lines.append(f"WHERE {self.where}")
        return Sql("\n".join(lines))

    @property
    def pattern(self) -> str:
        """What `pg_get_indexdef` says of the index, as a pattern for LIKE."""
        unique = "UNIQUE " if self.unique else ""
        keys = ", ".join(key.pattern for key in self.keys)
        text = f"CREATE {unique}INDEX % USING {self.using} ({keys})"
        text += f" INCLUDE ({ident_list(self.include)})" if self.include else ""
        return text + (" WHERE %" if self.where else "")

    @property
    def fingerprint(self) -> str:
        """What tells two definitions apart, expressions and all."""
        text = f"{self.unique} {self.definition}"
        return f"[definition {hashlib.sha256(text.encode()).hexdigest()[:12]}]"

    @property
    def comment(self) -> str:
        """The reason, and the fingerprint by which a later run knows what it finds."""
        return f"{self.because} {self.fingerprint}"


def index_step(index: Index, relation: Relation, spec: str) -> Step:
    """The building of an index; a partitioned table's is built partition by partition."""
    partitioned = relation.partition_key is not None
    return Step(
        phase="copied",
        rank=60,
        part="index",
        name=index.name,
        title=f"Index {index.name} on {relation.schema}.{relation.name}",
        spec=spec,
        templates=TEMPLATES,
        values={
            "index": index,
            "relation": qualified(relation.schema, relation.name),
            "qualified": qualified(relation.schema, index.name),
            "schema": relation.schema,
            "partitioned": partitioned,
        },
        transaction="none",
        locks=tuple(_locks(relation, partitioned)),
        locks_back=(f"ACCESS EXCLUSIVE for a moment, retried, on {_shown(relation)}",),
        role="migration_owner",
    )


def _locks(relation: Relation, partitioned: bool) -> Iterator[str]:
    """A partitioned table's are those of its partitions, and of the indexes that are attached."""
    table = _shown(relation)
    yield f"SHARE UPDATE EXCLUSIVE while it is built, readers and writers go on, on {table}"
    if partitioned:
        yield f"SHARE for a moment, retried, on {table}"
        yield f"ACCESS EXCLUSIVE for a moment, retried, on the new indexes of {table}"


def _shown(relation: Relation) -> Sql:
    return qualified(relation.schema, relation.name)
