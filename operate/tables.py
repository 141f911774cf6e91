"""How many rows tables hold, without reading them: the guess that Postgres's planner makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from operate import database

if TYPE_CHECKING:
    from collections.abc import Iterable

    from operate.database import Connection

# Of a table that was never analysed only the counters of the statistics are known, and of one
# whose statistics were reset nothing. A partitioned table holds what its partitions hold.
GUESSES = """
WITH leaf AS (
    SELECT DISTINCT coalesce(part.relid, named.oid::regclass) AS oid
    FROM unnest(%s::text[]) AS wanted (name)
    INNER JOIN pg_class AS named ON named.oid = to_regclass(wanted.name)
    LEFT JOIN LATERAL pg_partition_tree(named.oid) AS part ON true
    WHERE coalesce(part.isleaf, true)
),
guess AS (
    SELECT
        CASE
            WHEN pg_relation_size(c.oid) = 0 THEN 0
            WHEN c.reltuples >= 0 AND c.relpages > 0
                THEN c.reltuples / c.relpages
                * (pg_relation_size(c.oid) / current_setting('block_size')::int)
            ELSE nullif(pg_stat_get_live_tuples(c.oid), 0)
        END AS rows
    FROM leaf
    INNER JOIN pg_class AS c ON c.oid = leaf.oid
)
SELECT round(sum(rows))::bigint FROM guess HAVING bool_and(rows IS NOT NULL)
"""


def about(connection: Connection, names: Iterable[str]) -> int | None:
    """About how many rows these tables hold together; None when that is not known."""
    found = database.value(connection, GUESSES, list(names))
    return None if found is None else int(found)
