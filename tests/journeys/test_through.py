"""A lookup of several hops stays right while the tables on its way are filled and changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from .life import begun, tree_of
from .mutants import Both, Mutant

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fixtures.databases import Database

    from .life import Life
    from .mutants import Change

# Six towns, each with a map and a guide; nobody knows the regions of Kiruna and Roskilde yet.
ROWS = """
INSERT INTO regions (code, country)
VALUES ('fyn', 'dk'), ('jylland', 'dk'), ('bornholm', 'dk'), ('skane', 'se'), ('halland', 'se');
INSERT INTO towns (name, region)
VALUES
    ('Kiruna', 'lappland'), ('Lund', 'skane'), ('Odense', 'fyn'),
    ('Ribe', 'jylland'), ('Ronne', 'bornholm'), ('Roskilde', 'sjaelland');
INSERT INTO maps (town) SELECT name FROM towns;
INSERT INTO guides (town) SELECT name FROM towns
"""
# Mirrors every row, those that others look up first, so that the copy finds all of them there.
MIRRORED = """
UPDATE regions SET code = code;
UPDATE towns SET name = name;
UPDATE maps SET town = town;
UPDATE guides SET town = town
"""
BEFORE = {
    "Kiruna": "nowhere", "Lund": "se", "Odense": "dk",
    "Ribe": "dk", "Ronne": "dk", "Roskilde": "nowhere",
}  # fmt: skip
# What happens on the way from a town to its country: each town's becomes another one.
CHANGES = """
INSERT INTO regions (code, country) VALUES ('lappland', 'se');
DELETE FROM regions WHERE code = 'skane';
UPDATE regions SET country = 'se' WHERE code = 'fyn';
UPDATE towns SET region = 'halland' WHERE name = 'Ribe';
UPDATE regions SET code = 'sjaelland' WHERE code = 'bornholm'
"""
AFTER = {
    "Kiruna": "se", "Lund": "nowhere", "Odense": "se",
    "Ribe": "se", "Ronne": "nowhere", "Roskilde": "dk",
}  # fmt: skip
KNOWN = "INSERT INTO regions (code, country) VALUES ('lappland', 'se'), ('sjaelland', 'dk')"
MOVES = "UPDATE regions SET country = 'se' WHERE code = 'fyn'"
EARLY_GUIDE = "INSERT INTO guides (town) VALUES ('Odense')"
REPLAY = "CALL migration_atlas.maps_replay(); CALL migration_atlas.guides_replay()"
SETTLED = {"capturing": MIRRORED, "copied": REPLAY}
NAMELESS = "INSERT INTO regions (country) VALUES ('dk')"
MAPS = """
SELECT t._town, c.code
FROM atlas.sheets AS t JOIN atlas.countries AS c ON c.id = t.country_id
ORDER BY 1, 2
"""
# A guide whose country is not found is set aside; a map is kept without one.
GUIDES = """
SELECT t._town, c.code
FROM atlas.books AS t JOIN atlas.countries AS c ON c.id = t.country_id
UNION ALL
SELECT legacy_row ->> 'town', 'nowhere' FROM migration.quarantine
ORDER BY 1, 2
"""
ANOTHER_TABLE = Mutant(
    files="*69_follow_maps.apply.sql", old="atlas.provinces", new="atlas.countries"
)
ANOTHER_HOP = Mutant(
    files="*69_follow_maps.apply.sql",
    old="VALUES ('country_id_through_province'",
    new="VALUES ('country_id'",
)
MIGRATED_ALONE = Mutant(
    files="*70_settle_guides.apply.sql",
    old="FROM public.guides AS l\n            WHERE\n                (l.id) IN",
    new="FROM public.guides AS l\n            WHERE\n                false AND (l.id) IN",
)
FEW_ATTEMPTS = Mutant(
    files="*50_switch_maps.apply.sql", old="FOR attempt IN 1..200", new="FOR attempt IN 20..22"
)
TOO_LARGE = Mutant(files="*70_settle_maps.apply.sql", old="<= 4194304", new="<= 0")
NOTES_NO_OLD_VALUE, NOTES_NO_VALUE = (
    Mutant(files="*69_follow_maps.apply.sql", old=f"AND {row}.code IS NOT NULL", new="")
    for row in ("OLD", "NEW")
)

Prepared = Callable[["Change | None", str], "Life"]


@pytest.fixture
def prepared(database: Database, tmp_path: Path) -> Prepared:
    """The atlas with its rows in a phase, all that is left to do there done."""

    def make(mutant: Change | None, phase: str) -> Life:
        tree = tree_of("atlas")
        life = begun("atlas", database, tmp_path, mutant.of(tree) if mutant else tree)
        life.fill(0, hostile=False)
        run(life, ROWS)
        life.apply_only(*life.phases[: life.phases.index(phase) + 1])
        if phase in SETTLED:
            run(life, SETTLED[phase], as_migration=SETTLED[phase] == REPLAY)
        return life

    return make


def run(life: Life, statements: str, *, as_migration: bool = False) -> list[tuple[str, str]]:
    """Run statements one by one, as the application or not, and give the rows of the last one."""
    with life.database.connect(as_migration=as_migration) as connection:
        for statement in statements.split(";"):
            cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def drained(life: Life, phase: str) -> None:
    """Go on to `copied`, where journals are drained, and drain those of maps and guides."""
    life.apply_only(*life.phases[life.phases.index(phase) + 1 : life.phases.index("copied") + 1])
    run(life, REPLAY, as_migration=True)


@pytest.mark.parametrize("phase", SETTLED)
def test_a_change_on_the_way_of_a_lookup_reaches_what_looks_it_up(
    phase: str, prepared: Prepared
) -> None:
    """What a row looks up over several tables is what they say in the end, whoever came last.

    Rows of the tables in between are inserted, changed, renamed and deleted after the rows that
    look them up were mirrored, or copied. A row that is found no more is kept under the unknown
    member, or set aside, and one that is found again comes back.
    """
    life = prepared(None, phase)
    before = [dict(run(life, query)) for query in (MAPS, GUIDES)]

    run(life, CHANGES)
    drained(life, phase)

    assert before == [BEFORE, BEFORE]
    assert [run(life, query) for query in (MAPS, GUIDES)] == [sorted(AFTER.items())] * 2
    life.apply()
    assert set(life.outcomes().values()) == {("clean", 0, 0)}


@pytest.mark.parametrize("mutant", [ANOTHER_TABLE, ANOTHER_HOP])
def test_a_hop_that_is_not_followed_is_noticed(mutant: Mutant, prepared: Prepared) -> None:
    """When the table in between is not followed, rows keep what it said once, and are named."""
    life = prepared(mutant, "copied")

    run(life, CHANGES)
    drained(life, "copied")

    # The way to Ribe changed in the first table, which is followed.
    assert dict(run(life, MAPS)) == {**BEFORE, "Ribe": AFTER["Ribe"]}
    with pytest.raises(pytest.fail.Exception, match="shows differences"):
        life.apply_only("verified")
    assert life.outcomes()["maps"][0] == "differences"


def test_a_missing_trigger_on_the_way_is_noticed(prepared: Prepared) -> None:
    """Verifying finds each table on the way that has no trigger, and nothing where all have one."""
    missing = "zz_changeover_maps_follow_country_id_through_province: trigger is missing"
    life = prepared(None, "capturing")

    found = life.psql("capturing", "verify")
    run(life, f"DROP TRIGGER {missing.partition(':')[0]} ON atlas.provinces")
    lost = life.psql("capturing", "verify", check=False)

    assert found.returncode == 0
    assert missing in lost.stderr


def nameless_aside(life: Life) -> int:
    """How many of three regions without a code are set aside: copied, mirrored, then named."""
    run(life, NAMELESS)
    life.apply_only("capturing")
    run(life, NAMELESS)
    life.apply(after="capturing")
    run(life, f"{NAMELESS}; UPDATE regions SET code = 'new' WHERE id = lastval()")
    return len(run(life, "SELECT mapping FROM migration.quarantine WHERE mapping = 'regions'"))


def test_a_row_that_nothing_can_name_is_migrated(prepared: Prepared) -> None:
    """A row without the value by which others look it up is migrated like any other."""
    life = prepared(None, "expanded")

    assert nameless_aside(life) == 0
    life.validate()
    assert set(life.outcomes().values()) == {("clean", 0, 0)}


@pytest.mark.parametrize(("mutant", "aside"), [(NOTES_NO_OLD_VALUE, 1), (NOTES_NO_VALUE, 3)])
def test_a_note_of_no_value_is_noticed(mutant: Mutant, aside: int, prepared: Prepared) -> None:
    """When a row that nothing can name is noted like one with a name, it is set aside."""
    life = prepared(mutant, "expanded")

    assert nameless_aside(life) == aside


def test_a_row_that_stays_set_aside_is_noticed(prepared: Prepared) -> None:
    """When migrated rows alone are followed, one set aside stays so when its value comes."""
    life = prepared(MIGRATED_ALONE, "copied")

    run(life, CHANGES)
    drained(life, "copied")

    assert dict(run(life, GUIDES)) == {**AFTER, "Kiruna": "nowhere", "Roskilde": "nowhere"}


def early_guides(life: Life) -> list[str]:
    """What has become of two guides to Odense, one of them written before Odense was copied."""
    life.apply_only("capturing")
    run(life, EARLY_GUIDE)
    drained(life, "capturing")
    return [country for town, country in run(life, GUIDES) if town == "Odense"]


def test_a_row_whose_value_came_later_is_migrated(prepared: Prepared) -> None:
    """A row set aside before what it looks up was copied is migrated, and aside no more."""
    life = prepared(None, "expanded")

    assert early_guides(life) == ["dk", "dk"]
    life.apply()
    assert set(life.outcomes().values()) == {("clean", 0, 0)}


def test_a_row_that_is_migrated_and_set_aside_is_noticed(prepared: Prepared) -> None:
    """When a copied row is not looked for among those set aside, it is both, and is named."""
    life = prepared(MIGRATED_ALONE, "expanded")

    assert early_guides(life) == ["dk", "dk", "nowhere"]
    with pytest.raises(pytest.fail.Exception, match="shows differences"):
        life.apply_only("verified")
    assert life.outcomes()["guides"][0] == "differences"


def switched_with_notes(life: Life) -> str:
    """What the switch says while a change on the way of a lookup is too young to be followed."""
    run(life, KNOWN)
    drained(life, "copied")
    life.apply(after="copied")
    with life.database.connect(autocommit=False) as elsewhere:
        # Nobody can say of this transaction that it has looked nothing up.
        elsewhere.execute("SELECT pg_current_xact_id()")
        run(life, MOVES)
        return life.switch("maps", check=False).stderr


def test_a_switch_follows_what_no_index_finds(prepared: Prepared) -> None:
    """Where values are found over several tables, a small table is read under the locks."""
    life = prepared(FEW_ATTEMPTS, "copied")

    assert switched_with_notes(life) == ""
    assert dict(run(life, MAPS))["Odense"] == "se"


def test_a_switch_reads_no_large_table_under_its_locks(prepared: Prepared) -> None:
    """A table that takes long to be read keeps nobody waiting: the switch is refused for now."""
    life = prepared(Both(FEW_ATTEMPTS, TOO_LARGE), "copied")

    assert "stayed busy" in switched_with_notes(life)
