"""Who has rights on a legacy table alone has the same ones by its name after each turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .costs_by_name import DATA_SET, apart
from .mutants import Mutant
from .people import (
    NOT_ALLOWED,
    RIGHTS,
    STATEMENTS,
    TABLE,
    give,
    give_all,
    let,
    people,
    state_of,
    through_all_turns,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from .life import Life
    from .ready import Ready

BY_LEGACY_NAME = "SELECT cost, model_name FROM public.usage_logs WHERE id = 7"
BY_NEW_NAME = """
SELECT t.cost_usd, m.name FROM ai_management.ai_usage_logs AS t
JOIN ai_management.ai_models AS m ON m.id = t.model_id
WHERE t._legacy_id = 7
"""
DRESS = "SELECT migration_ai_management.usage_logs_dress()"
FINE = {"usage_logs": 0, "billing_data": 0, "cost_allocations": 0}
RIGHTS_FILE = "*47_rights_shared.apply.sql"
NAMES = "*84_names_usage_logs.apply.sql"
REVERSE = "*50_switch_costs.rollback.sql"
NO_COLUMNS = Mutant(
    files=RIGHTS_FILE,
    old="a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped\n    ) AS given",
    new="false\n    ) AS given",
)
NOT_PASSED_ON = Mutant(files=RIGHTS_FILE, old="THEN ' WITH GRANT OPTION' END", new="THEN '' END")
NOT_ITS_OWNERS = Mutant(
    files=RIGHTS_FILE,
    old="given.is_grantable OR given.grantee = c.relowner",
    new="given.is_grantable",
)
BY_ANYBODY = Mutant(
    files=RIGHTS_FILE,
    old="PERFORM set_config('role', pg_get_userbyid(c.relowner), true)",
    new="PERFORM 1",
)
NOT_FOR_ALL = Mutant(
    files="*60_validator_usage_logs.apply.sql",
    old="WHERE has_table_privilege('public', to_regclass(legacy.name)",
    new="WHERE NOT has_table_privilege('public', to_regclass(legacy.name)",
)
NOT_TAKEN = Mutant(
    files=RIGHTS_FILE,
    old="IF NOT EXISTS (SELECT FROM migration.unwanted_rights(relation, wanted)) THEN",
    new="IF true THEN",
)
NOT_CARRIED = Mutant(
    files=NAMES,
    old="ARRAY[format('GRANT %s %s TO %s', part.said, part.relation, part.role)]",
    new="'{}'",
)
ENOUGH_BY_ANOTHER = Mutant(
    files=NAMES,
    old="(h.oid, h.role, h.privilege) = (c.oid, w.role, w.privilege)",
    new="(h.oid, h.privilege) = (c.oid, w.privilege) AND pg_has_role(w.role, h.role, 'USAGE')",
)
NO_SEQUENCE = Mutant(files=NAMES, old="g.privilege = 'INSERT'", new="false")
NO_SEQUENCE_FOR_ALL = Mutant(
    files=NAMES, old="g.privilege = 'INSERT'", new="g.privilege = 'INSERT' AND g.grantee <> 0"
)
NO_DEFAULTS = Mutant(
    files=NAMES, old="'ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s'", new="'SELECT %L, %L, %L'"
)
NO_WAY_BACK = Mutant(
    files=REVERSE,
    old="PERFORM migration.same_rights(",
    new="PERFORM pg_catalog.concat(",
)
HELD_BY_COLUMN = Mutant(
    files="*50_hold_costs.apply.sql",
    old="PERFORM migration.take_rights('public.usage_logs_retired'::regclass, '[]');",
    new="REVOKE ALL ON TABLE public.usage_logs_retired FROM PUBLIC;",
)
OPEN_TO_ALL = Mutant(
    files="*50_finalize_costs.apply.sql",
    old="REVOKE ALL ON TABLE ai_management.ai_usage_logs FROM PUBLIC;",
    new="",
)


@pytest.fixture(autouse=True)
def _people(ready: Ready) -> Iterator[None]:
    """The people are there as long as a test is."""
    with people(ready.server):
        yield


def row(life: Life, query: str) -> object:
    """The one row of a query."""
    with life.database.connect() as connection:
        return connection.execute(query.encode()).fetchone()


def of_roles(life: Life) -> None:
    """Rights on the whole table and on columns of it go with the name, and come back."""
    give_all(life)
    through_all_turns(life, *RIGHTS)
    give(life, f"SET ROLE writer; UPDATE {TABLE} SET cost = 77, model_name = 'gpt-4o' WHERE id = 7")
    assert row(life, BY_NEW_NAME) == (77, "gpt-4o")
    life.reverse(DATA_SET)
    assert row(life, BY_LEGACY_NAME) == (77, "gpt-4o")


def of_its_owner(life: Life) -> None:
    """Who owns the legacy table may read, write and pass on by the view, which is not his."""
    give(life, f"ALTER TABLE {TABLE} OWNER TO lender")
    through_all_turns(life, "lender")
    give(life, f"SET ROLE lender; GRANT SELECT ON {TABLE} TO friend")
    give(life, DRESS)
    assert let(life, "lender")["lender"] == [*STATEMENTS]
    assert "reads all" in let(life, "friend")["friend"]


def of_a_deployer(life: Life) -> None:
    """Whoever runs the migration gives rights as the owner does, whose REVOKE takes them.

    He could give them as an older role than the owner, too, that may pass them on: the server's own
    are older than any other.
    """
    give(
        life,
        f"ALTER TABLE {TABLE} OWNER TO lender",
        f"GRANT SELECT ON {TABLE} TO pg_monitor WITH GRANT OPTION",
        "GRANT migration_owner, lender, pg_monitor TO friend",
        DRESS,
        f"GRANT SELECT ON {TABLE} TO writer",
        f"SET SESSION AUTHORIZATION friend; {DRESS}",
    )
    life.switch(DATA_SET)
    givers = f"SELECT array_agg(DISTINCT granted_by) FROM migration.rights_of('{TABLE}')"
    assert row(life, givers) == ([None],)
    give(life, f"REVOKE SELECT ON {TABLE} FROM writer")
    assert let(life, "writer") == {"writer": []}


def of_everybody(life: Life) -> None:
    """What everybody may do, in whole and by column, everybody may do by the view."""
    give(
        life,
        f"GRANT SELECT, INSERT ON {TABLE} TO PUBLIC",
        f"GRANT UPDATE (cost) ON {TABLE} TO PUBLIC",
    )
    assert "adds" in let(life, "nobody")["nobody"]
    through_all_turns(life, "nobody")


def begun_as_today(life: Life) -> None:
    """A row of the legacy name begins as the table says today, not as when the view was made."""
    give(life, f"ALTER TABLE {TABLE} ALTER COLUMN service_name SET DEFAULT 'search_ai'")
    life.switch(DATA_SET)
    born = row(life, f"INSERT INTO {TABLE} (tokens) VALUES (1) RETURNING service_name")
    assert born == ("search_ai",)
    assert apart(life) == FINE


def passed_on(life: Life) -> None:
    """Who may pass a right on may do so by the view; it holds once the view is dressed again.

    What is given while the name is a view is the table's after the reverse, and the view's again.
    """
    give(life, f"GRANT SELECT ON {TABLE} TO lender WITH GRANT OPTION")
    life.switch(DATA_SET)
    give(life, f"SET ROLE lender; GRANT SELECT ON {TABLE} TO friend")
    give(life, DRESS)
    assert "reads all" in let(life, "friend")["friend"]
    through_the_way_back(life, "friend", allowed=True)


def taken_away(life: Life) -> None:
    """Who has lost a right while the name was a view has not got it back with the table."""
    give(life, f"GRANT SELECT ON {TABLE} TO friend")
    life.switch(DATA_SET)
    give(life, f"REVOKE SELECT ON {TABLE} FROM friend")
    through_the_way_back(life, "friend", allowed=False)


def through_the_way_back(life: Life, name: str, *, allowed: bool) -> None:
    """Somebody may read by the name, or may not, after the reverse and one more switch."""
    wanted = None if allowed else NOT_ALLOWED
    life.reverse(DATA_SET)
    assert state_of(life, name, STATEMENTS["reads all"]) == wanted
    life.validate(DATA_SET)
    life.switch(DATA_SET)
    assert state_of(life, name, STATEMENTS["reads all"]) == wanted


def taken_before(life: Life) -> None:
    """Who has lost a right on the table since the view was made has none on the view."""
    give(life, f"GRANT SELECT ON {TABLE} TO friend", DRESS, f"REVOKE SELECT ON {TABLE} FROM friend")
    life.switch(DATA_SET)
    assert state_of(life, "friend", STATEMENTS["reads all"]) == NOT_ALLOWED


def left_behind(life: Life) -> None:
    """In the end nobody has a right on what is held, nor everybody on the new table."""
    give(life, f"GRANT SELECT ON {TABLE} TO PUBLIC", f"GRANT UPDATE (cost) ON {TABLE} TO writer")
    life.switch(DATA_SET)
    life.validate(DATA_SET)
    life.finalize(DATA_SET)
    with life.database.connect() as connection:
        held = connection.execute(
            """
            SELECT r.role, r.said
            FROM migration.rights_of('retired.public_usage_logs') AS r
            """
        ).fetchall()
        everybody = connection.execute(
            "SELECT has_any_column_privilege('public', 'ai_management.ai_usage_logs', 'SELECT')"
        ).fetchone()
    assert held == []
    assert everybody == (False,)


def of_a_member(life: Life) -> None:
    """A right of one's own does not end with a membership that would have given it as well."""
    give(life, f"GRANT SELECT, INSERT ON {TABLE} TO friend", "GRANT ai_management_app TO friend")
    life.switch(DATA_SET)
    give(life, "REVOKE ai_management_app FROM friend")
    assert {"reads all", "adds"} <= {*let(life, "friend")["friend"]}


