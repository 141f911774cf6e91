"""The guard against Postgres itself: what it lets pass is immutable there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import errors

from render.emit import TEMPLATES
from render.expression.words import (
    FUNCTIONS,
    OPERATORS,
    POLICY_CALLS,
    SYNTAX_FUNCTIONS,
    TYPES,
)
from render.kinds import all_kinds
from render.project import Project, read_specs
from render.sql import Sql, environment, ident, qualified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from render.kinds.mapping.spec import MappingSpec
    from render.model import Relation
    from tests.fixtures.databases import Database

ROOT = Path(__file__).parents[2]
MIGRATIONS = sorted(path.name for path in (ROOT / "specs").iterdir() if path.is_dir())
Held = tuple["Relation", str, str]

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


def test_no_function_that_only_a_policy_may_call_is_volatile(database: Database) -> None:
    """What a policy may ask beside the row stays the same during one query."""
    with database.connect() as connection:
        rows = connection.execute(
            "SELECT DISTINCT provolatile::text FROM pg_proc"
            " WHERE pronamespace = 'pg_catalog'::regnamespace AND proname = ANY (%s)",
            (sorted(POLICY_CALLS),),
        ).fetchall()

    assert rows == [("s",)]


def proof(columns: list[str], type_: str, expression: str) -> bytes:
    """The statement by which a generated file lets Postgres prove an expression."""
    module = environment(TEMPLATES).get_template("proof.j2").make_module()
    made = module.proof(  # type: ignore[attr-defined]
        qualified("public", "proof"),
        [Sql(column) for column in columns],
        Sql(type_),
        Sql(expression),
        "the check tried",
    )
    return str(made).encode()


@pytest.mark.parametrize(
    ("type_", "expression", "error", "message"),
    [
        ("text", "at::text", errors.InvalidObjectDefinition, "expression is not immutable"),
        ("text", "at", errors.InvalidObjectDefinition, "expression is not immutable"),
        ("boolean", "at > day", errors.InvalidObjectDefinition, "expression is not immutable"),
        ("timestamptz", "day", errors.InvalidObjectDefinition, "expression is not immutable"),
        ("boolean", "random() < 0.5", errors.InvalidObjectDefinition, "is not immutable"),
        ("boolean", "number + 1", errors.DatatypeMismatch, "is of type integer"),
        ("integer", "word || word", errors.DatatypeMismatch, "is of type text"),
        ("boolean", "word > number", errors.UndefinedFunction, "operator does not exist"),
        ("boolean", "other > 0", errors.UndefinedColumn, "does not exist"),
    ],
)
def test_postgres_refuses_what_it_cannot_prove(
    database: Database, type_: str, expression: str, error: type[psycopg.Error], message: str
) -> None:
    """Postgres refuses an expression that is only stable, or of another type, and keeps nothing."""
    columns = ["at timestamptz", "day timestamp", "number integer", "word text"]
    with database.connect() as connection:
        with pytest.raises(error, match=message) as refused:
            connection.execute(proof(columns, type_, expression))
        left = connection.execute("SELECT to_regclass('public.proof')").fetchone()

    assert str(refused.value).startswith("the check tried: ")
    assert "Name the time zone of a time" in (refused.value.diag.message_hint or "")
    assert left == (None,)


@pytest.mark.parametrize("migration", MIGRATIONS)
def test_every_expression_of_a_migration_is_proven(database: Database, migration: str) -> None:
    """Postgres itself proves each expression of the specs immutable and of its column's type."""
    held = list(expressions(migration))

    with database.connect() as connection:
        for relation, type_, text in held:
            columns = [f"{ident(one.name)} {one.type}" for one in relation.columns]
            connection.execute(proof(columns, type_, text))
    assert held


def expressions(migration: str) -> Iterator[Held]:
    """Each expression over the columns of one row: the row's table, the type and the text."""
    kinds = all_kinds()
    specs, _, _ = read_specs(ROOT / "specs" / migration, f"specs/{migration}", kinds)
    makers = ((spec, kinds[spec.kind].settings) for spec in specs)
    (settings,) = (make(spec) for spec, make in makers if make)
    project = Project(settings=settings, kinds=kinds, specs=specs)
    for spec in project.of("mapping"):
        yield from _of_mapping(spec.body, project)
    for spec in project.of("table"):
        for text in spec.body.checks.values():
            yield project.relations[spec.name], "boolean", text
    for spec in project.of("index"):
        if spec.body.where:
            yield project.relations[spec.body.table], "boolean", spec.body.where


def _of_mapping(body: MappingSpec, project: Project) -> Iterator[Held]:
    legacy, target = project.relations[body.legacy], project.relations[body.target]
    for entry in body.entries:
        if entry.expression is not None:
            yield legacy, target.column(entry.target).type, entry.expression
        for name, text in entry.inverse.items():
            yield target, legacy.column(name).type, text
    if body.where is not None:
        yield legacy, "boolean", body.where
