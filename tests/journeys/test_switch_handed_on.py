"""A unique value goes from one row to another just before the switch, which brings both over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from psycopg import IsolationLevel

from .mutants import Mutant
from .settings_by_name import DATA_SET

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from .life import Life
    from .ready import Ready

DRIVER = "*settings.switch.sql"
JUDGED_FIRST = Mutant(
    files=DRIVER, old="CALL migration_ai_management.prompt_configs_replay(5);", new=""
)
WRITE = "INSERT INTO public.prompt_configs (prompt_key, template) VALUES ('handed on', 'Say')"
RENAME = "UPDATE public.prompt_configs SET prompt_key = 'another' WHERE prompt_key = 'handed on'"
ASIDE = "SELECT count(*) FROM migration.quarantine WHERE mapping = 'prompt_configs'"
THERE = "SELECT count(*) FROM ai_management.prompts WHERE slug IN ('handed on', 'another')"


def switched(life: Life) -> subprocess.CompletedProcess[str]:
    """Switch when the row that had the value is only noted, and the one that has it is set aside.

    A SERIALIZABLE writer only leaves a note, so the new table still has the value in the old row
    when another application gives it to a new one.
    """
    with life.database.connect() as connection:
        connection.execute(WRITE)
        connection.isolation_level = IsolationLevel.SERIALIZABLE
        with connection.transaction():
            connection.execute(RENAME)
        connection.execute(WRITE)
        assert connection.execute(ASIDE).fetchone() == (1,)
    return life.switch(DATA_SET, check=False)


def test_a_value_that_was_handed_on_holds_no_switch(ready: Ready, tmp_path: Path) -> None:
    """What is set aside only until a note is brought over is there after the switch."""
    with ready.copied(tmp_path) as life:
        done = switched(life)

        assert done.returncode == 0, done.stderr
        with life.database.connect() as connection:
            assert connection.execute(THERE).fetchone() == (2,)


def test_a_gate_that_is_asked_first_refuses(ready: Ready, tmp_path: Path) -> None:
    """Without bringing over first what is noted, the gate finds a row set aside."""
    with ready.copied(tmp_path, JUDGED_FIRST) as life:
        done = switched(life)

    assert done.returncode != 0
    assert "refused by the gate quarantine" in done.stderr
