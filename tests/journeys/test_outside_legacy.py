"""What the legacy table cannot hold after the switch: refused, parked, or seen otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .desk import MIGRATION, again, clean, run
from .mutants import Mutant

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .life import Life
    from .ready import Ready

PARKED = "*89_parked_letters.apply.sql"
REPLACED = "*89_parked_tickets.apply.sql"
SWITCH = "*50_switch_desk.apply.sql"
FORGETS = Mutant(
    files=PARKED,
    old="    INSERT INTO migration_desk.letters_parked",
    new="",
    until="    DELETE FROM desk.mails",
)
STAYS_AWAY = Mutant(files=SWITCH, old="rows := migration_desk.letters_unpark();", new="rows := 0;")
STAYS_IN_SIGHT = Mutant(
    files="*84_names_letters.apply.sql", old=" AND t._parked IS NOT TRUE", new=""
)
STAYS_RETIRED = Mutant(files="*88_reverse_letters.apply.sql", old="NEW._parked OR", new="false OR")
NOT_PARKED = Mutant(
    files="*86_reconcile_letters.apply.sql",
    old="            parked := true;",
    new="            NULL;",
)
FORGETS_VALUE = Mutant(
    files=REPLACED,
    old="    INSERT INTO migration_desk.tickets_substituted",
    new="",
    until="    UPDATE desk.cases",
)
OVERWRITES_NEWER = Mutant(files=REPLACED, old="AND s.seen =", new="AND true OR s.seen =")
NOT_LEFT_ALONE = Mutant(
    files="*86_reconcile_tickets.apply.sql", old="= ANY (OLD._substituted)", new="= 'nothing'"
)
COMPARED_AS_IS = Mutant(
    files="*60_validator_tickets.apply.sql",
    old="CASE WHEN 'queue_id' = ANY (t._substituted)",
    new="CASE WHEN false",
)
JUDGED_AS_IS = Mutant(
    files="*59_oracle_tickets.apply.sql", old="'_substituted' ? name", new="'_substituted' ? ''"
)
RESTORED_AS_IS = Mutant(
    files="*58_restored_tickets.apply.sql",
    old="CASE WHEN 'state' = ANY (t._substituted)",
    new="CASE WHEN false",
)


def parks(life: Life) -> None:
    """A row that legacy cannot hold is out of its sight, survives a reverse, and comes back."""
    run(life, "UPDATE desk.mails SET urgency = 'none' WHERE body = 'one'")
    run(life, "INSERT INTO desk.mails (urgency, body) VALUES ('none', 'three')")
    assert run(life, "SELECT body FROM public.letters") == [("two",)]
    assert run(life, "SELECT count(*) FROM migration_desk.letters_outside_legacy") == [(2,)]
    clean(life)
    life.reverse(MIGRATION)
    clean(life)
    assert run(life, "SELECT body FROM public.letters") == [("two",)]
    assert run(life, "SELECT count(*), bool_and(kept) FROM migration_desk.letters_outside_legacy")
    life.switch(MIGRATION)
    clean(life)
    found = run(life, "SELECT urgency, body FROM desk.mails ORDER BY _legacy_id")
    assert found == [("none", "one"), ("low", "two"), ("none", "three")]
    run(life, "UPDATE desk.mails SET urgency = 'low' WHERE body = 'three'")
    found = run(life, "SELECT urgent, body FROM public.letters ORDER BY id")
    assert found == [(False, "two"), (False, "three")]
    again(life)


def substitutes(life: Life) -> None:
    """Legacy sees the substitute; what it leaves alone stays as the new system wrote it."""
    long = "SELECT id FROM desk.queues WHERE slug = 'complaints and praise'"
    run(life, f"UPDATE desk.cases SET queue_id = ({long}), state = 'waiting' WHERE title = 'one'")
    seen = "SELECT queue, open FROM public.tickets WHERE title = 'one'"
    own = """
        SELECT q.slug, c.state FROM desk.cases AS c JOIN desk.queues AS q ON q.id = c.queue_id
        WHERE c.title = 'one'
    """
    assert run(life, seen) == [("other", True)]
    run(life, "UPDATE public.tickets SET title = title, open = true WHERE title = 'one'")
    assert run(life, own) == [("complaints and praise", "waiting")]
    clean(life)
    life.reverse(MIGRATION)
    clean(life)
    assert run(life, seen) == [("other", True)]
    run(life, "UPDATE public.tickets SET open = false WHERE title = 'one'")
    life.validate(MIGRATION)
    life.switch(MIGRATION)
    assert run(life, own) == [("complaints and praise", "closed")]
    clean(life)
    run(life, "UPDATE public.tickets SET queue = 'sales' WHERE title = 'one'")
    assert run(life, own) == [("sales", "closed")]
    again(life)


CASES: dict[str, tuple[Callable[[Life], None], tuple[Mutant, ...]]] = {
    "park": (
        parks,
        (FORGETS, STAYS_AWAY, STAYS_IN_SIGHT, STAYS_RETIRED, NOT_PARKED),
    ),
    "substitute": (
        substitutes,
        (
            FORGETS_VALUE,
            OVERWRITES_NEWER,
            NOT_LEFT_ALONE,
            COMPARED_AS_IS,
            JUDGED_AS_IS,
            RESTORED_AS_IS,
        ),
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_each_answer_keeps_its_promise(what: str, desk: Ready, tmp_path: Path) -> None:
    """What a mapping answers for rows outside legacy is so: see the name of each case."""
    with desk.copied(tmp_path) as life:
        life.switch(MIGRATION)
        CASES[what][0](life)


@pytest.mark.parametrize(
    ("what", "mutant"),
    [(what, mutant) for what, (_, mutants) in CASES.items() for mutant in mutants],
)
def test_without_its_protection_each_answer_breaks_its_promise(
    what: str, mutant: Mutant, desk: Ready, tmp_path: Path
) -> None:
    """Each protection of what legacy cannot hold, taken away, makes the test of it fail."""
    with desk.copied(tmp_path, mutant) as life:
        life.switch(MIGRATION)
        with pytest.raises((AssertionError, pytest.fail.Exception)):
            CASES[what][0](life)


def test_a_rollback_throws_away_nothing_that_is_kept(desk: Ready, tmp_path: Path) -> None:
    """While a reverse keeps rows that legacy cannot hold, the phase that has them stays."""
    with desk.copied(tmp_path) as life:
        life.switch(MIGRATION)
        run(life, "INSERT INTO desk.mails (urgency, body) VALUES ('none', 'three')")
        life.reverse(MIGRATION)

        done = life.psql("verified", "rollback", check=False)
        kept = run(life, "SELECT kept ->> 'body' FROM migration_desk.letters_parked")
        run(life, "DELETE FROM migration_desk.letters_parked")
        life.psql("verified", "rollback")

        assert done.returncode != 0
        assert "migration_desk.letters_parked" in done.stderr
        assert kept == [("three",)]
        assert run(life, "SELECT to_regclass('migration_desk.letters_parked')") == [(None,)]
