"""The prompt library after the switch: it keeps versions and variables that legacy cannot hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from operate.outside import outside, sentence

from .costs_by_name import apart
from .desk import run
from .mutants import Mutant
from .settings_by_name import DATA_SET, TABLES, let_in

if TYPE_CHECKING:
    from pathlib import Path

    from .life import Life
    from .ready import Ready

IN_STEP = "*87_in_step_prompt_configs.apply.sql"
PROMPT = "(SELECT id FROM ai_management.prompts WHERE slug = 'counter 0')"
SECOND = f"""
INSERT INTO ai_management.prompt_versions (prompt_id, version, body) SELECT {PROMPT}, 2, 'Second'
"""
CURRENT = "UPDATE ai_management.prompts SET current_version = {} WHERE slug = 'counter 0'"
SEEN = "SELECT version, template FROM public.prompt_configs WHERE prompt_key = 'counter 0'"
VERSIONS = f"""
SELECT version, body FROM ai_management.prompt_versions WHERE prompt_id = {PROMPT} ORDER BY 1
"""
VARIABLE = f"""
INSERT INTO ai_management.prompt_variables (prompt_id, position, name) SELECT {PROMPT}, 2, 'tone'
"""
VARIABLES = f"""
SELECT name FROM ai_management.prompt_variables WHERE prompt_id = {PROMPT} ORDER BY position
"""
KEPT = "SELECT count(*) FROM migration_ai_management.prompt_configs_parked"
HISTORY_GOES = Mutant(
    files="*86_reconcile_prompt_configs.apply.sql",
    old="            UPDATE ai_management.prompt_versions AS p\n            SET _migrated_at",
    new="            DELETE FROM ai_management.prompt_versions AS p",
    until="\n            WHERE",
)
HISTORY_LOST = Mutant(
    files="*89_parked_prompt_configs.apply.sql",
    old="    INSERT INTO migration_ai_management.prompt_configs_parked",
    new="",
    until="    DELETE FROM ai_management.prompt_versions",
)
GIVEN_AWAY = Mutant(
    files="*89_parked_prompt_configs.apply.sql",
    old="            stays := stays + 1;\n            CONTINUE;",
    new="            NULL;",
)
GATE = "*89_parked_prompt_configs.apply.sql"
NOT_COUNTED = Mutant(files=GATE, old="outside.parked = 0 OR said.passed", new="true")
NO_WAY_THROUGH = Mutant(
    files=GATE, old="outside.parked = 0 OR said.passed", new="outside.parked = 0"
)
ALONE = "SELECT migration.change_owner('ai-management', 'settings', 'legacy')"
NEVER_TOLD = Mutant(
    files=IN_STEP,
    old="        AND (\n            t._parked\n",
    new="        AND NOT t._parked AND (false\n",
)
SEEN_TOO_EARLY = Mutant(
    files="*84_names_prompt_configs.apply.sql", old=" AND t._parked IS NOT TRUE", new=""
)
STAYS_LEGACYS = Mutant(files=IN_STEP, old="    IF NEW._parked THEN", new="    IF false THEN")


def same(life: Life) -> None:
    """Both sides are the same, and every comparison says so."""
    life.validate(DATA_SET)
    assert not any(apart(life, TABLES).values())


def turned(life: Life) -> None:
    """Reverse, look, and switch again."""
    same(life)
    life.reverse(DATA_SET)
    life.validate(DATA_SET)
    life.switch(DATA_SET)
    same(life)


def history(life: Life) -> None:
    """Legacy sees the current version; the others stay, through a reverse too."""
    run(life, SECOND)
    assert run(life, SEEN) == [(1, "")]
    run(life, CURRENT.format(2))
    assert run(life, SEEN) == [(2, "Second")]
    assert run(life, VERSIONS) == [(1, ""), (2, "Second")]
    turned(life)
    assert run(life, VERSIONS) == [(1, ""), (2, "Second")]
    run(life, "UPDATE public.prompt_configs SET version = 3 WHERE prompt_key = 'counter 0'")
    assert run(life, VERSIONS) == [(1, ""), (3, "Second")]
    run(life, CURRENT.format(1))
    assert run(life, SEEN) == [(1, "")]
    turned(life)


def variables(life: Life) -> None:
    """A prompt whose variables legacy does not have is out of its sight, and comes back whole."""
    run(life, VARIABLE)
    assert run(life, SEEN) == []
    turned(life)
    assert run(life, SEEN) == []
    assert run(life, VARIABLES) == [("name",), ("tone",)]
    run(life, "DELETE FROM ai_management.prompt_variables WHERE name = 'tone' AND position = 2")
    assert run(life, SEEN) == [(1, "")]
    turned(life)


def waits(life: Life) -> None:
    """A prompt without the version that it names is out of legacy's sight until that comes."""
    run(life, CURRENT.format(2))
    assert run(life, SEEN) == []
    turned(life)
    run(life, SECOND)
    assert run(life, SEEN) == [(2, "Second")]
    turned(life)


