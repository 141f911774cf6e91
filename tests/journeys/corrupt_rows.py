"""Rows that are missing, too many, out of date or out of place; references that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psycopg import sql

from operate.sample.types import PgType

from .corrupt_values import EXACT, HIDDEN, TEXTS, WHOLE, Corruption
from .victims import DoesNotFit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from render.model import Column

    from .victims import Victim

UNIQUE_VIOLATION = "23505"
FOREIGN_KEY_VIOLATION = "23503"
CHECK_VIOLATION = "23514"
# A value that no row has, by the beginning of its type.
FRESH = {
    "uuid": "gen_random_uuid()",
    "text": "'nobody has this'",
    "timestamp": "'1999-12-31 23:59:59.123456+00'",
    "date": "'1999-12-30'",
    "bigint": "-1234567",
    "integer": "-1234567",
    "smallint": "-12345",
}
LEAF = """
SELECT p.relid::regclass::text, pg_get_partition_constraintdef(p.relid)
FROM pg_partition_tree({name}) AS p
JOIN pg_class AS c ON c.oid = p.relid
WHERE p.isleaf AND pg_get_expr(c.relpartbound, c.oid) LIKE 'FOR VALUES FROM (''%%'
ORDER BY 1
"""


def missing(victim: Victim) -> None:
    """One row is gone."""
    victim.run("DELETE FROM {t} AS t WHERE {one}", one=victim.one())


def extra(victim: Victim) -> None:
    """One row is there that no legacy row has led to."""
    names = _columns(victim)
    fresh = _fresh(victim, names)
    if victim.is_part and victim.held[0] in fresh:
        raise DoesNotFit  # It would need an anchor of its own.
    victim.run(
        "INSERT INTO {t} ({names}) SELECT {values} FROM {t} AS t WHERE {one}",
        names=_list(sql.Identifier(name) for name in names),
        values=_list(fresh.get(name, sql.Identifier("t", name)) for name in names),
        one=victim.one(),
    )


def exchanged(victim: Victim) -> None:
    """One row is gone and another one is there for it, so that no count is wrong."""
    extra(victim)
    missing(victim)


def duplicated(victim: Victim) -> None:
    """One row is there twice: refused, until every unique constraint and index is dropped."""
    twice = "INSERT INTO {t} SELECT t.* FROM {t} AS t WHERE {one}"
    victim.refused(UNIQUE_VIOLATION, twice, one=victim.one())
    for name, type_ in victim.target.promises.constraints:
        if type_ in "pu":
            victim.run("ALTER TABLE {t} DROP CONSTRAINT {c} CASCADE", c=sql.Identifier(name))
    query = """
        SELECT indexrelid::regclass::text FROM pg_index
        WHERE indrelid = {name}::regclass AND indisunique
    """
    for (index,) in victim.rows(query, name=victim.table.as_string()):
        victim.run("DROP INDEX {i}", i=sql.SQL(index))
    victim.run(twice, one=victim.one())


def stale(victim: Victim) -> None:
    """A legacy row changes while nobody captures it, so that the target keeps the old version."""
    _deaf(victim)
    plain = [
        victim.meaning.legacy.column(entry.legacy)
        for entry in victim.meaning.spec.entries
        if entry.is_plain and entry.legacy and entry.legacy not in victim.meaning.legacy.key
    ]
    known = [one for one in plain if PgType.parse(one.type).base in (*TEXTS, *EXACT, *WHOLE)]
    victim.first(
        (
            "UPDATE {l} AS l SET {c} = {new} WHERE {which}",
            {"c": sql.Identifier(one.name), "new": _other(one), "which": _moved(victim)},
        )
        for one in known
    )


def resurrected(victim: Victim) -> None:
    """A legacy row is deleted while nobody captures it, so that the target keeps it."""
    _deaf(victim)
    assert victim.run("DELETE FROM {l} AS l WHERE {which}", which=_moved(victim)) == 1


def keyless(victim: Victim) -> None:
    """A row has lost its legacy key and the legacy row is gone too, so that no count is wrong."""
    if not set(victim.held).isdisjoint(victim.target.names):
        raise DoesNotFit
    resurrected(victim)
    nothing = [sql.SQL("{} = NULL").format(sql.Identifier(name)) for name in victim.held]
    lost = sql.SQL("NOT EXISTS (SELECT FROM {l} AS l WHERE ({ours}) = ({theirs}))").format(
        l=victim.legacy,
        ours=_list(sql.Identifier("l", column.name) for column in victim.meaning.key),
        theirs=_list(sql.Identifier("o", name) for name in victim.held),
    )
    met = victim.run(
        "UPDATE {t} AS t SET {nothing} WHERE {one}", nothing=_list(nothing), one=victim.one(lost)
    )
    assert met == 1


def orphaned(victim: Victim) -> None:
    """A reference leads nowhere: refused, until the triggers of the foreign key do not fire."""
    foreign = [name for name, type_ in victim.target.promises.constraints if type_ == "f"]
    if not foreign:
        raise DoesNotFit
    orphan = "UPDATE {t} AS t SET {c} = gen_random_uuid() WHERE {one}"
    held_in = victim.held[0] if victim.is_part else victim.meaning.lookups[0].column
    column = sql.Identifier(held_in)
    victim.refused(FOREIGN_KEY_VIOLATION, orphan, c=column, one=victim.one())
    victim.run("SET LOCAL session_replication_role = replica")
    victim.run(orphan, c=column, one=victim.one())
    victim.run("SET LOCAL session_replication_role = origin")


def misplaced(victim: Victim) -> None:
    """A row lies in the wrong partition: refused, until the catalog claims to have checked it.

    The session prunes by constraints, which must not keep the comparison from looking.
    """
    leaves = victim.rows(LEAF, name=victim.table.as_string())
    if not leaves:
        raise DoesNotFit
    (home,) = victim.rows("SELECT t.tableoid::regclass::text FROM {t} AS t WHERE {one}",
                          one=victim.one())[0]  # fmt: skip
    wrong, admits = next(leaf for leaf in leaves if leaf[0] != home)
    names = {"home": sql.SQL(home), "wrong": sql.SQL(wrong), "admits": sql.SQL(admits)}
    there = "INSERT INTO {wrong} SELECT t.* FROM {home} AS t WHERE {which}"
    which = victim.one()
    victim.refused(CHECK_VIOLATION, there, which=which, **names)
    (bounds,) = victim.rows(
        "SELECT pg_get_expr(relpartbound, oid) FROM pg_class WHERE oid = {name}::regclass",
        name=wrong,
    )[0]
    (place,) = victim.rows("SELECT t.ctid::text FROM {t} AS t WHERE {one}", one=which)[0]
    victim.run("ALTER TABLE {t} DETACH PARTITION {wrong}", **names)
    lies = sql.SQL("ctid = {}::tid").format(sql.Literal(place))
    victim.run(there, which=lies, **names)
    victim.run("DELETE FROM {home} WHERE {lies}", lies=lies, **names)
    victim.run("ALTER TABLE {wrong} ADD CONSTRAINT forged CHECK ({admits}) NOT VALID", **names)
    victim.run("UPDATE pg_constraint SET convalidated = true WHERE conname = 'forged'")
    victim.run("ALTER TABLE {t} ATTACH PARTITION {wrong} {bounds}", bounds=sql.SQL(bounds), **names)
    victim.run("ALTER TABLE {wrong} DROP CONSTRAINT forged", **names)
    victim.run("SET LOCAL constraint_exclusion = on")


def _columns(victim: Victim) -> list[str]:
    carried = [value.column for value in victim.compared.values if value.carries]
    return [*victim.target.names, *carried, "_migrated_at"]


def _fresh(victim: Victim, names: list[str]) -> dict[str, sql.Composable]:
    """What makes a row differ from all others: its legacy key, its identity, what is unique."""
    target = victim.target
    types = {value.column: value.type for value in victim.compared.values}
    chosen = [victim.held[-1]]
    for group in (target.key, *target.unique):
        if not set(group) & set(chosen):
            chosen.append(next(name for name in group if name != target.partition_key))
    return {
        name: sql.SQL(next(new for type_, new in FRESH.items() if types[name].startswith(type_)))
        for name in chosen
    }


def _other(column: Column) -> sql.Composed:
    """Another value of a legacy column than the one that it has."""
    name, kind = sql.Identifier(column.name), PgType.parse(column.type)
    if kind.is_text:
        return sql.SQL("CASE {c} WHEN 'new' THEN 'old' ELSE 'new' END").format(c=name)
    return sql.SQL("CASE {c}::text WHEN '1' THEN 2 ELSE 1 END").format(c=name)


def _moved(victim: Victim) -> sql.Composed:
    """The legacy row of the first row that is there and compared."""
    return sql.SQL("({keys}) = (SELECT {held} FROM {view} AS a ORDER BY {held} LIMIT 1)").format(
        keys=_list(sql.Identifier("l", column.name) for column in victim.meaning.key),
        held=_list(
            sql.Identifier("a", f"legacy_key_{n}") for n in range(1, len(victim.held) + 1)
        ),
        view=sql.SQL(victim.routine("actual")),
    )  # fmt: skip


def _deaf(victim: Victim) -> None:
    if victim.is_part:
        raise DoesNotFit  # A legacy row stands for several rows here, or for none.
    victim.run("ALTER TABLE {l} DISABLE TRIGGER USER")


def _list(parts: Iterable[sql.Composable]) -> sql.Composed:
    return sql.SQL(", ").join(parts)


ROW_CORRUPTIONS = tuple(
    Corruption(name=name, inject=inject, **said)
    for name, inject, said in (
        ("missing row", missing, {"fires": "L1 L2 L3 L4 L5", "silent": "L0"}),
        ("extra row", extra, {"fires": "L1 L2 L3 L4 L5", "silent": "L0"}),
        ("missing row and extra row", exchanged, {"fires": "L3 L4 L5", "silent": "L0 L1"}),
        ("duplicated row", duplicated, {"fires": "L0 L1 L2 L3", "silent": "L4"}),
        ("old version", stale, {"fires": "L3 L4 L5", "silent": "L0 L1"}),
        ("resurrected row", resurrected, {"fires": "L1 L2 L3 L4 L5", "silent": "L0"}),
        ("row without its legacy key", keyless, {"fires": "L1", "silent": "L0 L2 L3 L4 L5"}),
        ("orphan", orphaned, HIDDEN),
        ("row in the wrong partition", misplaced, {"fires": "L1", "silent": "L0 L2 L3 L4"}),
    )
)
