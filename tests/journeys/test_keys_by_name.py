"""Keys of both forms after the switch: who makes them, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from .costs_by_name import DATA_SET, apart
from .mutants import Mutant
from .tokens import ROLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .life import Life
    from .ready import Ready

RECONCILE = "*86_reconcile_usage_logs.apply.sql"
NOT_REFUSED = Mutant(
    files=RECONCILE,
    old="RAISE EXCEPTION '% is made of the legacy key'",
    new="RAISE WARNING '% is made of the legacy key'",
)
BORN_WITH_ANY = Mutant(files=RECONCILE, old="(born AND NEW.id IS NOT NULL)", new="(false)")
THE_NEXT_FREE = Mutant(
    files=RECONCILE,
    old="nextval(pg_get_serial_sequence('public.usage_logs_retired', 'id'))",
    new="(SELECT max(l.id) + 1 FROM public.usage_logs_retired AS l)",
)
MAY_NOT_DRAW = Mutant(
    files="*50_switch_costs.apply.sql",
    old="format('GRANT USAGE ON SEQUENCE %s TO migration_sync', s.sequence)",
    new="'SELECT'",
)
BY_LEGACY = "INSERT INTO public.usage_logs (tokens) VALUES (1) RETURNING id"
BY_NEW = "INSERT INTO ai_management.ai_usage_logs (tokens_used) VALUES (1) RETURNING _legacy_id"
WITH_ID = """
INSERT INTO ai_management.ai_usage_logs (id, tokens_used)
VALUES ('00000000-0000-4000-8000-000000000001', 1)
"""
OTHER_ID = """
UPDATE ai_management.ai_usage_logs SET id = '00000000-0000-4000-8000-000000000001'
WHERE _legacy_id = 7
"""
LAST = "SELECT last_value FROM public.usage_logs_id_seq"
MADE = """
SELECT count(*) FROM ai_management.ai_usage_logs
WHERE id = '00000000-0000-4000-8000-000000000001'
"""


def said(life: Life, statement: str, role: str = "") -> object:
    """The one value that a statement gives, or the SQLSTATE and the column of its refusal."""
    with life.database.connect() as connection:
        if role:
            connection.execute(f"SET ROLE {role}".encode())
        try:
            cursor = connection.execute(statement.encode())
        except psycopg.Error as error:
            return error.sqlstate, error.diag.column_name
        found = cursor.fetchone() if cursor.description else None
    return found[0] if found else None


def identity_is_refused(life: Life) -> None:
    """An id that a client brings along is refused, born with it or changed to it; nothing stays."""
    life.switch(DATA_SET)
    refused = [said(life, one, ROLE) for one in (WITH_ID, OTHER_ID)]

    assert refused == [("MG121", "id")] * 2
    assert said(life, MADE) == 0
    assert apart(life)["usage_logs"] == 0


def one_sequence(life: Life) -> None:
    """Rows of both names draw their legacy keys from one sequence, and legacy goes on there."""
    life.switch(DATA_SET)
    before = said(life, LAST)
    assert isinstance(before, int)
    drawn = [said(life, BY_NEW, ROLE), said(life, BY_NEW, ROLE)]
    assert (drawn, said(life, LAST)) == ([before + 1, before + 2], before + 2)
    drawn = [said(life, BY_LEGACY, ROLE), said(life, BY_NEW, ROLE)]
    assert drawn == [before + 3, before + 4]
    life.reverse(DATA_SET)
    assert said(life, BY_LEGACY, ROLE) == before + 5


PROTECTIONS: dict[str, tuple[Callable[[Life], None], tuple[Mutant, ...]]] = {
    "identity": (identity_is_refused, (NOT_REFUSED, BORN_WITH_ANY)),
    "legacy keys": (one_sequence, (THE_NEXT_FREE, MAY_NOT_DRAW)),
}


@pytest.mark.parametrize("what", PROTECTIONS)
def test_keys_are_made_by_the_migration(what: str, ready: Ready, tmp_path: Path) -> None:
    """Until the migration is finalized, keys follow from legacy's: see the name of each case."""
    with ready.copied(tmp_path) as life:
        PROTECTIONS[what][0](life)


@pytest.mark.parametrize(
    ("what", "mutant"),
    [(what, mutant) for what, (_, mutants) in PROTECTIONS.items() for mutant in mutants],
)
def test_without_its_rule_a_key_is_anybodys(
    what: str, mutant: Mutant, ready: Ready, tmp_path: Path
) -> None:
    """Each rule of the keys, taken away, makes the test of its promise fail."""
    with ready.copied(tmp_path, mutant) as life, pytest.raises(AssertionError):
        PROTECTIONS[what][0](life)
