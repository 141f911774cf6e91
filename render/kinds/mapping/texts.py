"""The pieces of SQL that several of a mapping's templates share, ready to print."""

from collections.abc import Iterable, Mapping

from ...model import Settings
from ...sql import Sql, comma_list, ident, literal
from ...typenames import canonical
from .meaning import Meaning
from .objects import MIGRATED_AT


def texts(meaning: Meaning) -> Mapping[str, Sql]:
    """Lists of key columns, target columns and expressions in the forms that templates need."""
    return _key_lists(meaning) | _row_texts(meaning) | _moved(meaning)


def settled(meaning: Meaning, journal: str, lookups: str) -> Mapping[str, Sql]:
    """When a legacy row `l`, or a target row `t`, waits in none of the mapping's journals.

    One NOT EXISTS each, joined by AND, so that Postgres makes anti joins of them.
    """
    names = [ident(column.name) for column in meaning.key]
    noted = ", ".join(f"j.{name}" for name in names)
    keys = {
        "l": ", ".join(f"l.{name}" for name in names),
        "t": ", ".join(f"t.{ident(column.held_in)}" for column in meaning.key),
    }
    return {
        f"settled_{alias}": Sql(
            f"NOT EXISTS (SELECT FROM {journal} AS j WHERE ({noted}) = ({key}))"
            + "".join(
                f"\nAND NOT EXISTS (\n    SELECT FROM {lookups} AS j\n"
                "    WHERE (j.target_column, j.value)"
                f" = ({literal(one.column)}, ({value})::text)\n)"
                for one in meaning.followed
                for value in [one.in_legacy if alias == "l" else one.in_target]
            )
        )
        for alias, key in keys.items()
    }


def located(meaning: Meaning, settings: Settings) -> Mapping[str, Sql]:
    """How an index of the target finds the rows of one key, and of the keys noted in `j`."""
    arguments = [f"key_{column.name}" for column in meaning.key]
    noted = [f"j.{ident(column.name)}" for column in meaning.key]
    return {
        "t_located": comma_list(f"t.{ident(name)}" for name in meaning.locating),
        "located_arguments": comma_list(meaning.located(settings, arguments)),
        "located_noted": comma_list(meaning.located(settings, noted)),
    }


EXTREMES = ("smallint", "integer", "bigint", "numeric", "date", "timestamp", "time", "text")


def aggregates(meaning: Meaning) -> tuple[Sql, ...]:
    """What the rung L2 compares: counts of values, declared sums, extremes of ordered types."""
    found: list[Sql] = []
    for value in meaning.values:
        name = ident(value.column)
        found.append(Sql(f"count(r.{name}) AS {ident(f'{value.column}.count')}"))
        if canonical(value.type).startswith(EXTREMES):
            found.append(Sql(f"min(r.{name}) AS {ident(f'{value.column}.min')}"))
            found.append(Sql(f"max(r.{name}) AS {ident(f'{value.column}.max')}"))
        if value.column in meaning.spec.sums:
            found.append(Sql(f"sum(r.{name}::numeric) AS {ident(f'{value.column}.sum')}"))
    return tuple(found)


