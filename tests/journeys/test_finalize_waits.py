"""What the point of no return waits for, by its driver and by its file alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.fixtures.turns import answer_by_new, turn_all
from tests.operate.shell import shell_in

from .costs_by_name import DATA_SET, TABLES
from .final import NAMES, STANDING, one, switched_costs
from .life import DISPOSABLE
from .mutants import Mutant

if TYPE_CHECKING:
    from pathlib import Path

    from .life import Life
    from .ready import Ready

switched = switched_costs
TURN = "SELECT migration.turn_endpoint('ai-management', %s, %s, 'a test')"
UNCHECKED = Mutant(
    files="*50_finalize_costs.apply.sql",
    old="PERFORM migration.refuse_unchecked(",
    new="PERFORM pg_catalog.concat(",
)


def test_it_waits_for_the_switch_and_a_comparison(ready: Ready, tmp_path: Path) -> None:
    """Before the switch, and without a comparison after it, it is refused and changes nothing."""
    with ready.copied(tmp_path) as life:
        early = life.finalize(DATA_SET, check=False)
        life.switch(DATA_SET)
        unseen = life.finalize(DATA_SET, check=False)

        assert "cannot be finalized" in early.stderr
        assert "is refused by the gate comparison" in unseen.stderr
        assert one(life, STANDING, DATA_SET) == ("switched", "new", 1)
        assert one(life, NAMES, list(TABLES)) == (3,)


def test_it_waits_for_the_traffic(switched: Life, tmp_path: Path) -> None:
    """While the legacy system answers an endpoint or a page, it is refused and changes nothing.

    A dry run says so, and what the new system would have to answer for good.
    """
    switched.database.psql("--command", DISPOSABLE)
    shell = shell_in(tmp_path / "repository", "ai-management", switched.database)

    done = switched.database.psql(file=switched.driver_of_finalize(DATA_SET), check=False)
    dry = shell.run("finalize", DATA_SET, "--dry-run")

    assert dry.returncode == 6
    assert "for good with the new system: costs, page:analytics, page:console" in dry.stdout
    assert "refused: the gate traffic: Answered by the legacy system: costs," in dry.stdout
    assert "is refused by the gate traffic" in done.stderr
    assert "costs, page:analytics, page:console" in done.stderr
    assert one(switched, STANDING, DATA_SET) == ("switched", "new", 1)
    assert one(switched, NAMES, list(TABLES)) == (3,)


def finalized_alone(life: Life) -> tuple[str, str]:
    """What the file says, run without its driver, and where the data set stands then."""
    life.database.psql("--command", DISPOSABLE)
    answer_by_new(life.database.dsn, life.name, DATA_SET)
    one(life, "SELECT migration_ai_management.preflight(%s)", DATA_SET)
    file = life.generated / "sql/80_finalized/50_finalize_costs.apply.sql"
    done = life.database.psql(file=file, check=False)
    return done.stderr, one(life, STANDING, DATA_SET)[0]


def test_the_file_alone_asks_the_gates(switched: Life) -> None:
    """Without its driver, which asks and keeps the answers, the file takes no name away."""
    said, phase = finalized_alone(switched)

    assert "the gates of finalize of costs were not checked" in said
    assert phase == "switched"
    assert one(switched, NAMES, list(TABLES)) == (3,)


def test_a_file_that_does_not_ask_them_is_noticed(ready: Ready, tmp_path: Path) -> None:
    """Without the question, the test above sees a point of no return that nobody has checked."""
    with ready.copied(tmp_path, UNCHECKED) as life:
        life.switch(DATA_SET)
        life.validate(DATA_SET)
        life.look_again(DATA_SET)

        assert finalized_alone(life) == ("", "finalized")


def test_the_others_may_still_go_back(ready: Ready, tmp_path: Path) -> None:
    """With all APIs and pages turned as operators do, one data set is final, another reversed.

    The pages stay with the new system then, and so does the API of what is final.
    """
    with ready.copied(tmp_path) as life:
        for data_set in life.settings.data_sets:
            life.switch(data_set.name)
        turn_all(life.database.dsn)
        life.validate(DATA_SET)
        life.finalize(DATA_SET)
        early = life.reverse("settings", check=False)
        one(life, TURN, "ai_management", "legacy")
        life.reverse("settings")

        assert "is refused by the gate traffic" in early.stderr
        assert one(life, STANDING, "settings")[1:] == ("legacy", 2)
        for endpoint in ("costs", "page:console"):
            with pytest.raises(psycopg.Error, match="cannot be answered by the legacy system any"):
                one(life, TURN, endpoint, "legacy")
