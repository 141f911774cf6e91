"""The guard against Postgres itself: what it lets pass is immutable there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from render.expression.words import FUNCTIONS, OPERATORS, SYNTAX_FUNCTIONS, TYPES

if TYPE_CHECKING:
    from tests.fixtures.databases import Database

# Of these Postgres has forms that depend on the session; the guard or the types rule them out.
ALSO_STABLE = {"date_part", "date_trunc", "length", "to_timestamp"}


def test_every_function_that_a_spec_may_call_is_immutable(database: Database) -> None:
    """Postgres calls each allowed function immutable, in all its forms or in the allowed one."""
    names = sorted(FUNCTIONS - SYNTAX_FUNCTIONS)
    with database.connect() as connection:
        rows = connection.execute(
            "SELECT proname, array_agg(DISTINCT provolatile::text), bool_or(proretset)"
            " FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace"
            " AND proname = ANY (%s) AND prokind = 'f' GROUP BY proname",
            (names,),
        ).fetchall()

    assert sorted(name for name, _, _ in rows) == names
    assert {name for name, volatile, _ in rows if set(volatile) != {"i"}} == ALSO_STABLE
    assert all("i" in volatile and not returns_set for _, volatile, returns_set in rows)


def test_every_type_that_a_spec_may_cast_to_exists(database: Database) -> None:
    """Postgres knows each allowed type, and none of them looks into the catalog."""
    with database.connect() as connection:
        for name in sorted(TYPES):
            ((known,),) = connection.execute("SELECT to_regtype(%s)::text", (name,)).fetchall()
            assert known is not None, name
            assert not known.startswith("reg"), name


def test_every_operator_that_a_spec_may_use_exists(database: Database) -> None:
    """Postgres knows each allowed operator by that sign."""
    with database.connect() as connection:
        rows = connection.execute("SELECT DISTINCT oprname FROM pg_operator").fetchall()

    # `!=` is only another way to write `<>`.
    assert OPERATORS - {"!="} <= {name for (name,) in rows}
