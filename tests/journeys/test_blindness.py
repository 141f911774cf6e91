"""The comparison is not blind: what is wrong with a target is found, by the rung that claims it.

Every class of corruption is tried on every mapping of every migration in specs/, on the columns
that fit; so a new mapping is covered by being there. Values that are equal must not be found:
1.0 and 1.00, zero and minus zero, the order of the keys of a jsonb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import sql

from .corrupt_catalog import CATALOG_CORRUPTIONS
from .corrupt_rows import ROW_CORRUPTIONS
from .corrupt_values import VALUE_CORRUPTIONS
from .victims import DoesNotFit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .corrupt_values import Corruption
    from .life import Life
    from .victims import Victim

CORRUPTIONS = {
    one.name: one for one in (*ROW_CORRUPTIONS, *VALUE_CORRUPTIONS, *CATALOG_CORRUPTIONS)
}
ODD_SETTINGS = (
    {
        "TimeZone": "Asia/Kathmandu",
        "DateStyle": "SQL, DMY",
        "IntervalStyle": "sql_standard",
        "bytea_output": "escape",
        "extra_float_digits": "-15",
        "constraint_exclusion": "on",
    },
    {
        "TimeZone": "America/St_Johns",
        "DateStyle": "German, DMY",
        "IntervalStyle": "postgres_verbose",
        "bytea_output": "hex",
        "extra_float_digits": "0",
        "search_path": "pg_temp",
    },
    {
        "TimeZone": "Pacific/Kiritimati",
        "DateStyle": "Postgres, MDY",
        "IntervalStyle": "postgres",
        "bytea_output": "escape",
        "extra_float_digits": "3",
        "quote_all_identifiers": "on",
    },
)
# Of the routine that compares: a text as Postgres prints it, what stands there instead, and what
# is then found no more.
BLINDFOLDS = (
    ("row in the wrong partition", "(%s) IS NOT TRUE", "false", "L1"),
    ("row without its legacy key", "IF astray > 0", "IF false", "L1"),
    ("shifted time zone", "FILTER (WHERE isfinite(", "FILTER (WHERE true OR isfinite(", "L2"),
    ("a cent more in every row", "FILTER (WHERE r.amount NOT IN", "FILTER (WHERE 'x' NOT IN", "L2"),
    ("thirty days for a month", "lasts::text", "lasts", "L4"),
    ("type with another size", "OR found.type <>", "OR false AND found.type <>", "L0"),
    ("lost default", "(wanted.required, wanted.filled)", "(wanted.required, found.filled)", "L0"),
    ("foreign key that is not enforced", "t.tgenabled NOT IN ('O', 'A')", "false", "L0"),
    ("missing partition", "found.bounds IS DISTINCT FROM wanted.bounds", "false", "L0"),
)  # fmt: skip


def found_in(victim: Victim, corruption: Corruption, blindfold: tuple[str, str] = ("", "")) -> Any:
    """The rungs that notice the corruption, by a comparison that may be mutated; None: no fit."""
    with victim.connection.transaction(force_rollback=True):
        if blindfold[0] and not victim.mutate(*blindfold):
            return None
        try:
            corruption.inject(victim)
        except DoesNotFit:
            return None
        return victim.compare()


@pytest.mark.parametrize("corruption", CORRUPTIONS.values(), ids=str)
def test_each_corruption_is_caught(
    corruption: Corruption,
    victims: Mapping[str, Victim],
    record_property: Callable[[str, object], None],
) -> None:
    """What is wrong with a target is found by the rungs that claim it, in every mapping it fits."""
    found = {name: found_in(victim, corruption) for name, victim in victims.items()}

    record_property("does not fit", sorted(name for name, rungs in found.items() if rungs is None))
    applied = {name: set(rungs.split()) for name, rungs in found.items() if rungs is not None}
    assert applied, "no mapping has anything to spoil this way"
    fires, silent = set(corruption.fires.split()), set(corruption.silent.split())
    assert {name: fires - rungs for name, rungs in applied.items() if fires - rungs} == {}
    assert {name: silent & rungs for name, rungs in applied.items() if silent & rungs} == {}


@pytest.mark.parametrize(("name", "text", "instead", "rung"), BLINDFOLDS)
def test_a_blindfold_is_noticed(
    name: str, text: str, instead: str, rung: str, victims: Mapping[str, Victim]
) -> None:
    """Without the part that looks for it, a corruption is not found by the rung that claims it."""
    blind = [found_in(victim, CORRUPTIONS[name], (text, instead)) for victim in victims.values()]

    assert any(rungs is not None and rung not in rungs for rungs in blind)


def test_no_counter_can_fall_behind(victims: Mapping[str, Victim]) -> None:
    """No target has a sequence of its own: identities are made from legacy keys, or by chance."""
    query = """
        SELECT d.refobjid::regclass::text
        FROM pg_class AS s JOIN pg_depend AS d ON d.objid = s.oid
        WHERE s.relkind = 'S' AND d.refobjid = {name}::regclass
        UNION ALL
        SELECT adrelid::regclass::text FROM pg_attrdef
        WHERE adrelid = {name}::regclass AND pg_get_expr(adbin, adrelid) LIKE '%nextval%'
    """
    counters = [victim.rows(query, name=victim.table.as_string()) for victim in victims.values()]

    assert counters == [[]] * len(victims)


@pytest.mark.parametrize("settings", ODD_SETTINGS, ids=lambda one: one["TimeZone"])
def test_no_setting_raises_a_false_alarm(
    settings: dict[str, str], victims: Mapping[str, Victim]
) -> None:
    """Hostile rows compare equal whatever time zone and styles of output a session has."""
    for victim in victims.values():
        for name, value in settings.items():
            victim.run("SELECT set_config({name}, {value}, true)", name=name, value=value)

    assert {name: victim.compare() for name, victim in victims.items()} == dict.fromkeys(
        victims, ""
    )


def test_no_setting_of_a_database_raises_a_false_alarm(moved: Mapping[str, Life]) -> None:
    """With a database's own time zone and styles everything compares equal, by psql alone."""
    for life in moved.values():
        with life.database.connect() as connection:
            database = sql.Identifier(life.database.name)
            for name, value in ODD_SETTINGS[0].items():
                statement = sql.SQL("ALTER DATABASE {} SET {} = {}").format(
                    database, sql.Identifier(name), sql.Literal(value)
                )
                connection.execute(statement)
            life.validate()
            connection.execute(sql.SQL("ALTER DATABASE {} RESET ALL").format(database))

    assert {outcome for life in moved.values() for outcome in life.outcomes().values()} == {
        ("clean", 0, 0)
    }


def test_a_comparison_in_the_session_s_time_zone_is_noticed(victims: Mapping[str, Victim]) -> None:
    """Without a time zone of its own the comparison would see differences where there are none."""
    alarms = []
    for victim in victims.values():
        victim.run("SET LOCAL timezone = 'Asia/Kathmandu'")
        assert victim.mutate(""" SET "TimeZone" TO 'UTC'\n""", "")
        alarms.append(victim.compare())

    assert any(alarms)


def test_rows_are_never_hidden_from_the_comparison(victims: Mapping[str, Victim]) -> None:
    """Who sees only the rows that a policy shows gets an error, not a comparison of these."""
    victim = victims["archive papers"]
    victim.run("CREATE ROLE looks IN ROLE archive_app")
    for statement in (
        "GRANT USAGE ON SCHEMA migration_archive, migration, archive TO looks",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public, archive, migration_archive TO looks",
        "GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA migration TO looks",
        "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA migration, migration_archive TO looks",
        "SET LOCAL ROLE looks",
    ):
        victim.run(statement)

    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
        victim.compare()
