"""Who may call what a migration installs, and what a forgotten REVOKE or ATTACH leads to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from .life import begun, tree_of
from .mutants import NO_ATTACH, NO_REVOKE, ONE_NOT_ATTACHED, Mutant

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.fixtures.databases import Database

    from .life import Life

# The server binds the names in a body that it has parsed when the routine is made. A procedure
# that commits may have no settings of its own: it names everything in full, as its caller.
ROUTINES = """
SELECT
    f.oid::regprocedure::text,
    array_remove(
        ARRAY[
            CASE WHEN has_function_privilege('public', f.oid, 'EXECUTE') THEN 'open to PUBLIC' END,
            CASE WHEN owner.rolcanlogin OR owner.rolsuper THEN 'its owner can log in' END,
            CASE
                WHEN f.prosqlbody IS NULL AND NOT coalesce(
                    path.setting LIKE 'search_path=pg_catalog%%, pg_temp',
                    f.prokind = 'p' AND NOT f.prosecdef
                ) THEN 'its search_path is open'
            END
        ],
        NULL
    )
FROM pg_proc AS f
JOIN pg_roles AS owner ON owner.oid = f.proowner
LEFT JOIN LATERAL (
    SELECT s.setting FROM unnest(f.proconfig) AS s (setting) WHERE s.setting LIKE 'search_path=%%'
) AS path ON true
WHERE f.pronamespace = ANY (%s::regnamespace[])
"""
REVOKED = re.compile(r"^REVOKE ALL ON (?:FUNCTION|PROCEDURE) (\S+?)\(", re.MULTILINE)


def unsafe(life: Life) -> dict[str, list[str]]:
    """By routine: what is wrong with its rights; empty lists for those that are as they must be."""
    schemas = ["migration", life.settings.work_schema, life.settings.target_schema]
    with life.database.connect() as connection:
        return dict(connection.execute(ROUTINES, (schemas,)).fetchall())


def test_no_routine_is_open(life: Life) -> None:
    """No installed routine is open to PUBLIC, belongs to a login, or trusts its caller's path."""
    life.fill(0, hostile=False, invented=True)
    life.apply()

    found = unsafe(life)

    assert len(found) > 50
    assert {name: problems for name, problems in found.items() if problems} == {}


@pytest.fixture
def mutated(database: Database, tmp_path: Path) -> Callable[[Mutant], Life]:
    """The migration ai-management with a mutation, before anything ran."""

    def make(mutant: Mutant) -> Life:
        tree = mutant.of(tree_of("ai-management"))
        life = begun("ai-management", database, tmp_path, tree)
        life.fill(0, hostile=False)
        return life

    return make


def test_a_missing_revoke_is_noticed(mutated: Callable[[Mutant], Life]) -> None:
    """Each routine whose REVOKE was forgotten is found, and its phase does not verify."""
    life = mutated(NO_REVOKE)
    life.apply_only("planned", "expanded", "capturing", "copying", "copied", "verified")
    wanted = {name for text in tree_of(life.name).values() for name in REVOKED.findall(text)}

    found = {name.split("(")[0] for name, problems in unsafe(life).items() if problems}
    done = life.psql("capturing", "verify", check=False)

    assert len(wanted) > 20
    assert found == wanted
    assert done.returncode != 0
    assert "PUBLIC" in done.stderr


@pytest.mark.parametrize("mutant", [NO_ATTACH, ONE_NOT_ATTACHED])
def test_a_missing_attach_is_noticed(mutated: Callable[[Mutant], Life], mutant: Mutant) -> None:
    """An index that lacks one of its partitions, or all of them, does not verify."""
    life = mutated(mutant)
    life.apply(to="copying")
    life.apply_only("copied")

    done = life.psql("copied", "verify", check=False)

    assert done.returncode != 0
    assert "is not valid" in done.stderr
