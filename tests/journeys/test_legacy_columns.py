"""Who may read some columns of a legacy table: asked about, and carried as the spec says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .costs_by_name import DATA_SET
from .mutants import Both, Mutant
from .people import NOT_ALLOWED, TABLE, give, let, people, state_of, through_all_turns
from .test_legacy_gates import Answered, answers, gate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .life import Life
    from .ready import Ready

DRESS = "SELECT migration_ai_management.usage_logs_dress()"
NAMES = "*84_names_usage_logs.apply.sql"
CLERKS = (
    f"GRANT SELECT (id, cost), INSERT (service_name, tokens), UPDATE (cost) ON {TABLE} TO clerk"
)
LETS_CLERK = [
    "reads its columns",
    "locks",
    "writes a cost",
    "writes all costs",
    "adds",
    "adds a number",
    "adds and reads",
]
ITS_OWN_COLUMNS = Mutant(
    files=NAMES,
    old="CROSS JOIN read AS r",
    new="INNER JOIN holders AS h ON h.attribute = g.attribute\n"
    "            CROSS JOIN LATERAL (VALUES (h.held)) AS r (attribute)",
)
UNASKED = Mutant(
    files="*90_dependants_ai-management.apply.sql", old="WHERE g.partly", new="WHERE false"
)
ENOUGH_BY_ANOTHER = Mutant(
    files="*47_rights_shared.apply.sql",
    old="(own.grantee, own.privilege) = (given.grantee, 'SELECT')",
    new="pg_has_role(given.grantee, own.grantee, 'USAGE') AND own.privilege = 'SELECT'",
)
GIVEN_WITHOUT_AN_ANSWER = Mutant(files=NAMES, old="NOT g.partly", new="true")


@pytest.fixture(autouse=True)
def _people(ready: Ready) -> Iterator[None]:
    """The people are there as long as a test is."""
    with people(ready.server):
        yield


def of_who_reads_columns(life: Life) -> None:
    """A role that may read two columns reads these two by the view, and no other by any name."""
    give(life, CLERKS)
    assert let(life, "clerk") == {"clerk": LETS_CLERK}
    through_all_turns(life, "clerk")
    stolen = "SELECT tokens_used FROM ai_management.ai_usage_logs"
    assert state_of(life, "clerk", stolen) == NOT_ALLOWED


def unanswered(life: Life) -> None:
    """A role that may read some columns stops the switch, as no spec says what becomes of it.

    Until then it is given nothing: neither names of columns nor statistics of what they hold.
    """
    give(life, CLERKS)
    with life.database.connect() as connection:
        connection.execute(DRESS)
        connection.execute("ANALYZE ai_management.ai_usage_logs")
    passed, detail = gate(life, "dependants_gate")
    refused = life.switch(DATA_SET, check=False)

    assert (passed, detail) == (
        False,
        f"{TABLE}: column grant clerk on {TABLE} has no answer",
    )
    assert refused.returncode != 0
    assert "switch of costs is refused by the gate dependants" in refused.stderr
    with life.database.connect() as connection:
        connection.execute("SET ROLE clerk")
        known = connection.execute(
            "SELECT attname FROM pg_stats WHERE schemaname = 'ai_management'"
            " AND attname IN ('user_id', 'tokens_used')"
        )
        assert known.fetchall() == []


def covered_by_another_role(life: Life) -> None:
    """Who reads all columns as a member of another role alone is asked about, and given nothing."""
    give(
        life,
        f"GRANT SELECT (id) ON {TABLE} TO clerk",
        f"GRANT SELECT ON {TABLE} TO friend",
        "GRANT friend TO clerk",
        DRESS,
        "REVOKE friend FROM clerk",
    )
    stolen = "has_any_column_privilege('clerk', 'ai_management.ai_usage_logs', 'SELECT')"
    with life.database.connect() as connection:
        assert connection.execute(f"SELECT {stolen}".encode()).fetchone() == (False,)
    give(life, "GRANT friend TO clerk")
    assert gate(life, "dependants_gate") == (
        False,
        f"{TABLE}: column grant clerk on {TABLE} has no answer",
    )


def test_some_columns_are_asked_about_whatever_another_role_reads(
    ready: Ready, tmp_path: Path
) -> None:
    """A right to some columns does not widen, unasked, because a membership covers the others."""
    with ready.copied(tmp_path) as life:
        covered_by_another_role(life)


def test_a_membership_that_widens_a_right_is_noticed(ready: Ready, tmp_path: Path) -> None:
    """Where memberships count, the role keeps all columns of the new table when they end."""
    with ready.copied(tmp_path, ENOUGH_BY_ANOTHER) as life, pytest.raises(AssertionError):
        covered_by_another_role(life)


def test_some_columns_without_an_answer_refuse_the_switch(ready: Ready, tmp_path: Path) -> None:
    """The gate names a role that may read some columns, and nothing is given to it meanwhile."""
    with ready.copied(tmp_path) as life:
        unanswered(life)


@pytest.mark.parametrize("mutant", [UNASKED, GIVEN_WITHOUT_AN_ANSWER])
def test_columns_that_nobody_asks_about_are_noticed(
    mutant: Mutant, ready: Ready, tmp_path: Path
) -> None:
    """A gate that overlooks the role, or a view that is dressed without an answer, is found."""
    with ready.copied(tmp_path, mutant) as life, pytest.raises(AssertionError):
        unanswered(life)


def answered_in(folder: Path, answer: str = "moved") -> Answered:
    """The generated files of a spec that says what becomes of the columns that the clerk reads."""
    lines = answers({("column_grant", f"clerk on {TABLE}"): answer})
    return Answered(spec="legacy_tables/usage_logs.yaml", lines=lines, folder=folder)


def test_some_columns_are_read_as_the_spec_says(ready: Ready, tmp_path: Path) -> None:
    """With its answer in the spec, a role that may read some columns goes on reading these."""
    with ready.copied(tmp_path, answered_in(tmp_path / "answered")) as life:
        of_who_reads_columns(life)


def test_some_columns_are_kept_as_the_spec_says(ready: Ready, tmp_path: Path) -> None:
    """A right that is kept is one on the retired table: by the name, nothing is read."""
    kept = answered_in(tmp_path / "answered", "kept")
    with ready.copied(tmp_path, kept) as life:
        give(life, CLERKS)
        life.switch(DATA_SET)
        found = let(life, "clerk")["clerk"]
        stolen = "SELECT id, cost FROM public.usage_logs_retired"
        retired = state_of(life, "clerk", stolen)

    assert found == ["writes all costs", "adds", "adds a number"]
    assert retired is None


def test_a_view_is_not_read_with_some_columns_alone(ready: Ready, tmp_path: Path) -> None:
    """Without the other columns of the new table, nothing at all is read by the view."""
    mutant = Both(answered_in(tmp_path / "answered"), ITS_OWN_COLUMNS)
    with ready.copied(tmp_path, mutant) as life, pytest.raises(AssertionError):
        of_who_reads_columns(life)
