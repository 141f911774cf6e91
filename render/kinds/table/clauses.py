"""The pieces of SQL that a table's templates put together."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ...model import Promises
from ...names import generated
from ...sql import Sql, comma_list, ident, ident_list, literal, qualified
from ...typenames import canonical
from .body import ForeignKey, Policy, Row, Table

Values = Mapping[str, Any]
WRITE = ("select", "insert", "update", "delete")
OWN_POLICY = "changeover_sync"


def table_values(table: Table, schema: str, work: str) -> Values:
    """What the templates of the step `table` see."""
    relation = qualified(schema, table.name)
    return {
        "table": table,
        "relation": relation,
        "lines": (*_column_lines(table), *_constraint_lines(table)),
        "partition_by": _partition_by(table),
        "inserts": tuple(_inserts(table)),
        "checks": tuple((name, Sql(condition)) for name, condition in table.checks.items()),
        "proof_table": qualified(work, generated(table.name, "proof")),
        "row": tuple(Sql(f"{ident(one.name)} {one.type}") for one in table.columns),
        "policies": tuple((policy.name, _policy(policy)) for policy in table.policies),
        "grants": tuple((role, _privileges(names)) for role, names in table.grants.items()),
        "wanted_columns": _tuples(_wanted_columns(table)),
        "wanted_constraints": _tuples(_wanted_constraints(table)),
        "wanted_grants": _tuples(map(literal, one) for one in _grants(table)),
        "wanted_policies": _tuples((literal(policy.name),) for policy in table.policies),
        "wanted_rows": _tuples(_wanted_rows(table)),
        "key_columns": ident_list(table.primary_key),
        "key_matches": _key_matches(table),
    }


def partition_values(table: Table, schema: str) -> Values:
    """What the templates of the step `partitions` see."""
    partitions = [(name, _bounds(*bounds)) for name, *bounds in table.partition_bounds()]
    return {
        "relation": qualified(schema, table.name),
        "partitions": tuple((name, qualified(schema, name), bounds) for name, bounds in partitions),
        "wanted": _tuples(map(literal, one) for one in table.partition_bounds()),
    }


def promises(table: Table) -> Promises:
    """What the catalog must say of the table once all its steps are applied."""
    foreign = tuple((key.name, "f") for key in table.foreign_keys)
    named = tuple(policy.name for policy in table.policies)
    return Promises(
        constraints=(*((name, type_) for name, type_, _ in _constraints(table)), *foreign),
        partitions=tuple((name, str(_bounds(*ends))) for name, *ends in table.partition_bounds()),
        grants=tuple(_grants(table)),
        policies=(OWN_POLICY, *named) if table.row_security else (),
    )


def foreign_key_values(table: Table, key: ForeignKey, schema: str) -> Values:
    """What the templates of a step `foreign_key` see."""
    referred = qualified(schema, key.references)
    clause = f"FOREIGN KEY ({ident_list(key.columns)}) REFERENCES {referred} ({ident_list(key.to)})"
    if key.on_delete != "no action":
        clause += f" ON DELETE {key.on_delete.upper()}"
    return {
        "relation": qualified(schema, table.name),
        "referred": referred,
        "name": key.name,
        "clause": Sql(clause),
        "columns": f"{{{','.join(key.columns)}}}",
        "to": f"{{{','.join(key.to)}}}",
        "delete_code": {"no action": "a", "restrict": "r", "cascade": "c", "set null": "n"}[
            key.on_delete
        ],
        "partitioned": table.partition is not None,
    }


def _column_lines(table: Table) -> Iterator[Sql]:
    name_width = max(len(ident(column.name)) for column in table.columns)
    type_width = max(len(column.type) for column in table.columns)
    for column in table.columns:
        line = f"{ident(column.name).ljust(name_width)}  {column.type.ljust(type_width)}"
        line += "" if column.nullable else "  NOT NULL"
        line += f"  DEFAULT {column.default}" if column.default is not None else ""
        yield Sql(line.rstrip())


def _constraint_lines(table: Table) -> Iterator[Sql]:
    key = ident_list(table.primary_key)
    yield Sql(f"CONSTRAINT {ident(table.primary_key_name)} PRIMARY KEY ({key})")
    for name, columns in table.unique.items():
        yield Sql(f"CONSTRAINT {ident(name)} UNIQUE ({ident_list(columns)})")
    for name, condition in table.checks.items():
        yield Sql(f"CONSTRAINT {ident(name)} CHECK ({condition})")


def _partition_by(table: Table) -> Sql:
    return Sql(f" PARTITION BY RANGE ({ident(table.partition.by)})" if table.partition else "")


def _bounds(lower: str | None, upper: str | None) -> Sql:
    if upper is None:
        return Sql("DEFAULT")
    first = literal(lower) if lower else "MINVALUE"
    return Sql(f"FOR VALUES FROM ({first}) TO ({literal(upper)})")


def _inserts(table: Table) -> Iterator[Values]:
    """One upsert for all rows that give the same columns."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in table.rows:
        groups.setdefault(tuple(name for name in table.names if name in row), []).append(row)
    for columns, rows in groups.items():
        rest = [ident(name) for name in columns if name not in table.primary_key]
        yield {
            "columns": ident_list(columns),
            "rows": _tuples(tuple(_value(row[name]) for name in columns) for row in rows),
            "assignments": tuple(Sql(f"{name} = excluded.{name}") for name in rest),
            "kept": comma_list(f"kept.{name}" for name in rest),
            "excluded": comma_list(f"excluded.{name}" for name in rest),
        }


