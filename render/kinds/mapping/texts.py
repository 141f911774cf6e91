"""The pieces of SQL that several of a mapping's templates share, ready to print."""

from collections.abc import Iterable, Mapping

from ...model import Settings
from ...sql import Sql, comma_list, ident, literal, qualified
from .meaning import Meaning
from .objects import routine
from .values import upsert, written


def texts(meaning: Meaning) -> Mapping[str, Sql]:
    """Lists of key columns, target columns and expressions in the forms that templates need."""
    return _key_lists(meaning) | _row_texts(meaning) | _moved(meaning)


def located(meaning: Meaning, settings: Settings) -> Mapping[str, Sql]:
    """How an index of the target finds the rows of one key, and of the keys noted in `j`."""
    arguments = [f"key_{column.name}" for column in meaning.key]
    noted = [f"j.{ident(column.name)}" for column in meaning.key]
    kept = [f"(s.legacy_key ->> {literal(column.name)})::{column.type}" for column in meaning.key]
    return {
        "t_located": comma_list(f"t.{ident(name)}" for name in meaning.locating),
        "located_arguments": comma_list(meaning.located(settings, arguments)),
        "located_from_json": comma_list(meaning.located(settings, kept)),
        "located_noted": comma_list(meaning.located(settings, noted)),
    }


def chosen(meaning: Meaning, settings: Settings) -> Mapping[str, Sql]:
    """Which legacy rows `l`, and which anchors of parts, a routine is about."""
    arguments = [f"key_{column.name}" for column in meaning.key]
    names = [ident(column.name) for column in meaning.key]
    l_key = ", ".join(f"l.{name}" for name in names)
    first, upto = (
        ", ".join(f"{end}_{column.name}" for column in meaning.key) for end in ("first", "upto")
    )
    noted = [f"j.{name}" for name in names]
    journal = routine(settings, meaning.spec, "journal")
    of_noted = f"    FROM {journal} AS j\n    WHERE j.entry = ANY(entries)\n)"
    return {
        "legacy_l": Sql(f"{qualified(meaning.legacy.schema, meaning.legacy.name)} AS l"),
        "new_row": Sql("(SELECT NEW.*) AS l"),
        "key_is_argument": Sql(f"({l_key}) = ({', '.join(arguments)})"),
        "key_in_batch": Sql(f"({l_key}) >= ({first})\nAND ({l_key}) <= ({upto})"),
        "key_is_noted": Sql(f"({l_key}) IN (\n    SELECT {', '.join(noted)}\n{of_noted}"),
        "anchor_is_argument": Sql(f"= {meaning.anchored(settings, arguments)}"),
        "anchor_is_old": Sql(f"= {meaning.anchored(settings, [f'OLD.{name}' for name in names])}"),
        "anchor_is_noted": Sql(f"IN (\n    SELECT {meaning.anchored(settings, noted)}\n{of_noted}"),
    }


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
    return {
        **written(meaning.values),
        "upsert": upsert(meaning.updated),
        "conflict": comma_list(ident(name) for name in meaning.conflict),
    }


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