def taken(life: Life) -> None:
    """A parked prompt whose place legacy gave away stays kept, with all that belongs to it."""
    run(life, VARIABLE)
    (key,) = run(life, "SELECT _legacy_id FROM ai_management.prompts WHERE slug = 'counter 0'")[0]
    life.reverse(DATA_SET)
    run(
        life,
        "INSERT INTO public.prompt_configs (id, prompt_key, template, version)"
        f" VALUES ({key}, 'counter 0', 'Other', 4)",
    )
    life.validate(DATA_SET)
    life.switch(DATA_SET)
    assert run(life, SEEN) == [(4, "Other")]
    assert run(life, VERSIONS) == [(4, "Other")]
    assert run(life, VARIABLES) == []
    assert run(life, KEPT) == [(4,)]
    turned(life)
    assert run(life, KEPT) == [(4,)]


CASES = {
    "older versions stay": (history, (HISTORY_GOES, HISTORY_LOST)),
    "variables of its own": (variables, (HISTORY_LOST, STAYS_LEGACYS)),
    "a version to come": (waits, (NEVER_TOLD, SEEN_TOO_EARLY)),
    "a place that is taken": (taken, (GIVEN_AWAY,)),
}


@pytest.mark.parametrize("what", CASES)
def test_what_legacy_cannot_hold_of_a_prompt_stays(what: str, ready: Ready, tmp_path: Path) -> None:
    """No turn loses what the new system knows of a prompt: see the name of each case."""
    with ready.copied(tmp_path) as life:
        let_in(life)
        life.switch(DATA_SET)
        CASES[what][0](life)


@pytest.mark.parametrize(
    ("what", "mutant"),
    [(what, mutant) for what, (_, mutants) in CASES.items() for mutant in mutants],
)
def test_without_its_protection_it_is_lost(
    what: str, mutant: Mutant, ready: Ready, tmp_path: Path
) -> None:
    """Each protection, taken away, makes the test of its promise fail."""
    with ready.copied(tmp_path, mutant) as life:
        let_in(life)
        life.switch(DATA_SET)
        with pytest.raises((AssertionError, psycopg.Error, pytest.fail.Exception)):
            CASES[what][0](life)


def test_what_legacy_does_not_see_is_counted(ready: Ready, tmp_path: Path) -> None:
    """The status and a dry run say how much legacy does not see, and where a reverse keeps it."""
    with ready.copied(tmp_path) as life:
        let_in(life)
        life.switch(DATA_SET)
        run(life, SECOND)
        with life.database.connect() as connection:
            (switched,) = outside(connection, life.plan, DATA_SET)
            assert outside(connection, life.plan, "costs") == []
        life.reverse(DATA_SET)
        with life.database.connect() as connection:
            (reversed_,) = outside(connection, life.plan)

    assert (switched["unseen"], switched["kept"]) == (1, 0)
    assert (reversed_["unseen"], reversed_["kept"]) == (0, 1)
    assert sentence(reversed_) == (
        "outside legacy: 0 rows or values of prompt_configs, 1 kept for the next switch; "
        'listed in "migration_ai_management"."prompt_configs_outside_legacy"'
    )


def agreed(life: Life) -> None:
    """A reverse that hides parked rows is refused, also by hand, until somebody else agrees."""
    run(life, VARIABLE)
    reverse = life.generated / "sql/60_switched/settings.reverse.sql"
    alone = life.database.psql("--set", "because=a test", file=reverse, check=False)
    with pytest.raises(psycopg.Error) as refused:
        run(life, ALONE)

    assert "is refused by the gate prompt_configs_parked" in alone.stderr
    assert "4 rows are parked; approvals: 0 of 1 needed" in alone.stderr
    assert "changeover approve reverse settings" in alone.stderr
    assert refused.value.sqlstate == "MG156"
    life.reverse(DATA_SET)
    with life.database.connect() as connection:
        assert outside(connection, life.plan, DATA_SET)[0]["kept"] == 4


def test_nobody_hides_parked_rows_alone(ready: Ready, tmp_path: Path) -> None:
    """What goes out of sight of both applications with a reverse is counted, and agreed on."""
    with ready.copied(tmp_path) as life:
        let_in(life)
        life.switch(DATA_SET)
        agreed(life)


@pytest.mark.parametrize("mutant", [NOT_COUNTED, NO_WAY_THROUGH])
def test_a_gate_that_does_not_count_is_noticed(
    mutant: Mutant, ready: Ready, tmp_path: Path
) -> None:
    """Without the count nothing is refused, and without the approval nothing is reversed."""
    with ready.copied(tmp_path, mutant) as life:
        let_in(life)
        life.switch(DATA_SET)
        with pytest.raises((AssertionError, pytest.fail.Exception)):
            agreed(life)
