"""Everything that a database says about some schemas: objects, definitions, owners, rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.fixtures.databases import Database

# Each query gives (object, what is said of it) for the schemas of its one parameter.
QUERIES = {
    "schemas": """
        SELECT
            n.nspname,
            concat_ws(' | ', pg_get_userbyid(n.nspowner), {acl}, obj_description(n.oid))
        FROM pg_namespace AS n
        WHERE n.nspname = ANY(%(schemas)s)
    """,
    "relations": """
        SELECT
            c.oid::regclass::text,
            concat_ws(' | ', c.relkind, pg_get_userbyid(c.relowner), c.relpersistence,
                c.relrowsecurity, c.relforcerowsecurity, c.relreplident, c.reloptions,
                pg_get_expr(c.relpartbound, c.oid), pg_get_partkeydef(c.oid), {acl},
                obj_description(c.oid, 'pg_class'),
                CASE c.relkind WHEN 'v' THEN pg_get_viewdef(c.oid) END,
                CASE c.relkind WHEN 'i' THEN pg_get_indexdef(c.oid) END,
                (SELECT i.indisvalid::text FROM pg_index AS i WHERE i.indexrelid = c.oid))
        FROM pg_class AS c
        JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname = ANY(%(schemas)s)
    """,
    "columns": """
        SELECT
            format('%%s.%%s', a.attrelid::regclass, a.attname),
            concat_ws(' | ', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
                a.attgenerated, a.attcollation::regcollation, a.attstorage,
                pg_get_expr(d.adbin, d.adrelid), {acl}, col_description(a.attrelid, a.attnum))
        FROM pg_attribute AS a
        JOIN pg_class AS c ON c.oid = a.attrelid
        JOIN pg_namespace AS n ON n.oid = c.relnamespace
        LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE n.nspname = ANY(%(schemas)s) AND a.attnum > 0 AND NOT a.attisdropped
    """,
    "constraints": """
        SELECT
            format('%%s of %%s', k.conname, k.conrelid::regclass),
            concat_ws(' | ', pg_get_constraintdef(k.oid), k.convalidated,
                obj_description(k.oid, 'pg_constraint'))
        FROM pg_constraint AS k
        JOIN pg_namespace AS n ON n.oid = k.connamespace
        WHERE n.nspname = ANY(%(schemas)s)
    """,
    "triggers": """
        SELECT
            format('%%s on %%s', t.tgname, t.tgrelid::regclass),
            concat_ws(' | ',
                regexp_replace(pg_get_triggerdef(t.oid), '''\\d+''', 'a transaction'), t.tgenabled,
                obj_description(t.oid, 'pg_trigger'))
        FROM pg_trigger AS t
        JOIN pg_class AS c ON c.oid = t.tgrelid
        JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname = ANY(%(schemas)s) AND NOT t.tgisinternal
    """,
    "routines": """
        SELECT
            p.oid::regprocedure::text,
            concat_ws(' | ', pg_get_functiondef(p.oid), pg_get_userbyid(p.proowner), {acl},
                obj_description(p.oid, 'pg_proc'))
        FROM pg_proc AS p
        JOIN pg_namespace AS n ON n.oid = p.pronamespace
        WHERE n.nspname = ANY(%(schemas)s) AND p.prokind <> 'a'
    """,
    "policies": """
        SELECT
            format('%%s on %%I.%%I', o.policyname, o.schemaname, o.tablename),
            concat_ws(' | ', o.permissive, o.roles, o.cmd, o.qual, o.with_check)
        FROM pg_policies AS o
        WHERE o.schemaname = ANY(%(schemas)s)
    """,
    "roles": """
        SELECT
            r.rolname,
            concat_ws(' | ', r.rolsuper, r.rolinherit, r.rolcreaterole, r.rolcreatedb,
                r.rolcanlogin, r.rolbypassrls, shobj_description(r.oid, 'pg_authid'),
                array(SELECT m.roleid::regrole::text FROM pg_auth_members AS m
                      WHERE m.member = r.oid ORDER BY 1))
        FROM pg_roles AS r
        WHERE r.rolname !~ '^pg_'
    """,
}
# Rights in one order, however they came to be.
ACL = """array(
    SELECT concat_ws(' ', e.grantee::regrole, e.privilege_type, e.is_grantable)
    FROM aclexplode({column}) AS e ORDER BY 1
)"""
# What nobody has touched has the rights of its kind.
ACL_COLUMNS = {
    "schemas": "coalesce(n.nspacl, acldefault('n', n.nspowner))",
    "relations": "coalesce(c.relacl, acldefault('r', c.relowner))",
    "columns": "a.attacl",
    "routines": "coalesce(p.proacl, acldefault('f', p.proowner))",
}


def catalog(database: Database, schemas: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """What the catalog says about these schemas, by kind of object."""
    found = {}
    with database.connect() as connection:
        for kind, query in QUERIES.items():
            acl = ACL.format(column=ACL_COLUMNS.get(kind, "NULL"))
            text = query.format(acl=acl) + " ORDER BY 1, 2"
            found[kind] = connection.execute(text, {"schemas": list(schemas)}).fetchall()
    return found
