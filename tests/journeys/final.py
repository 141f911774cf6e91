"""A data set that is switched and compared, and what of it lasts past the point of no return."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from .costs_by_name import DATA_SET
from .tokens import ROLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .life import Life
    from .ready import Ready

# Where a row came from stays with it; all else that only the legacy name needed goes.
KEPT = "SELECT to_jsonb(t) - ARRAY[{}]::text[] FROM {} AS t ORDER BY 1"
OURS = r"^_(?!legacy_id$|legacy_created_at$|migrated_at$)"
COLUMNS = """
SELECT array_agg(attname) FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
"""
STANDING = "SELECT phase, owner, epoch FROM migration.data_set WHERE name = %s"
NAMES = "SELECT count(*) FROM unnest(%s::text[]) AS n WHERE to_regclass('public.' || n) > 0"
BORN = """
INSERT INTO ai_management.ai_usage_logs (user_id, feature_id, model_id, tokens_used, status)
SELECT gen_random_uuid(), f.id, m.id, 1, 'success'
FROM ai_management.ai_features AS f, ai_management.ai_models AS m
WHERE (f.slug, m.name) = ('photo-tagging', 'gpt-4o')
RETURNING id
"""


def one(life: Life, statement: str, *values: object) -> tuple[Any, ...]:
    """The first row of a query."""
    with life.database.connect() as connection:
        row = connection.execute(statement.encode(), values).fetchone()
        assert row
        return row


def as_application(life: Life, statement: str) -> tuple[Any, ...]:
    """The first row of what the application runs."""
    with life.database.connect() as connection:
        connection.execute(f"SET SESSION AUTHORIZATION {ROLE}")
        row = connection.execute(statement.encode()).fetchone()
        assert row
        return row


def lasting(life: Life, data_set: str = DATA_SET) -> dict[str, list[Any]]:
    """Every row of the new tables, without what is carried for the legacy name's sake."""
    (final,) = (step for step in life.plan.finals if step.name == data_set)
    found = {}
    with life.database.connect() as connection:
        for table in map(str, final.values["locked"]):
            row = connection.execute(COLUMNS, (table,)).fetchone()
            assert row
            ours = ", ".join(f"'{name}'" for name in row[0] if re.match(OURS, name))
            kept = KEPT.format(ours, table)
            found[table] = [one[0] for one in connection.execute(kept.encode())]
    return found


@pytest.fixture
def switched_costs(ready: Ready, tmp_path: Path) -> Iterator[Life]:
    """The data set costs, switched, compared and looked at again."""
    with ready.copied(tmp_path) as life:
        life.switch(DATA_SET)
        life.validate(DATA_SET)
        life.look_again(DATA_SET)
        yield life
