"""What rolling phases back removes: read from the very files that would run, and the catalog."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from operate import database, script, tables
from operate.console import count

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from operate.database import Connection
    from render.plan import Step

RELATIONS = re.compile(r"\bDROP (?:TABLE|VIEW) (?:IF EXISTS\s+)?([^;]+);")
ROUTINES = re.compile(r"\bDROP (?:FUNCTION|PROCEDURE) (?:IF EXISTS\s+)?([^;]+);")
OTHERS = re.compile(
    r"\bDROP (FUNCTION|PROCEDURE|TRIGGER|INDEX|CONSTRAINT|ROLE|SCHEMA) "
    r'(?:CONCURRENTLY )?(?:IF EXISTS )?([\w."]+)'
)
KINDS = {
    "FUNCTION": "routine",
    "PROCEDURE": "routine",
    "TRIGGER": "trigger",
    "INDEX": "index",
    "CONSTRAINT": "constraint",
    "ROLE": "role",
    "SCHEMA": "schema",
}
EMPTIED = re.compile(r"\bDELETE FROM ([^\s;]+)")
PLURALS = {"index": "indexes"}
CONTROL = "migration."
QUARANTINE = f"{CONTROL}quarantine"
THERE = """
SELECT names.name, c.relkind = 'v' AS is_view, c.relispartition AS is_partition
FROM unnest(%s::text[]) AS names (name)
INNER JOIN pg_class AS c ON c.oid = to_regclass(names.name)
"""
# What Postgres would refuse to drop the relations for: keys, views and routines of others.
# A signature is only read where a routine has its name: its types may be gone, which is an error.
DEPENDING = """
WITH gone AS (
    SELECT to_regclass(name)::oid AS oid FROM unnest(%s::text[]) AS names (name)
),
these AS (
    SELECT to_regclass(name)::oid AS oid FROM unnest(%s::text[]) AS names (name)
)
SELECT
    format('the key %%s of %%s refers to %%s', c.conname, c.conrelid::regclass,
        c.confrelid::regclass) AS text
FROM pg_constraint AS c
WHERE c.contype = 'f'
    AND c.conparentid = 0
    AND c.confrelid IN (SELECT oid FROM these)
    AND NOT EXISTS (SELECT FROM gone WHERE gone.oid = c.conrelid)
UNION
SELECT format('the view %%s reads %%s', r.ev_class::regclass, d.refobjid::regclass)
FROM pg_depend AS d
INNER JOIN pg_rewrite AS r ON r.oid = d.objid
WHERE d.classid = 'pg_rewrite'::regclass
    AND d.refclassid = 'pg_class'::regclass
    AND d.refobjid IN (SELECT oid FROM these)
    AND NOT EXISTS (SELECT FROM gone WHERE gone.oid = r.ev_class)
UNION
SELECT format('the routine %%s reads %%s', d.objid::regprocedure, d.refobjid::regclass)
FROM pg_depend AS d
WHERE d.classid = 'pg_proc'::regclass
    AND d.refclassid = 'pg_class'::regclass
    AND d.refobjid IN (SELECT oid FROM these)
    AND NOT EXISTS (
        SELECT
        FROM pg_proc AS p
        INNER JOIN pg_namespace AS n ON n.oid = p.pronamespace
        CROSS JOIN unnest(%s::text[]) AS own (signature)
        WHERE p.oid = d.objid
            AND CASE format('%%I.%%I', n.nspname, p.proname)
                WHEN split_part(own.signature, '(', 1)
                    THEN to_regprocedure(own.signature) = p.oid
            END
    )
ORDER BY text
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What the rollback files of a phase drop and empty."""

    relations: tuple[str, ...]
    routines: tuple[str, ...]
    emptied: tuple[str, ...]
    others: Counter[str]


def of(folder: Path, steps: Iterable[Step]) -> Removal:
    """What the rollback files of these steps name."""
    text = "\n".join(
        f"{statement.sql};"
        for step in steps
        if step.recorded
        for statement in script.read(folder / step.file("rollback"))
    )
    return Removal(
        relations=tuple(
            name.strip() for names in RELATIONS.findall(text) for name in names.split(",")
        ),
        routines=tuple(dict.fromkeys(ROUTINES.findall(text))),
        emptied=tuple(dict.fromkeys(EMPTIED.findall(text))),
        others=Counter(KINDS[kind] for kind, _ in dict.fromkeys(OTHERS.findall(text))),
    )


def in_words(connection: Connection, removal: Removal, before: Collection[str]) -> list[str]:
    """What is removed, with about how many rows; `before` are tables that are empty by then."""
    there = database.rows(connection, THERE, list(removal.relations))
    whole = [row["name"] for row in there if not row["is_view"] and not row["is_partition"]]
    parts = sum(row["is_partition"] for row in there)
    taken = [
        name
        for name in removal.emptied
        if not name.startswith(CONTROL) and name not in before and name not in whole
    ]
    words = []
    if rows := tables.about(connection, taken):
        words.append(f"takes back about {count(rows, 'row')}")
    if whole:
        rows = tables.about(connection, [name for name in whole if name not in before])
        some = f" with about {count(rows, 'row')}" if rows else ""
        with_parts = f" and {count(parts, 'partition')}" if parts else ""
        words.append(f"drops {count(len(whole), 'table')}{with_parts}{some}")
    others = Counter(view=sum(row["is_view"] for row in there)) + removal.others
    if others:
        listed = (count(number, kind, PLURALS.get(kind, "")) for kind, number in others.items())
        words.append(f"drops {', '.join(listed)}")
    return words


def depending(connection: Connection, removal: Removal, together: Collection[Removal]) -> list[str]:
    """What others have made that keeps this from being dropped; `together` is dropped, too."""
    gone = [name for one in together for name in one.relations]
    routines = [signature for one in together for signature in one.routines]
    found = database.rows(connection, DEPENDING, gone, list(removal.relations), routines)
    return [str(row["text"]) for row in found]
