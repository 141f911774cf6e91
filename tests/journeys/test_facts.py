"""What several legacy tables state of one fact, compared on a real server and listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .facts import COUNTS, WORK, fact_example, fact_of_two
from .life import begun

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.fixtures.databases import Database

    from .facts import Facts

example = fact_example
small = fact_of_two


def test_sums_are_compared_and_every_disagreement_is_listed(
    example: Callable[[str], Facts],
) -> None:
    """Three tables state costs: near is equal, apart is listed, and so is a table that is silent.

    Each key is counted once, in the month of its time zone; a NULL service is a key like others.
    """
    facts = example("cost_in_three_tables")
    facts.say(
        "usage_logs",
        (1, "chat", "1.00", "2024-01-01 00:00:00+00"),
        (2, "chat", "2.005", "2024-01-31 23:59:59+00"),
        (3, "chat", None, "2024-01-31 23:59:59+00"),
        (4, "chat", "5", "2024-01-31 23:30:00-05"),
        (5, "search", "1", "2024-01-02 00:00:00+00"),
        (6, None, "4", "2024-03-01 00:00:00+00"),
        (7, "photo", None, "2024-01-01 00:00:00+00"),
    )
    facts.say(
        "billing_data",
        ("00000000-0000-4000-8000-000000000001", "2024-01-01", "chat", "3.00", "USD"),
        ("00000000-0000-4000-8000-000000000002", "2024-01-15", "chat", "100", "EUR"),
        ("00000000-0000-4000-8000-000000000003", "2024-02-01", "chat", "6.5", "USD"),
        ("00000000-0000-4000-8000-000000000004", "2024-03-01", None, "4", "USD"),
    )
    facts.say(
        "cost_allocations",
        ("chat", "2024-01-01", "3.01"),
        ("chat", "2024-02-01", "5"),
        ("search", "2024-01-01", "1"),
        ("Search", "2024-01-01", "1"),
    )

    facts.apply()

    columns = (
        "service, month::text, usage_logs, billing_data, cost_allocations, difference, "
        "differing, silent, contradicting"
    )
    found = [tuple(map(str, row)) for row in facts.listed(columns, "cost_of_calls")]
    assert found == [
        ("Search", "2024-01-01", "None", "None", "1.0000", "None", "[]",
         "['usage_logs', 'billing_data']", "None"),
        ("chat", "2024-02-01", "5", "6.5000", "5.0000", "1.5000", "['billing_data']", "[]", "None"),
        ("search", "2024-01-01", "1", "None", "1.0000", "None", "[]", "['billing_data']", "None"),
        ("None", "2024-03-01", "4", "4.0000", "None", "None", "[]", "['cost_allocations']", "None"),
    ]  # fmt: skip
    assert facts.execute(COUNTS) == [(5, 1, 1, 3, False, False)]


def test_rows_that_contradict_each_other_are_a_disagreement(
    example: Callable[[str], Facts],
) -> None:
    """Rows of one table that say different things of one key are listed with what they say."""
    facts = example("settings_in_two_tables")
    facts.say(
        "model_settings",
        ("gpt", '{"max_tokens": 4096}'),
        ("Claude", '{"max_tokens": 100}'),
        ("claude", '{"max_tokens": "200"}'),
        ("gemini", '{"max_tokens": 7}'),
        ("whisper", "{}"),
    )
    facts.say(
        "ai_configs",
        *((n, "prod", "gpt", 4096) for n in (1, 2)),
        (3, "dev", "gpt", 1),
        (4, "prod", "claude", 100),
        *((n, "prod", "gemini", n % 13) for n in range(50, 100)),
        (5, "prod", None, 9),
        (6, "prod", "whisper", None),
    )

    facts.apply()

    columns = "model, model_settings, ai_configs, difference, differing, silent, contradicting"
    assert facts.listed(columns, "longest_answer") == [
        ("claude", None, 100, None, [], [], {"model_settings": [100, 200]}),
        ("gemini", 7, None, None, [], [], {"ai_configs": list(range(10))}),
        (None, None, 9, None, [], ["model_settings"], None),
    ]
    assert facts.execute(COUNTS) == [(4, 1, 2, 1, False, False)]


def test_measured_values_are_compared_with_a_summary(example: Callable[[str], Facts]) -> None:
    """An average of measured values agrees with a summary of the same hour within the tolerance."""
    facts = example("metrics_in_two_tables")
    facts.say(
        "performance_metrics",
        (1, "latency", "chat", 1000.0, "2024-01-01 10:00:00+00"),
        (2, "latency", "chat", 1500.5, "2024-01-01 12:59:59+02"),
        (3, "queue_length", "chat", 9999.0, "2024-01-01 10:00:00+00"),
        (4, "latency", "chat", 1000.0, "2024-01-01 11:00:00+00"),
        (5, "latency", "chat", float("nan"), "2024-01-01 12:00:00+00"),
    )
    facts.say(
        "performance_data",
        ("chat", "2024-01-01 10:00:00+00", "1.250"),
        ("chat", "2024-01-01 11:00:00+00", "1.006"),
        ("chat", "2024-01-01 12:00:00+00", "NaN"),
    )

    facts.apply()

    columns = "(hour AT TIME ZONE 'UTC')::text, difference, differing"
    listed = facts.listed(columns, "latency_of_services")
    found = [(hour, float(distance), who) for hour, distance, who in listed]
    assert found == [("2024-01-01 11:00:00", 6.0, ["performance_data"])]
    assert facts.execute(COUNTS) == [(3, 2, 1, 0, False, False)]


EXTREMES = {
    "NaN NaN": True,
    "NaN 1": False,
    "1 NaN": False,
    "NaN Infinity": False,
    "Infinity Infinity": True,
    "-Infinity -Infinity": True,
    "Infinity -Infinity": False,
    "Infinity 1e30": False,
    "1.10 1.1000": True,
    "0 -0": True,
    f"{'9' * 60} {'9' * 60}": True,
    f"{'9' * 60} {'9' * 59}8": False,
    "1e131071 1e131071": True,
    "1 1.005": None,
}


@pytest.mark.parametrize("tolerance", ["", "tolerance: 0.01\n"])
def test_extreme_numbers_are_compared_exactly(small: Callable[..., Facts], tolerance: str) -> None:
    """NaN, infinities and the largest numbers agree with themselves and with nothing else."""
    facts = small("numeric", tolerance)
    pairs = [(f"{n:02} {pair}", *pair.split(" ")) for n, pair in enumerate(EXTREMES)]
    facts.say("one", *((key, None, one) for key, one, _ in pairs))
    facts.say("other", *((key, None, other) for key, _, other in pairs))

    facts.apply()

    apart = {key[3:] for (key,) in facts.execute(f"SELECT id FROM {WORK}.said_disagreements")}
    agree_exactly = {True} if tolerance == "" else {True, None}
    assert apart == {pair for pair, agree in EXTREMES.items() if agree not in agree_exactly}
    assert facts.execute(COUNTS)[0][:2] == (len(EXTREMES), len(EXTREMES) - len(apart))


def test_integers_are_as_far_apart_as_they_are(small: Callable[..., Facts]) -> None:
    """The distance of two integers is told even where no integer can hold it."""
    facts = small("bigint", "tolerance: 3\n")
    facts.say("one", ("a", None, "9223372036854775807"), ("b", None, "1"), ("c", None, "1"))
    facts.say("other", ("a", None, "-9223372036854775808"), ("b", None, "4"), ("c", None, "5"))

    facts.apply()

    assert facts.listed("id, difference", "said") == [("a", 18446744073709551615), ("c", 4)]


@pytest.mark.parametrize(
    ("type_", "same", "apart"),
    [
        ("text", ("a", "a"), ("a", "A")),
        ("boolean", ("true", "t"), ("true", "false")),
        ("jsonb", ('{"a": 1, "b": 2}', '{"b":2,"a":1.0}'), ('{"a": 1}', '{"a": "1"}')),
    ],
)
def test_values_without_a_distance_are_equal_or_not(
    small: Callable[..., Facts], type_: str, same: tuple[str, str], apart: tuple[str, str]
) -> None:
    """Texts, truths and documents agree when they are equal; there is no distance to tell."""
    facts = small(type_)
    facts.say("one", ("same", None, same[0]), ("apart", None, apart[0]))
    facts.say("other", ("same", None, same[1]), ("apart", None, apart[1]))

    facts.apply()

    assert facts.listed("id, differing", "said") == [("apart", ["other"])]
    assert facts.execute(COUNTS) == [(2, 1, 1, 0, False, False)]


# The same question, asked key by key, with nothing in common with the generated views.
COSTS = """
WITH k AS (
    SELECT service_name AS s, date_trunc('month', created_at AT TIME ZONE 'UTC') AS m
    FROM usage_logs WHERE cost IS NOT NULL AND service_name IS NOT NULL
    UNION
    SELECT service_name, date_trunc('month', period_start::timestamp)
    FROM billing_data WHERE currency = 'USD' AND service_name IS NOT NULL
    UNION
    SELECT service_name, allocation_month::timestamp FROM cost_allocations
), said AS (
    SELECT
        (
            SELECT sum(cost) FROM usage_logs
            WHERE service_name = s AND date_trunc('month', created_at AT TIME ZONE 'UTC') = m
        ) AS usage,
        (
            SELECT sum(amount) FROM billing_data
            WHERE
                service_name = s AND date_trunc('month', period_start::timestamp) = m
                AND currency = 'USD'
        ) AS billed,
        (
            SELECT amount FROM cost_allocations WHERE service_name = s AND allocation_month = m
        ) AS allocated
    FROM k
)
SELECT
    count(*),
    count(*) FILTER (
        WHERE
            num_nulls(usage, billed, allocated) = 0
            AND (usage = billed OR abs(usage - billed) <= 0.01)
            AND (usage = allocated OR abs(usage - allocated) <= 0.01)
    )
