"""Protections of a target that are gone, and rights that nobody gave: the rung L0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psycopg import sql

from render.sql import qualified

from .corrupt_values import Corruption
from .victims import DoesNotFit

if TYPE_CHECKING:
    from collections.abc import Callable

    from .victims import Victim

# Each finds what there is to spoil, one name or none, and spoils `{x}`.
EDITS = (
    (
        "type with another size",
        "SELECT attname FROM pg_attribute WHERE attrelid = {r} AND atttypmod > 0 AND attnum > 0",
        """
        UPDATE pg_attribute SET atttypmod = -1
        WHERE attname = {name} AND (
            attrelid = {r} OR attrelid IN (SELECT p.relid FROM pg_partition_tree({r}) AS p)
        )
        """,
    ),
    (
        "column that may be NULL",
        """
        SELECT attname FROM pg_attribute AS a
        WHERE attrelid = {r} AND attnotnull AND attnum > 0 AND NOT EXISTS (
            SELECT FROM pg_index WHERE indrelid = {r} AND indisprimary AND a.attnum = ANY (indkey)
        )
        """,
        "ALTER TABLE {t} ALTER COLUMN {x} DROP NOT NULL",
    ),
    (
        "lost default",
        "SELECT attname FROM pg_attribute WHERE attrelid = {r} AND atthasdef",
        "ALTER TABLE {t} ALTER COLUMN {x} DROP DEFAULT",
    ),
    (
        "counter of its own, behind its greatest value",
        """
        SELECT attname FROM pg_attribute
        WHERE attrelid = {r} AND NOT atthasdef AND atttypid IN ('int8'::regtype, 'int4'::regtype)
            AND attnum > 0
        """,
        """
        CREATE SEQUENCE public.counter;
        ALTER TABLE {t} ALTER COLUMN {x} SET DEFAULT nextval('public.counter')
        """,
    ),
    (
        "missing foreign key",
        "SELECT conname FROM pg_constraint WHERE conrelid = {r} AND contype = 'f'",
        "ALTER TABLE {t} DROP CONSTRAINT {x}",
    ),
    (
        "foreign key that is not enforced",
        "SELECT conname FROM pg_constraint WHERE conrelid = {r} AND contype = 'f'",
        "ALTER TABLE {t} DISABLE TRIGGER ALL",
    ),
    (
        "missing check",
        "SELECT conname FROM pg_constraint WHERE conrelid = {r} AND contype = 'c'",
        "ALTER TABLE {t} DROP CONSTRAINT {x}",
    ),
    (
        "constraint that is not validated",
        "SELECT conname FROM pg_constraint WHERE conrelid = {r} AND contype IN ('c', 'f')",
        "UPDATE pg_constraint SET convalidated = false WHERE conrelid = {r} AND conname = {name}",
    ),
    (
        "missing unique constraint",
        "SELECT conname FROM pg_constraint WHERE conrelid = {r} AND contype = 'u'",
        "ALTER TABLE {t} DROP CONSTRAINT {x} CASCADE",
    ),
    (
        "missing primary key",
        "SELECT conname FROM pg_constraint WHERE conrelid = {r} AND contype = 'p'",
        "ALTER TABLE {t} DROP CONSTRAINT {x} CASCADE",
    ),
    (
        "missing unique index of the legacy key",
        "SELECT relname FROM pg_class WHERE oid = to_regclass({legacy_key_index})",
        "DROP INDEX {schema}.{x}",
    ),
    (
        "invalid index",
        "SELECT indexrelid::text FROM pg_index WHERE indrelid = {r}",
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = {name}::oid",
    ),
    (
        "missing partition",
        """
        SELECT c.relname FROM pg_inherits JOIN pg_class AS c ON c.oid = inhrelid
        WHERE inhparent = {r} AND c.relkind = 'r' AND pg_relation_size(c.oid) = 0
        """,
        "ALTER TABLE {t} DETACH PARTITION {schema}.{x}",
    ),
    (
        "lost right",
        "SELECT 'migration_sync'",
        "REVOKE UPDATE ON {t} FROM {x}",
    ),
    (
        "right of everybody",
        "SELECT 'public'",
        "GRANT SELECT ON {t} TO PUBLIC",
    ),
    (
        "right on a partition",
        """
        SELECT c.relname FROM pg_inherits JOIN pg_class AS c ON c.oid = inhrelid
        WHERE inhparent = {r} AND c.relkind = 'r'
        """,
        "GRANT SELECT ON {schema}.{x} TO migration_auditor",
    ),
    (
        "row-level security switched off",
        "SELECT relname FROM pg_class WHERE oid = {r} AND relrowsecurity",
        "ALTER TABLE {t} DISABLE ROW LEVEL SECURITY",
    ),
    (
        "row-level security switched on",
        "SELECT relname FROM pg_class WHERE oid = {r} AND NOT relrowsecurity",
        "ALTER TABLE {t} ENABLE ROW LEVEL SECURITY",
    ),
    (
        "missing policy",
        "SELECT polname FROM pg_policy WHERE polrelid = {r}",
        "DROP POLICY {x} ON {t}",
    ),
    (
        "policy in no spec",
        "SELECT polname FROM pg_policy WHERE polrelid = {r}",
        "CREATE POLICY let_in ON {t} USING (true)",
    ),
)


def edited(find: str, edit: str) -> Callable[[Victim], None]:
    """Spoil the first thing that a query finds."""

    def inject(victim: Victim) -> None:
        schema = sql.Identifier(victim.target.schema)
        shared: dict[str, sql.Composable] = {
            "r": sql.SQL("{}::regclass").format(sql.Literal(victim.table.as_string())),
            "legacy_key_index": sql.Literal(
                str(qualified(victim.target.schema, victim.compared.legacy_key_index))
            ),
            "schema": schema,
        }
        found = victim.rows(f"{find} ORDER BY 1 LIMIT 1".replace("%", "%%"), **shared)
        if not found:
            raise DoesNotFit
        name = str(found[0][0])
        victim.run(edit, x=sql.Identifier(name), name=name, **shared)

    return inject


CATALOG_CORRUPTIONS = tuple(
    Corruption(name=name, inject=edited(find, edit), fires="L0", silent="L1 L2 L3 L4 L5")
    for name, find, edit in EDITS
)
