"""What a fact must not do: stop, spread, or leave anything behind; and mutants that would."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

import pytest

from .catalog import catalog
from .facts import COUNTS, WORK, fact_example, fact_of_two
from .mutants import Mutant

if TYPE_CHECKING:
    from collections.abc import Callable

    from .facts import Facts

example = fact_example
small = fact_of_two


@pytest.mark.parametrize("wrong", ["many", "9e131071"])
def test_what_cannot_be_computed_stops_nothing_and_is_told(
    small: Callable[..., Facts], wrong: str
) -> None:
    """A value that cannot be computed is stored as the problem of a comparison, which goes on."""
    facts = small("numeric", "tolerance: 1\n")
    facts.say("one", ("a", None, wrong))
    facts.say("other", ("a", None, f"-{wrong}"))

    facts.apply()
    facts.execute("UPDATE one SET said = '1'; UPDATE other SET said = '1'")
    facts.compare()

    assert facts.execute(COUNTS) == [
        (None, None, None, None, True, False),
        (1, 1, 0, 0, False, False),
    ]


def test_a_rollback_leaves_nothing_but_the_record(example: Callable[[str], Facts]) -> None:
    """A rollback removes all that a fact made and voids what was compared; apply brings it back."""
    facts = example("second_fact")
    facts.say("model_settings", ("gpt", json.dumps({"max_tokens": 1})))
    schemas = ("public", "ai_management", WORK, "migration")
    facts.psql("planned")
    before = catalog(facts.database, schemas)
    facts.apply()
    applied = catalog(facts.database, schemas)

    facts.psql("verified", "rollback")
    voided = facts.execute(COUNTS)
    facts.psql("expanded", "rollback")
    after = catalog(facts.database, schemas)
    facts.apply()

    assert before == after
    assert before != applied
    assert applied == catalog(facts.database, schemas)
    assert voided == [(1, 0, 0, 1, False, True), (0, 0, 0, 0, False, True)]
    again = [(1, 0, 0, 1, False, False), (0, 0, 0, 0, False, False)]
    assert facts.execute(COUNTS) == [*voided, *again]


def test_a_value_that_depends_on_more_than_its_row_is_refused(
    small: Callable[..., Facts],
) -> None:
    """Postgres refuses a value that another session could read differently, and says whose."""
    facts = small("date")
    facts.psql("planned")

    done = facts.psql("expanded", check=False)

    assert done.returncode != 0
    assert "the value of one: generation expression is not immutable" in done.stderr
    assert facts.execute(f"SELECT to_regclass('{WORK}.said_statements')") == [(None,)]


# The condition costs more than the value: without a fence Postgres would make the value first.
NO_FENCE = Mutant(files="*50_fact_said.apply.sql", old="OFFSET 0", new="")


@pytest.mark.parametrize(("mutant", "failed"), [(None, False), (NO_FENCE, True)])
def test_a_value_is_made_only_of_rows_that_satisfy_the_condition(
    small: Callable[..., Facts], mutant: Mutant | None, failed: bool
) -> None:
    """A condition keeps rows out before their value is made; without a fence it does not."""
    facts = small("numeric", where="lower(kind) = reverse('rebmun')", mutant=mutant)
    facts.say("one", ("a", None, "1"))
    facts.say("other", ("a", "number", "1"), ("b", "word", "many"))

    facts.apply()

    assert facts.execute(COUNTS)[0][4] is failed


NO_COLLATION = Mutant(files="*50_fact_said.apply.sql", old=' COLLATE "C"', new="")


@pytest.mark.parametrize(("mutant", "refused"), [(None, False), (NO_COLLATION, True)])
def test_tables_with_other_collations_can_be_compared(
    small: Callable[..., Facts], mutant: Mutant | None, refused: bool
) -> None:
    """Text is compared byte by byte, whatever the collations of the tables are."""
    facts = small("text", mutant=mutant)
    facts.execute('ALTER TABLE other ALTER id TYPE text COLLATE "POSIX"')
    facts.execute('ALTER TABLE one ALTER id TYPE text COLLATE "C"')
    facts.say("one", ("a", None, "1"))
    facts.say("other", ("a", None, "1"))
    facts.psql("planned")

    done = facts.psql("expanded", check=False)

    assert (done.returncode != 0) is refused
    assert ("collation" in done.stderr) is refused


OPEN = "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC"
NO_REVOKE = Mutant(files="*50_fact_said.apply.sql", old="FROM PUBLIC;", new="FROM migration_sync;")
OWN_RIGHTS = Mutant(
    files="*50_fact_said.apply.sql", old="security_invoker = true", new="security_invoker = false"
)


@pytest.mark.parametrize(
    ("mutant", "problem"),
    [(None, ""), (NO_REVOKE, "is open to everybody"), (OWN_RIGHTS, "reads with its owner's")],
)
def test_the_lists_are_open_to_nobody_else(
    small: Callable[..., Facts], mutant: Mutant | None, problem: str
) -> None:
    """The lists, which hold data of rows, are the runner's, and read with the reader's own rights.

    Neither generous default rights nor the owner's rights open them; verifying would notice.
    """
    facts = small("text", mutant=mutant)
    facts.execute(OPEN)
    facts.psql("planned")
    facts.psql("expanded")

    done = facts.psql("expanded", "verify", check=False)

    assert problem in done.stderr
    assert (done.returncode != 0) is bool(problem)
    readers = facts.execute(
        f"""
        SELECT r.rolname
        FROM pg_roles AS r
        WHERE
            r.rolname LIKE 'migration_%'
            AND has_table_privilege(r.oid, '{WORK}.said_disagreements', 'SELECT')
        ORDER BY 1
        """
    )
    assert len(readers) == (5 if mutant is NO_REVOKE else 2)


@pytest.mark.parametrize("phase", ["expanded", "verified"])
def test_a_lock_of_the_application_is_waited_for(small: Callable[..., Facts], phase: str) -> None:
    """While an application holds a table we try again, so that nobody ever queues behind us."""
    facts = small("text")
    facts.psql("planned")
    if phase == "verified":
        facts.psql("expanded")
    with facts.database.connect(autocommit=False) as application:
        application.execute("LOCK TABLE other IN ACCESS EXCLUSIVE MODE")
        timer = threading.Timer(1, application.commit)
        timer.start()

        facts.psql(phase)
        timer.join()

    facts.psql(phase, "verify")
    compared = facts.execute(COUNTS)
    assert compared == ([(0, 0, 0, 0, False, False)] if phase == "verified" else [])
