"""The texts of pg_cron's jobs are read before a switch, statement by statement, and never run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from . import jobs
from .jobs import NIGHTLY, ORDINARY, SAID, STATEMENTS, UNSCHEDULED, mutated, run
from .mutants import Mutant

if TYPE_CHECKING:
    from .life import Life

pytestmark = jobs.NEEDED
scheduled, life = jobs.scheduled, jobs.life
PREFLIGHT = "SELECT migration_desk.preflight('desk')"
WITH_CTID = "SELECT ctid FROM letters"
ROWS = "SELECT (SELECT count(*) FROM letters), (SELECT count(*) FROM desk.mails)"
LEFT = "PREPARE changeover_read AS SELECT 1"
RAISED = "SELECT rolsuper FROM pg_roles WHERE rolname = 'ordinary'"
IN_FULL = Mutant(
    files=STATEMENTS,
    old="regexp_split_to_table(blanked.said, ';')",
    new="(SELECT each_statement.said)",
)
READ_WHOLE = Mutant(
    files=STATEMENTS,
    old="FROM migration_desk.each_statement(s.statement) AS one",
    new="FROM (SELECT s.statement) AS one",
)
NOT_BLANKED = Mutant(files=STATEMENTS, old="replace(part[1], ';', ' ')", new="part[1]")
NOT_FORGOTTEN = Mutant(
    files=STATEMENTS, old="        DEALLOCATE changeover_read;\n    END IF;", new="    END IF;"
)


def scheduled_as(life: Life, *texts: str) -> str:
    """What the gate says of a job with each of these texts, after one look by a superuser."""
    run(life, UNSCHEDULED)
    for number, text in enumerate(texts):
        run(life, NIGHTLY.format(text).replace("nightly", f"nightly {number}"))
    run(life, PREFLIGHT)
    return str(run(life, SAID.format("statements"))[0][1])


def without_a_run(life: Life) -> None:
    """Of a job with two statements none is run, whether the first is or the second one writes."""
    before = run(life, ROWS)
    assert min(before[0]) > 0
    scheduled_as(life, "SELECT id FROM letters; DELETE FROM letters; DELETE FROM desk.mails")
    assert run(life, ROWS) == before


def without_a_right(life: Life) -> None:
    """What a job says to whoever looks is not done with his rights."""
    run(life, ORDINARY, "ALTER ROLE ordinary NOSUPERUSER")
    scheduled_as(life, "SELECT id FROM letters; ALTER ROLE ordinary SUPERUSER")
    assert run(life, RAISED) == [(False,)]


def one_after_another(life: Life) -> None:
    """Each statement of a job is read by itself, wherever a problem is."""
    fine = "DELETE FROM letters WHERE body IS NULL"
    assert scheduled_as(life, f"{fine}; SELECT 1;").startswith("every known statement works")
    for text in (f"{WITH_CTID}; {fine}", f"{fine}; {WITH_CTID};", f"COMMIT; {WITH_CTID}"):
        assert 'column "ctid" does not exist' in scheduled_as(life, text)


def in_quotes(life: Life) -> None:
    """A semicolon in quotes, in a comment or between dollars ends nothing."""
    for aside in ("';'", '1 AS ";"', "1 /* ; * ; */", "1 -- ;\n", "$$;$$", "$a$ ; $a$"):
        said = scheduled_as(life, f"SELECT ctid, {aside} FROM letters")
        assert 'column "ctid" does not exist' in said


def after_another(life: Life) -> None:
    """What fails, or was left by a look that was cancelled, hides nothing of what comes then."""
    texts = "SELECT id FROM letters; SELECT 1 / 0", WITH_CTID
    assert WITH_CTID in scheduled_as(life, *texts)
    assert WITH_CTID in str(run(life, LEFT, SAID.format("statements")))


STORIES = {
    "nothing is run": (without_a_run, (IN_FULL,)),
    "no right is used": (without_a_right, (IN_FULL,)),
    "each by itself": (one_after_another, (IN_FULL, READ_WHOLE)),
    "in quotes": (in_quotes, (NOT_BLANKED,)),
    "after another": (after_another, (NOT_FORGOTTEN,)),
}


@pytest.mark.parametrize("name", STORIES)
def test_the_text_of_a_job_is_read_and_not_run(name: str, life: Life) -> None:
    """Whoever looks may be a superuser, and jobs are anybody's: see the name of each case."""
    STORIES[name][0](life)


@pytest.mark.parametrize(
    ("name", "mutant"), [(name, one) for name, (_, mutants) in STORIES.items() for one in mutants]
)
def test_without_its_part_a_text_is_run_or_not_read(name: str, mutant: Mutant, life: Life) -> None:
    """Each part, taken away, makes the test of its promise fail."""
    with mutated(life, mutant), pytest.raises(AssertionError):
        STORIES[name][0](life)
