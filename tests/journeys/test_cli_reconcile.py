"""`changeover reconcile` and `changeover validate --rung L7` on a real migration."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.journeys.life import begun
from tests.operate.shell import SECONDS, interrupt, shell_in, until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fixtures.databases import Database
    from tests.journeys.life import Life
    from tests.journeys.ready import Ready

FOLLOW = ("validate", "--rung", "L7", "--follow")
ALL_SEEN = "SELECT count(*) = 5 FROM migration.recheck AS r WHERE r.passes >= {}"
DRIFT = "SELECT mapping, kind FROM migration.drift"
PASSES = "SELECT passes FROM migration.recheck WHERE mapping = 'airport'"
OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'changeover'"


@pytest.fixture
def verified(database: Database, tmp_path: Path) -> Life:
    """The flights with a few invented rows, up to `verified`."""
    life = begun("flights", database, tmp_path / "generated" / "flights")
    life.fill(20, invented=True, hostile=False)
    life.apply_only(*life.phases)
    return life


def spoil(life: Life) -> None:
    """Give one row of the new tables a value that its legacy row has not."""
    target = f"{life.settings.target_schema}.airline"
    with life.database.connect(as_migration=True) as connection:
        connection.execute(
            f"UPDATE {target} SET name = 'nobody' WHERE _migrated_at IS NOT NULL"
            f" AND code = (SELECT min(code) FROM {target} WHERE _migrated_at IS NOT NULL)".encode()
        )


def test_a_difference_is_found_shown_and_repaired(verified: Life, tmp_path: Path) -> None:
    """Each command of a repair ends as documented: 5 while rows differ, 0 when they do not."""
    shell = shell_in(tmp_path / "repository", "flights", verified.database)
    nothing = shell.run("reconcile")
    spoil(verified)
    looked = shell.run("validate", "--rung", "L7")
    compared = shell.run("validate", "--mapping", "airline")
    shown = shell.run("reconcile", "airline", "--json")
    again = shell.run("validate", "--mapping", "airline")
    repaired = shell.run("reconcile", "airline", "--yes")
    fine = [shell.run("validate"), shell.run("validate", "--rung", "L7", "--mapping", "airline")]

    assert nothing.returncode == 0
    # The status sends here while a comparison differs; where no row is named, it must go on.
    assert nothing.stderr == "Next: changeover validate\n"
    assert (looked.returncode, compared.returncode, again.returncode) == (5, 5, 5)
    assert "airline L7: 1 difference" in looked.stderr
    (told,) = json.loads(shown.stdout)
    assert (shown.returncode, told["named"], len(told["would"])) == (0, 1, 1)
    assert "nobody" in str(told["would"][0]["was"])
    assert "nobody" not in str(told["would"][0]["became"])
    assert repaired.returncode == 0, repaired.stderr
    assert repaired.stdout.splitlines()[1].split() == ["airline", "1", "1"]
    assert repaired.stderr == "Next: changeover validate\n"
    assert [one.returncode for one in fine] == [0, 0]


def test_who_follows_finds_the_next_difference(verified: Life, tmp_path: Path) -> None:
    """It looks again and again until a row differs, which ends it with 5; nobody else has to look.

    Ctrl-C ends it before with 130, in order: no difference is made up, and no session stays. Who
    follows another mapping goes on.
    """
    shell = shell_in(tmp_path / "repository", "flights", verified.database)
    following = shell.start(*FOLLOW)
    until(lambda: shell.value(ALL_SEEN.format(1)))
    stopped, said = interrupt(following)
    left = shell.query(DRIFT), shell.value(OTHERS)
    following = shell.start(*FOLLOW)
    until(lambda: shell.value(ALL_SEEN.format(2)))
    spoil(verified)
    shown, why = following.communicate(timeout=SECONDS)
    before = shell.value(PASSES)
    other = shell.start(*FOLLOW, "--mapping", "airport")
    until(lambda: shell.value(PASSES) > before)
    unmoved, _ = interrupt(other)

    assert (stopped, left) == (130, ([], 0))
    assert "interrupted" in said
    assert "Traceback" not in said
    assert following.returncode == 5
    assert "airline L7: 1 difference" in why
    assert "differs" in shown
    assert shell.query(DRIFT) == [("airline", "differs")]
    assert unmoved == 130


def test_wrong_use_is_refused(verified: Life, tmp_path: Path) -> None:
    """A mapping that is not there and a rung beside L7 are wrong usage."""
    shell = shell_in(tmp_path / "repository", "flights", verified.database)

    assert shell.run("reconcile", "airlines").returncode == 2
    assert shell.run("validate", "--rung", "L7", "--rung", "L4").returncode == 2
    assert shell.run("validate", "--follow").returncode == 2


def test_a_part_is_looked_at_with_its_mapping(ready: Ready, tmp_path: Path) -> None:
    """Who names a part of a mapping for the rung L7 has the whole mapping looked at."""
    part = ("--rung", "L7", "--mapping", "prompt_configs_prompt_variables")
    looked = "SELECT mapping, passes FROM migration.recheck"
    with ready.copied(tmp_path / "generated") as life:
        shell = shell_in(tmp_path / "repository", "ai-management", life.database)
        done = shell.run("validate", *part)

        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines()[1].split()[:1] == ["prompt_configs"]
        assert shell.query(looked) == [("prompt_configs", 1)]