def _value(value: Any) -> Sql:
    if isinstance(value, dict | list):
        return literal(json.dumps(value, ensure_ascii=False))
    return literal(value)


def _policy(policy: Policy) -> Sql:
    text = f"FOR {policy.command.upper()} TO {ident_list(policy.roles)}"
    text += f" USING ({policy.using})" if policy.using else ""
    text += f" WITH CHECK ({policy.check})" if policy.check else ""
    return Sql(text)


def _privileges(names: tuple[str, ...]) -> Sql:
    return comma_list(name.upper() for name in names)


def _tuples(rows: Any) -> tuple[Sql, ...]:
    """Each row in parentheses, ready to stand in a VALUES list."""
    return tuple(Sql(f"({comma_list(row)})") for row in rows)


def _wanted_columns(table: Table) -> Iterator[tuple[Sql, ...]]:
    for column in table.columns:
        yield (
            literal(column.name),
            literal(canonical(column.type)),
            literal(not column.nullable),
            literal(column.default is not None),
        )


def _wanted_constraints(table: Table) -> Iterator[tuple[Sql, ...]]:
    for name, type_, columns in _constraints(table):
        listed = None if columns is None else f"{{{','.join(columns)}}}"
        yield literal(name), literal(type_), literal(listed)


def _constraints(table: Table) -> Iterator[tuple[str, str, tuple[str, ...] | None]]:
    """Name, type and columns of each constraint that is made with the table; a check's vary."""
    yield table.primary_key_name, "p", table.primary_key
    for name, columns in table.unique.items():
        yield name, "u", columns
    for name in table.checks:
        yield name, "c", None


def _grants(table: Table) -> Iterator[tuple[str, str]]:
    own = dict.fromkeys(("migration_sync", "migration_runner"), WRITE)
    for role, privileges in {**table.grants, **own}.items():
        for privilege in privileges:
            yield role, privilege.upper()


def _wanted_rows(table: Table) -> Iterator[tuple[Sql, ...]]:
    for row in table.rows:
        yield tuple(
            Sql(f"CAST({_value(row[name])} AS {table.column(name).type})")
            for name in table.primary_key
        )


def _key_matches(table: Table) -> Sql:
    pairs = [f"found.{ident(name)} = wanted.{ident(name)}" for name in table.primary_key]
    return Sql(" AND ".join(pairs))
