"""A right that was taken away while a name was a view is gone with the table, whoever gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .costs_by_name import DATA_SET
from .mutants import Both, Mutant
from .people import NOT_ALLOWED, STATEMENTS, TABLE, give, people, state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from .life import Life
    from .mutants import Change
    from .ready import Ready

RIGHTS_FILE = "*47_rights_shared.apply.sql"
HOLD = "*50_hold_costs.apply.sql"
# Without it, a right that cannot be taken refuses the turn, and nobody sees who would have kept it.
UNSAID = Mutant(files=RIGHTS_FILE, old="IF kept IS NOT NULL THEN", new="IF false THEN")
BY_ONE_HAND = Both(
    UNSAID,
    Mutant(
        files=RIGHTS_FILE,
        old="AND g.said IN (\n                SELECT u.said\n",
        new="AND (g.granted_by, g.said) IN (\n                SELECT u.granted_by, u.said\n",
    ),
)
NOT_OF_ITS_OWNER = Both(
    UNSAID,
    Mutant(files=RIGHTS_FILE, old="'GRANT %1$s ON %2$s TO %3$s WITH GRANT OPTION; ", new="'"),
)
AS_BEFORE = Mutant(files=RIGHTS_FILE, old="AND t.role <> ALL (lost)", new="")
THE_REST_TOO = Mutant(files=RIGHTS_FILE, old="AND t.role <> ALL (lost)", new="AND false")
ONE_BY_ONE = Mutant(
    files=HOLD,
    old="PERFORM migration.take_rights('public.usage_logs_retired'::regclass, '[]');",
    new="REVOKE ALL ON TABLE public.usage_logs_retired FROM lender, friend CASCADE;",
)
WRITES = STATEMENTS["writes all costs"]
READS = STATEMENTS["reads all"]
WHOLE = "SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER"
EMPTIES = f"TRUNCATE {TABLE}"
LEFT = """
SELECT g.role, g.said, g.granted_by
FROM migration.grants_on('retired.public_usage_logs') AS g
WHERE g.granted_by IS NOT NULL OR g.role = 'friend'
"""


@pytest.fixture(autouse=True)
def _people(ready: Ready) -> Iterator[None]:
    """The people are there as long as a test is."""
    with people(ready.server):
        yield


def holds(life: Life, role: str, right: str) -> list[str]:
    """Which of some rights on the table a role has, WITH GRANT OPTION if so asked."""
    with life.database.connect() as connection:
        found = connection.execute(
            "SELECT one FROM unnest(%s::text[]) AS one WHERE has_table_privilege(%s, %s, one)",
            (right.split(", "), role, TABLE),
        )
        return [one for (one,) in found]


def of_two_hands(life: Life) -> None:
    """Who was given a right by somebody who has it from somebody else has lost it for good."""
    give(
        life,
        f"GRANT SELECT ON {TABLE} TO whole WITH GRANT OPTION",
        f"SET ROLE whole; GRANT SELECT ON {TABLE} TO lender WITH GRANT OPTION",
        f"SET ROLE lender; GRANT SELECT ON {TABLE} TO friend, writer",
    )
    life.switch(DATA_SET)
    give(life, f"REVOKE SELECT ON {TABLE} FROM friend")
    life.reverse(DATA_SET)
    assert state_of(life, "friend", READS) == NOT_ALLOWED
    assert [state_of(life, role, READS) for role in ("whole", "lender", "writer")] == [None] * 3
    assert holds(life, "lender", "SELECT WITH GRANT OPTION")


def of_a_column(life: Life) -> None:
    """Who was given a column by somebody who has the whole table has lost it for good."""
    give(
        life,
        f"GRANT UPDATE ON {TABLE} TO lender WITH GRANT OPTION",
        f"SET ROLE lender; GRANT UPDATE (cost) ON {TABLE} TO friend",
    )
    life.switch(DATA_SET)
    give(life, f"REVOKE UPDATE (cost) ON {TABLE} FROM friend")
    life.reverse(DATA_SET)
    assert state_of(life, "friend", WRITES) == NOT_ALLOWED
    assert holds(life, "lender", "UPDATE WITH GRANT OPTION")


def of_all_rights(life: Life) -> None:
    """Who has lost all that goes with the name has not kept what does not, nor who lent it."""
    give(
        life,
        f"GRANT ALL ON {TABLE} TO writer",
        f"GRANT ALL ON {TABLE} TO lender WITH GRANT OPTION",
        f"SET ROLE lender; GRANT ALL ON {TABLE} TO friend",
    )
    life.switch(DATA_SET)
    give(life, f"REVOKE ALL ON {TABLE} FROM writer, friend")
    life.reverse(DATA_SET)
    assert [holds(life, role, WHOLE) for role in ("writer", "friend")] == [[], []]
    assert state_of(life, "writer", EMPTIES) == NOT_ALLOWED
    assert holds(life, "lender", WHOLE) == WHOLE.split(", ")
    assert holds(life, "lender", "TRUNCATE WITH GRANT OPTION")


def of_the_rest(life: Life) -> None:
    """Who keeps something by the name, or never had anything there, keeps the rest as well."""
    give(life, f"GRANT SELECT, INSERT, TRUNCATE ON {TABLE} TO writer")
    give(life, f"GRANT TRUNCATE, TRIGGER ON {TABLE} TO blind")
    life.switch(DATA_SET)
    give(life, f"REVOKE INSERT ON {TABLE} FROM writer")
    life.reverse(DATA_SET)
    assert holds(life, "writer", WHOLE) == ["SELECT", "TRUNCATE"]
    assert holds(life, "blind", WHOLE) == ["TRUNCATE", "TRIGGER"]


def of_what_is_held(life: Life) -> None:
    """Of what is held, nobody has a column that he was given by somebody who had the table."""
    give(
        life,
        f"GRANT UPDATE ON {TABLE} TO lender WITH GRANT OPTION",
        f"SET ROLE lender; GRANT UPDATE (cost) ON {TABLE} TO friend",
    )
    life.switch(DATA_SET)
    life.validate(DATA_SET)
    life.finalize(DATA_SET)
    with life.database.connect() as connection:
        assert connection.execute(LEFT).fetchall() == []


PROTECTIONS: dict[str, tuple[Callable[[Life], None], tuple[Change, ...]]] = {
    "by two hands": (of_two_hands, (BY_ONE_HAND,)),
    "by column": (of_a_column, (NOT_OF_ITS_OWNER,)),
    "all rights": (of_all_rights, (AS_BEFORE,)),
    "the rest": (of_the_rest, (THE_REST_TOO,)),
    "what is held": (of_what_is_held, (ONE_BY_ONE,)),
}


@pytest.mark.parametrize("what", PROTECTIONS)
def test_a_right_that_was_taken_does_not_come_back(what: str, ready: Ready, tmp_path: Path) -> None:
    """Who has lost a right by the name has lost it on the table: see the name of each case."""
    with ready.copied(tmp_path) as life:
        PROTECTIONS[what][0](life)


@pytest.mark.parametrize(
    ("what", "mutant"),
    [(what, mutant) for what, (_, mutants) in PROTECTIONS.items() for mutant in mutants],
)
def test_without_its_rule_a_right_comes_back(
    what: str, mutant: Change, ready: Ready, tmp_path: Path
) -> None:
    """Each rule by which rights are taken, taken away, leaves somebody more or less than he has."""
    with (
        ready.copied(tmp_path, mutant) as life,
        pytest.raises((AssertionError, pytest.fail.Exception)),
    ):
        PROTECTIONS[what][0](life)
