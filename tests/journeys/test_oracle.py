"""Mistakes that the copy and the comparison share: only rows derived another way show them."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatch
from typing import TYPE_CHECKING

import pytest
from psycopg import sql

from operate.comparison import RUNGS
from render.sql import qualified
from tests.fixtures.databases import named_database

from .life import begun, tree_of
from .stages import KEPT, SHORTEN, TYPICAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from operate.disposable import Server

    from .life import Life

MIGRATION = "ai-management"
# What the oracle reads: it has not got the mistake.
OWN = ("*/58_restored_*", "*/59_oracle_*")
RESULTS = """
SELECT e.rung, e.differences
FROM migration.validation AS v
JOIN migration.validation_result AS e ON e.run = v.run
WHERE v.mapping = %s
"""
COLUMNS = """
SELECT DISTINCT unnest(d.columns)
FROM migration.validation AS v
JOIN migration.difference AS d ON d.run = v.run AND d.rung = 'L5'
WHERE v.mapping = %s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A mistake in what a mapping's files share, and the column where it shows.

    It is made in every file of the mapping that brings or compares rows; `compared` is the name of
    the comparison that is to show it, where it is not the mapping's own.
    """

    mapping: str
    old: str
    new: str
    column: str
    compared: str = ""

    def made(self, path: str, text: str) -> str:
        """A generated file with the mistake."""
        if any(fnmatch(path, own) for own in OWN) or not fnmatch(path, f"*_{self.mapping}*.sql"):
            return text
        return text.replace(self.old, self.new)


MISTAKES = {
    "value map with two values swapped": Mistake(
        mapping="usage_logs",
        old="WHEN 'photo_analysis' THEN 'photo-tagging'",
        new="WHEN 'photo_analysis' THEN 'chatbot'",
        column="feature_id",
    ),
    "wrong unknown member": Mistake(
        mapping="analytics_events",
        old="WHERE known.slug = 'unassigned'",
        new="WHERE known.slug = 'chatbot'",
        column="feature_id",
    ),
    "NULL becomes empty": Mistake(
        mapping="cost_allocations",
        old="l.notes",
        new="COALESCE(l.notes, '')",
        column="notes",
    ),
    "identity of another table": Mistake(
        mapping="performance_metrics",
        old="uuid_from_bigint(18744162787915644, ",
        new="uuid_from_bigint(15317579127077985, ",
        column="id",
    ),
    "lookup of several hops takes the wrong turn": Mistake(
        mapping="error_tracking",
        old="SELECT known.provider\n",
        new="SELECT known.name\n",
        column="provider_id",
    ),
    "wrong discriminator": Mistake(mapping="debug_logs", old="'log'", new="'error'", column="kind"),
    "columns exchanged": Mistake(
        mapping="billing_data",
        old="l.period_start",
        new="l.period_end",
        column="period_start",
    ),
    "element of an array loses its place": Mistake(
        mapping="prompt_configs",
        old="item.ordinality::integer",
        new="(item.ordinality::integer + 1)",
        column="position",
        compared="prompt_configs_prompt_variables",
    ),
    "value that a map forgets": Mistake(
        mapping="ai_configs",
        old="WHEN 'prod' THEN 'production'",
        new="WHEN 'prod' THEN l.environment",
        column="environment",
    ),
    "time without its microseconds": Mistake(
        mapping="user_metrics",
        old="l.last_seen",
        new="date_trunc('second', l.last_seen)",
        column="last_call_at",
    ),
    "carried value of another column": Mistake(
        mapping="performance_data",
        old="l.computed_by",
        new="l.service_name",
        column="_computed_by",
    ),
    "value of a part rounded": Mistake(
        mapping="model_settings",
        old="price_per_1k_input * 1000",
        new="round(price_per_1k_input * 1000, 1)",
        column="input_usd_per_million",
        compared="model_settings_ai_model_prices",
    ),
}


@pytest.fixture(scope="module")
def mistaken(mortal: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    """A migration with all of these mistakes, copied and compared."""
    tree = dict(tree_of(MIGRATION))
    for mistake in MISTAKES.values():
        made = {path: mistake.made(path, text) for path, text in tree.items()}
        assert made != tree, f"nothing to mistake: {mistake.old!r}"
        tree = made
    with named_database(mortal, f"{MIGRATION} mistaken", "template0") as database:
        life = begun(MIGRATION, database, tmp_path_factory.mktemp("generated"), tree)
        life.fill(TYPICAL, invented=True)
        with life.database.connect() as connection:
            for table in life.plan.on_side("legacy"):
                named = sql.Identifier(table.schema, table.name)
                connection.execute(sql.SQL(SHORTEN).format(table=named, kept=sql.Literal(KEPT)))
        life.apply(to="copied")
        _compare(life)
        yield life


def _compare(life: Life) -> None:
    """Compare every mapping, whatever the gate of one would say."""
    with life.database.connect() as connection:
        for step in life.plan.steps:
            if step.part in {"restored", "oracle", "validator"}:
                life.database.psql(file=life.generated / step.file("apply"))
            elif step.part == "validation":
                validate = qualified(life.settings.work_schema, f"{step.name}_validate")
                connection.execute(f"CALL {validate}()".encode())


@pytest.mark.parametrize("name", MISTAKES)
def test_a_shared_mistake_is_found(name: str, mistaken: Life) -> None:
    """What the copy and the rungs up to L4 get wrong alike is found by the rung L5, by column."""
    mistake = MISTAKES[name]
    compared = mistake.compared or mistake.mapping
    with mistaken.database.connect() as connection:
        found = dict(connection.execute(RESULTS, (compared,)).fetchall())
        columns = {column for (column,) in connection.execute(COLUMNS, (compared,))}

    assert {rung for rung in RUNGS if found[rung] == 0} == set(RUNGS) - {"L5"}
    assert mistake.column in columns
