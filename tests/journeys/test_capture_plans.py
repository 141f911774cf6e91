"""What a mirrored write plans for: its own row, and not all partitions of the new table."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatch
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .life import Life
    from .ready import Ready

CAPTURE = "*70_capture_usage_logs.apply.sql"
# Postgres plans a statement that it keeps for any row when it is run for the sixth time.
OFTEN = 8
ROWS = """
    INSERT INTO public.usage_logs (user_id, service_name, model_name, tokens, created_at)
    SELECT gen_random_uuid(), 'search_ai', 'gpt-4o', g, '2026-03-01 12:00+00'
    FROM generate_series(1, %s) AS g
    RETURNING id
"""
LOCKED = """
    SELECT count(DISTINCT l.relation)
    FROM pg_locks AS l
    JOIN pg_inherits AS i ON i.inhrelid = l.relation
    WHERE l.pid = pg_backend_pid() AND i.inhparent = 'ai_management.ai_usage_logs'::regclass
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A capture whose DELETE is a statement like any other, so that its plan is kept."""

    def of(self, tree: Mapping[str, str]) -> dict[str, str]:
        """The tree with the statement as it stands in the text."""
        return {
            path: _kept(text) if fnmatch(path, CAPTURE) else text for path, text in tree.items()
        }


def _kept(text: str) -> str:
    for old, new in (
        ("EXECUTE $gone$", ""),
        ("($1).*", "OLD.*"),
        ("\n                $gone$ USING OLD;", ";"),
    ):
        if old not in text:
            raise LookupError(f"nothing to mutate: {old!r}")
        text = text.replace(old, new)
    return text


def locks_of_many(life: Life) -> int:
    """How many partitions a session has locked that has deleted a few rows of one month."""
    with life.database.connect() as connection:
        rows = connection.execute(ROWS, (OFTEN,)).fetchall()
        with connection.transaction():
            for (key,) in rows:
                connection.execute("DELETE FROM public.usage_logs WHERE id = %s", (key,))
            (locked,) = connection.execute(LOCKED).fetchall()[0]
    return int(locked)


def test_a_mirrored_delete_touches_its_own_partition(ready: Ready, tmp_path: Path) -> None:
    """However often a session deletes rows of one month, it locks that month's partition alone."""
    with ready.copied(tmp_path) as life:
        assert locks_of_many(life) == 1


def test_a_kept_plan_is_one_of_all_partitions(ready: Ready, tmp_path: Path) -> None:
    """As a statement whose plan is kept, the same DELETE locks every partition there is."""
    with ready.copied(tmp_path, Kept()) as life, pytest.raises(AssertionError):
        assert locks_of_many(life) == 1