PROTECTIONS: dict[str, tuple[Callable[[Life], None], tuple[Mutant, ...]]] = {
    "rights of roles": (of_roles, (NO_COLUMNS, NOT_CARRIED, NO_SEQUENCE)),
    "rights of its owner": (of_its_owner, (NOT_ITS_OWNERS,)),
    "rights by a deployer": (of_a_deployer, (BY_ANYBODY,)),
    "rights of everybody": (of_everybody, (NOT_CARRIED, NO_SEQUENCE_FOR_ALL, NOT_FOR_ALL)),
    "rights of a member": (of_a_member, (ENOUGH_BY_ANOTHER,)),
    "defaults": (begun_as_today, (NO_DEFAULTS,)),
    "rights passed on": (passed_on, (NOT_PASSED_ON, NO_WAY_BACK)),
    "rights taken away": (taken_away, (NOT_TAKEN, NO_WAY_BACK)),
    "rights taken before": (taken_before, (NOT_TAKEN,)),
    "rights left behind": (left_behind, (HELD_BY_COLUMN, OPEN_TO_ALL)),
}


@pytest.mark.parametrize("what", PROTECTIONS)
def test_rights_go_with_the_name(what: str, ready: Ready, tmp_path: Path) -> None:
    """Who may do what by a legacy name is the same after each turn: see the name of each case."""
    with ready.copied(tmp_path) as life:
        PROTECTIONS[what][0](life)


@pytest.mark.parametrize(
    ("what", "mutant"),
    [(what, mutant) for what, (_, mutants) in PROTECTIONS.items() for mutant in mutants],
)
def test_without_their_carrying_rights_are_lost(
    what: str, mutant: Mutant, ready: Ready, tmp_path: Path
) -> None:
    """Each rule by which rights go with a name, taken away, makes the test of its promise fail."""
    with (
        ready.copied(tmp_path, mutant) as life,
        pytest.raises((AssertionError, pytest.fail.Exception)),
    ):
        PROTECTIONS[what][0](life)