def _key_lists(meaning: Meaning) -> dict[str, Sql]:
    names = [ident(column.name) for column in meaning.key]
    held = [ident(column.held_in) for column in meaning.key]
    arguments = [f"key_{column.name}" for column in meaning.key]
    rows = {alias: [f"{alias}.{name}" for name in names] for alias in ("l", "OLD", "NEW")}
    held_t = [f"t.{name}" for name in held]
    return {
        "key": comma_list(names),
        "key_descending": comma_list(f"{name} DESC" for name in names),
        "held": comma_list(held),
        "l_key": comma_list(rows["l"]),
        "t_key": comma_list(held_t),
        "old_key": comma_list(rows["OLD"]),
        "new_key": comma_list(rows["NEW"]),
        "record_key": comma_list(f"legacy_key.{name}" for name in names),
        "noted_key": comma_list(f"noted.{name}" for name in names),
        "arguments": comma_list(arguments),
        "key_types": comma_list(column.type for column in meaning.key),
        "parameters": comma_list(f"key_{column.name} {column.type}" for column in meaning.key),
        "key_json": _json(meaning, names),
        "key_json_l": _json(meaning, rows["l"]),
        "key_json_old": _json(meaning, rows["OLD"]),
        "key_json_new": _json(meaning, rows["NEW"]),
        "key_json_arguments": _json(meaning, arguments),
        "key_json_t": _json(meaning, held_t),
        "key_json_noted": _json(meaning, [f"j.{name}" for name in names]),
        "first": comma_list(f"first_{column.name}" for column in meaning.key),
        "upto": comma_list(f"upto_{column.name}" for column in meaning.key),
        "key_json_first": _json(meaning, [f"first_{column.name}" for column in meaning.key]),
        "key_json_upto": _json(meaning, [f"upto_{column.name}" for column in meaning.key]),
        "last_from_json": _from_json(meaning, "last_key"),
        "lower_from_json": _from_json(meaning, "lower_key"),
        "upper_from_json": _from_json(meaning, "upper_key"),
        "legacy_key_from_json": _from_json(meaning, "legacy_key"),
        "j_key": comma_list(f"j.{name}" for name in names),
        "legacy_keys": comma_list(f"legacy_key_{n + 1}" for n in range(len(names))),
        "legacy_keys_json": comma_list(
            f"{literal(column.name)}, COALESCE(e.legacy_key_{n}, a.legacy_key_{n})"
            for n, column in enumerate(meaning.key, 1)
        ),
        "legacy_keys_join": Sql(
            " AND ".join(f"a.legacy_key_{n} = e.legacy_key_{n}" for n in range(1, len(names) + 1))
        ),
        "batch_parameters": comma_list(
            f"{end}_{column.name} {column.type}"
            for end in ("first", "upto")
            for column in meaning.key
        ),
        "batch_types": comma_list(column.type for _ in ("first", "upto") for column in meaning.key),
    }


def _json(meaning: Meaning, values: Iterable[str]) -> Sql:
    pairs = (
        f"{literal(column.name)}, {value}"
        for column, value in zip(meaning.key, values, strict=True)
    )
    return Sql(f"jsonb_build_object({', '.join(pairs)})")


def _from_json(meaning: Meaning, variable: str) -> Sql:
    return comma_list(
        f"({variable} ->> {literal(column.name)})::{column.type}" for column in meaning.key
    )


def _row_texts(meaning: Meaning) -> dict[str, Sql]:
    written = [ident(value.column) for value in meaning.values]
    compared = comma_list(f"e.{name}" for name in written)
    return {
        "columns": Sql(",\n".join((*written, ident(MIGRATED_AT)))),
        "expressions": Sql(",\n".join((*(v.sql for v in meaning.values), "clock_timestamp()"))),
        "upsert": _upsert(meaning),
        "conflict": comma_list(ident(name) for name in meaning.conflict),
        "casts": Sql(
            ",\n".join(f"({v.sql})::{v.type} AS {ident(v.column)}" for v in meaning.values)
        ),
        "compared": comma_list(written),
        "compared_e": compared,
        "compared_a": comma_list(f"a.{name}" for name in written),
        "hashed_columns": comma_list(value.comparable for value in meaning.values),
    }


def _upsert(meaning: Meaning) -> Sql:
    names = [ident(value.column) for value in meaning.updated]
    if not names:
        return Sql("DO NOTHING")
    sets = ",\n".join(f"    {name} = excluded.{name}" for name in names)
    old = ",\n".join(f"    t.{name}" for name in names)
    new = ",\n".join(f"    excluded.{name}" for name in names)
    return Sql(f"DO UPDATE SET\n{sets}\nWHERE (\n{old}\n) IS DISTINCT FROM (\n{new}\n)")


def _moved(meaning: Meaning) -> dict[str, Sql]:
    """The legacy columns that decide where a row is: its key, and the partition's source."""
    names = [column.name for column in meaning.key]
    partition = meaning.target.partition_key
    source = next(
        (str(e.legacy) for e in meaning.spec.entries if partition and e.target == partition), ""
    )
    if source and source not in names:
        names.append(source)
    return {
        "partition_source": Sql(source),
        "located_old": comma_list(f"OLD.{ident(name)}" for name in names),
        "located_new": comma_list(f"NEW.{ident(name)}" for name in names),
    }
