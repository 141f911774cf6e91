"""What a turn gives or takes, it does as the owner of the table: whoever makes it, in any order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.fixtures.databases import Database

from .costs_by_name import DATA_SET
from .mutants import Mutant
from .people import STATEMENTS, TABLE, give, people, state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from .life import Life
    from .ready import Ready

SEQUENCE = f"{TABLE}_id_seq"
# The server's own roles are older than any other: rights are given in their name where they can be.
OLDER = "pg_monitor"
KEPT = f"""
SELECT concat_ws(' ', g.role, g.said, 'by ' || g.granted_by)
FROM migration.grants_on('{TABLE}') AS g
WHERE g.role = 'migration_sync'
UNION ALL
SELECT 'the sequence' WHERE has_sequence_privilege('migration_sync', '{SEQUENCE}', 'USAGE')
"""
HELD = """
SELECT g.role, g.said FROM migration.grants_on('retired.public_usage_logs') AS g
WHERE g.role <> 'lender'
"""
RIGHTS_FILE = "*47_rights_shared.apply.sql"
SWITCH = "*50_switch_costs.apply.sql"
REVERSE = "*50_switch_costs.rollback.sql"
HOLD = "*50_hold_costs.apply.sql"


def said_by_anybody(file: str, right: str) -> Mutant:
    """What a turn gives or takes of the table, in the name of whoever may."""
    return Mutant(
        files=file,
        old=f"PERFORM migration.say_as_owner(to_regclass('{TABLE}'), ARRAY[\n"
        f"                '{right}'\n            ]);",
        new=f"{right};",
    )


def of_sequence(file: str) -> Mutant:
    """The same of the sequence."""
    return Mutant(
        files=file,
        old="PERFORM migration.say_as_owner(to_regclass(s.sequence), ARRAY[",
        new="PERFORM migration.say_as_owner('pg_catalog.pg_class', ARRAY[",
    )


GIVEN = said_by_anybody(
    SWITCH, f"GRANT SELECT, INSERT, UPDATE, DELETE ON {TABLE} TO migration_sync"
)
TAKEN = said_by_anybody(
    REVERSE, f"REVOKE SELECT, INSERT, UPDATE, DELETE ON {TABLE} FROM migration_sync"
)
HELD_BY_ANYBODY = Mutant(
    files=HOLD,
    old="PERFORM migration.take_rights('public.usage_logs_retired'::regclass, '[]');",
    new="REVOKE ALL ON TABLE public.usage_logs_retired FROM pg_monitor, writer CASCADE;",
)
DRESSED_BY_ANYBODY = Mutant(
    files="*84_names_usage_logs.apply.sql",
    old="to_regclass(part.relation), ARRAY[",
    new="'pg_catalog.pg_class', ARRAY[",
)
WITHOUT_THE_REST = Mutant(files=RIGHTS_FILE, old="AND t.role <> ALL (lost)", new="AND false")
UNSAID = Mutant(files=RIGHTS_FILE, old="IF kept IS NOT NULL THEN", new="IF false THEN")


@pytest.fixture(autouse=True)
def _people(ready: Ready) -> Iterator[None]:
    """The people are there as long as a test is."""
    with people(ready.server):
        yield


def deployed(life: Life) -> Life:
    """The same, run by a member of the owner and of an older role that may pass all rights on."""
    give(
        life,
        f"ALTER TABLE {TABLE} OWNER TO lender",
        f"GRANT ALL ON {TABLE} TO {OLDER} WITH GRANT OPTION",
        f"GRANT ALL ON SEQUENCE {SEQUENCE} TO {OLDER} WITH GRANT OPTION",
        f"GRANT SELECT, UPDATE (cost) ON {TABLE} TO writer",
        "ALTER ROLE friend LOGIN",
        f"GRANT migration_owner, migration_runner, lender, {OLDER} TO friend",
        f'GRANT CREATE ON DATABASE "{life.database.name}" TO friend',
        "GRANT CREATE ON SCHEMA public TO lender",
        *(
            f"ALTER TABLE public.{one} OWNER TO lender"
            for one in ("billing_data", "cost_allocations")
        ),
    )
    server = replace(life.database.server, user="friend")
    ordinary = Database(server=server, name=life.database.name)
    return replace(life, database=ordinary, superuser=life.database)


def kept(life: Life) -> list[str]:
    """What the role that keeps both tables in step has on the legacy table."""
    with life.others.connect() as connection:
        return [one for (one,) in connection.execute(KEPT.encode()).fetchall()]


def given_by_a_deployer(life: Life) -> None:
    """What a deployer's switch has given, a superuser's reverse takes."""
    deployed(life).switch(DATA_SET)
    life.reverse(DATA_SET)
    assert kept(life) == []


def given_by_a_superuser(life: Life) -> None:
    """What a superuser's switch has given, a deployer's reverse takes."""
    ordinary = deployed(life)
    life.switch(DATA_SET)
    ordinary.reverse(DATA_SET)
    assert kept(life) == []


def lost_by_the_older_role(life: Life) -> None:
    """Applications go on writing when a reverse that stayed busy has taken an older role's rights.

    What the reverse does before its locks stays, also when it does not get them.
    """
    ordinary = deployed(life)
    ordinary.switch(DATA_SET)
    give(life, f"REVOKE ALL ON {TABLE} FROM {OLDER}")
    with ordinary.database.connect() as connection:
        connection.execute(f"SELECT migration.same_rights('{TABLE}', '{TABLE}_retired')".encode())
    assert state_of(life, "writer", f"UPDATE {TABLE} SET cost = 77") is None


def drawn_by_its_number(life: Life) -> None:
    """Who may add rows goes on drawing their numbers when an older role may not any more."""
    ordinary = deployed(life)
    give(life, f"GRANT INSERT ON {TABLE} TO writer")
    ordinary.switch(DATA_SET)
    give(life, f"REVOKE ALL ON SEQUENCE {SEQUENCE} FROM {OLDER} CASCADE")
    assert state_of(life, "writer", STATEMENTS["adds"]) is None


def held_by_a_deployer(life: Life) -> None:
    """Of what a deployer holds, nobody but its owner has a right."""
    ordinary = deployed(life)
    ordinary.switch(DATA_SET)
    ordinary.validate(DATA_SET)
    ordinary.finalize(DATA_SET)
    with life.database.connect() as connection:
        assert connection.execute(HELD).fetchall() == []


def not_as_its_owner(life: Life) -> None:
    """Where nobody can speak as the owner, what stays is said, and nothing seems to be taken."""
    ordinary = deployed(life)
    give(
        life,
        "REVOKE USAGE ON SCHEMA public FROM PUBLIC, lender",
        f"GRANT USAGE ON SCHEMA public TO friend, {OLDER}",
    )
    with ordinary.database.connect() as connection, pytest.raises(psycopg.Error) as refused:
        connection.execute(f"SELECT migration.take_rights('{TABLE}', '[]')".encode())
    assert refused.value.sqlstate == "MG113"
    assert "SELECT of writer" in str(refused.value)


PROTECTIONS: dict[str, tuple[Callable[[Life], None], tuple[Mutant, ...]]] = {
    "given by a deployer": (given_by_a_deployer, (GIVEN, of_sequence(SWITCH))),
    "given by a superuser": (given_by_a_superuser, (TAKEN, of_sequence(REVERSE))),
    "lost by an older role": (lost_by_the_older_role, (WITHOUT_THE_REST,)),
    "drawn by its number": (drawn_by_its_number, (DRESSED_BY_ANYBODY,)),
    "held by a deployer": (held_by_a_deployer, (HELD_BY_ANYBODY,)),
    "not as its owner": (not_as_its_owner, (UNSAID,)),
}


@pytest.mark.parametrize("what", PROTECTIONS)
def test_a_turn_speaks_as_the_owner(what: str, ready: Ready, tmp_path: Path) -> None:
    """What a turn gives or takes is given and taken by the owner: see the name of each case."""
    with ready.copied(tmp_path) as life:
        PROTECTIONS[what][0](life)


@pytest.mark.parametrize(
    ("what", "mutant"),
    [(what, mutant) for what, (_, mutants) in PROTECTIONS.items() for mutant in mutants],
)
def test_what_anybody_says_is_not_taken_back(
    what: str, mutant: Mutant, ready: Ready, tmp_path: Path
) -> None:
    """What is said in the name of whoever may leaves rights behind, and is noticed."""
    with (
        ready.copied(tmp_path, mutant) as life,
        pytest.raises((AssertionError, pytest.fail.Exception)),
    ):
        PROTECTIONS[what][0](life)
