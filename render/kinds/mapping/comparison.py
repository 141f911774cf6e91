"""What the rungs compare, and what they leave out, ready for the templates to print."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ...model import Settings
from ...names import generated
from ...sql import Sql, comma_list, ident, literal, qualified
from ...typenames import canonical
from .compared import Compared
from .objects import BY_LEGACY, MIGRATED_AT, PARKED, SUBSTITUTED
from .values import Value

Rows = tuple[Sql, ...]
EXTREMES = ("smallint", "integer", "bigint", "numeric", "date", "timestamp", "time", "text")
MOMENTS = ("date", "timestamp")
NOT_NUMBERS = comma_list(map(literal, ("NaN", "Infinity", "-Infinity")))


def aggregates(one: Compared) -> Rows:
    """What the rung L2 compares: counts of values, declared sums, extremes of ordered types."""
    found: list[Sql] = []
    for value in one.values:
        name, kind, finite = ident(value.column), canonical(value.type), _finite(value)
        found.append(Sql(f"count(r.{name}) AS {ident(f'{value.column}.count')}"))
        if kind.startswith(EXTREMES) and not kind.endswith("[]"):
            for what in ("min", "max"):
                as_ = ident(f"{value.column}.{what}")
                found.append(Sql(f"{what}(r.{name}){finite} AS {as_}"))
        if value.column in one.sums:
            found.append(Sql(f"sum(r.{name}::numeric){finite} AS {ident(f'{value.column}.sum')}"))
    return tuple(found)


def wanted(one: Compared) -> Mapping[str, object]:
    """What the rung L0 finds in the catalog when all is well, as rows of VALUES lists."""
    promises = one.target.promises
    return {
        "columns": _tuples(_columns(one)),
        "constraints": _tuples(promises.constraints),
        "partitions": _tuples(promises.partitions),
        "grants": _tuples(promises.grants),
        "policies": comma_list(map(literal, promises.policies)),
        "legacy_key_index": literal(qualified(one.target.schema, one.legacy_key_index)),
    }


def coverage(one: Compared) -> Mapping[str, object]:
    """The columns that are compared, why some of them are carried, and why others are left out."""
    mapped = [(value.column, None) for value in one.values if not value.carries]
    carried = [(v.column, _why_carried(one, v)) for v in one.values if v.carries]
    return {
        "compared": _tuples((*mapped, *carried)),
        "left_out": tuple(_left_out(one)),
    }


def _finite(value: Value) -> str:
    """Infinity and what is not a number would hide every other value of an aggregate."""
    kind = canonical(value.type)
    if kind.startswith(("numeric", "real", "double")):
        return f" FILTER (WHERE r.{ident(value.column)} NOT IN ({NOT_NUMBERS}))"
    if kind.startswith(MOMENTS):
        return f" FILTER (WHERE isfinite(r.{ident(value.column)}))"
    return ""


def _columns(one: Compared) -> Iterator[tuple[str, str, bool, bool]]:
    """Name, type, whether it is never NULL, whether it has a default: all that specs lead to."""
    for column in one.target.columns:
        filled = column.default is not None and column.name != one.identity
        yield column.name, canonical(column.type), not column.nullable, filled
    for value in (*one.values, *one.others):
        if value.carries:
            yield value.column, canonical(value.type), False, False
    yield MIGRATED_AT, canonical("timestamptz"), False, False
    if one.anchor:
        yield BY_LEGACY, "boolean", False, False
    if one.hides:
        yield PARKED, "boolean", False, False
    if one.shown:
        yield SUBSTITUTED, "text[]", False, False


def _why_carried(one: Compared, value: Value) -> str:
    if value.carries in one.legacy.key:
        return "the legacy key"
    if value.carries in one.drop:
        return f"dropped when the migration is finalized: {one.drop[value.carries]}"
    return "no mapped column gives it back"


def _left_out(one: Compared) -> Iterator[tuple[str, str]]:
    """Columns of the target that the mapping does not write from the legacy row, and why."""
    written = {value.column for value in one.values}
    for column in one.target.columns:
        if column.name not in written:
            filled = "its default fills it" if column.default is not None else "it stays NULL"
            yield column.name, f"no legacy column is mapped to it: {filled}"
    for value in one.others:
        yield value.column, "another mapping carries it in the same table"
    yield MIGRATED_AT, "when the row was migrated: no legacy row says it"
    if one.anchor:
        yield BY_LEGACY, "whether both names know the row: no legacy row says it"
    if one.hides:
        yield PARKED, "whether the legacy name shows the row: no legacy row says it"
    if one.shown:
        yield SUBSTITUTED, "what legacy sees otherwise: no legacy row says it"


def _tuples(rows: Iterable[Iterable[object]]) -> Rows:
    """Each row in parentheses, ready to stand in a VALUES list."""
    return tuple(Sql(f"({comma_list(map(literal, row))})") for row in rows)


def comparison_values(one: Compared, settings: Settings) -> Mapping[str, Any]:
    """What the templates of the validator see of one compared table."""
    return {
        "one": one,
        "target": qualified(one.target.schema, one.target.name),
        "aggregates": aggregates(one),
        "wanted": wanted(one),
        "coverage": coverage(one),
        "expected_rows": qualified("pg_temp", generated(one.name, "expected")),
        "compared_by": lambda *suffix: qualified(
            settings.work_schema, generated(one.name, *suffix)
        ),
        **one.texts,
    }