FROM said
"""


def test_hostile_costs_are_compared_as_asked_key_by_key(database: Database, tmp_path: Path) -> None:
    """The costs of ai-management, hostile values included, give the same counts asked otherwise."""
    life = begun("ai-management", database, tmp_path)
    life.fill(300)
    life.apply(to="expanded")
    with database.connect() as connection:
        connection.execute(
            "INSERT INTO cost_allocations (service_name, allocation_month, share, amount)"
            " SELECT service_name, date_trunc('month', created_at AT TIME ZONE 'UTC'), 1,"
            " least(greatest(sum(cost), 0), 9999)"
            " FROM usage_logs WHERE service_name IS NOT NULL GROUP BY 1, 2"
            " HAVING count(cost) > 0 ON CONFLICT DO NOTHING"
        )
        connection.execute(
            "INSERT INTO billing_data (period_start, period_end, provider, service_name, amount,"
            " currency) SELECT allocation_month, allocation_month, 'x', service_name, amount, 'USD'"
            " FROM cost_allocations"
        )

        found = connection.execute(
            f"SELECT (SELECT count(*) FROM {WORK}.cost_of_calls_statements),"
            f" (SELECT count(*) FROM {WORK}.cost_of_calls_disagreements)"
        ).fetchone()
        asked = connection.execute(COSTS).fetchone()

    assert found is not None
    assert asked is not None
    keys, agreeing = asked
    assert keys > agreeing > 20
    assert found == (keys, keys - agreeing)
