"""`changeover validate` on what several legacy tables state: what it says of it, and when."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.journeys.facts import Facts, fact_example, fact_of_two
from tests.operate.toy import Toy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

small = fact_of_two
example = fact_example

HEAD = "\nFacts that several legacy tables state; one wins, nothing is merged\n"
LIST = "SELECT * FROM migration_ai_management.said_disagreements;"
COUNT = "SELECT count(*) FROM migration.fact_comparison"


@pytest.fixture
def stated(
    small: Callable[..., Facts], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Toy, Facts]:
    """An applied migration of one fact that nobody states yet, and the commands that work on it."""
    facts = small("numeric")
    facts.apply()
    monkeypatch.chdir(tmp_path)
    return Toy(folder=tmp_path, dsn=facts.database.dsn), facts


def test_the_disagreements_of_a_fact_are_counted_and_nothing_fails(
    stated: tuple[Toy, Facts],
) -> None:
    """Validate compares facts anew, tells how many keys disagree and how to list them; exit 0."""
    here, facts = stated
    nobody = here.run("validate")
    facts.say("one", ("a", None, "1"), ("b", None, "2"))
    facts.say("other", ("a", None, "1"), ("b", None, "2"))
    agreed = here.run("validate")
    facts.say("one", ("c", None, "1"), ("d", None, "1"))
    facts.say("other", ("c", None, "1.5"))
    apart = here.run("validate")
    facts.say("other", ("e", None, "\x1b[31mmany"))
    broken = here.run("validate")

    ends = [done.stdout.partition(HEAD)[2] for done in (nobody, agreed, apart, broken)]
    assert ends == [
        "said: no table says anything of it\n",
        "said: all 2 keys agree\n",
        f"said: 2 of 4 keys disagree, 1 as a table says nothing; {LIST}\n",
        'said: cannot be compared: invalid input syntax for type numeric: " [31mmany" [22P02]\n',
    ]
    assert {done.exit_code for done in (nobody, agreed, apart, broken)} == {0}


def test_a_program_gets_the_numbers_of_each_fact(stated: tuple[Toy, Facts]) -> None:
    """With --json every fact has its numbers, its winner and the view that lists the rest."""
    here, facts = stated
    facts.say("one", ("a", None, "1"), ("b", None, "1"))

    (fact,) = json.loads(here.run("validate", "--json").stdout)["facts"]

    numbers = ("keys", "agreeing", "disagreeing", "silent", "problem")
    assert [fact[number] for number in numbers] == [2, 0, 2, 2, None]
    assert (fact["fact"], fact["winner"]) == ("said", "one")
    assert fact["listed_in"] == "migration_ai_management.said_disagreements"


def test_who_asks_for_one_rung_gets_no_facts(stated: tuple[Toy, Facts]) -> None:
    """With --rung no fact is compared or shown: nothing is said that was not asked for."""
    here, facts = stated
    before = facts.execute(COUNT)

    done = here.run("validate", "--rung", "L4")

    assert "Facts" not in done.stdout
    assert facts.execute(COUNT) == before


def test_no_fact_is_compared_too_early(stated: tuple[Toy, Facts]) -> None:
    """Before the lists of a fact are there, its comparison is refused with the way there."""
    here, facts = stated
    for phase in ("verified", "expanded"):
        facts.psql(phase, "rollback")

    done = here.run("validate")

    assert done.exit_code == 6
    assert done.stderr == (
        "error: said cannot be compared yet: schemas.ai-management is pending, not applied\n"
        "  = help: run `changeover apply --to verified`\n"
    )


def test_facts_do_not_wait_for_each_other(
    example: Callable[[str], Facts], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Facts that `verified` has not come to yet are compared, whichever of them is first."""
    facts = example("second_fact")
    facts.psql("planned")
    facts.psql("expanded")
    monkeypatch.chdir(tmp_path)

    done = Toy(folder=tmp_path, dsn=facts.database.dsn).run("validate")

    assert done.exit_code == 0, done.stderr
    assert facts.execute(COUNT) == [(2,)]
