"""What keeps a split row whole from the switch on: take one protection away, and it shows."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import psycopg
import pytest

from .costs_by_name import apart
from .desk import MIGRATION, SAME, TABLES, again, clean, refused, run
from .mutants import Mutant

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .life import Life
    from .ready import Ready

SWITCH = "*50_switch_desk.apply.sql"


def asleep(name: str) -> Mutant:
    """A trigger that the switch does not wake."""
    return Mutant(
        files=SWITCH,
        old=f"ENABLE ALWAYS TRIGGER zz_changeover_{name},",
        new=f"DISABLE TRIGGER zz_changeover_{name},",
    )


def not_always(name: str) -> Mutant:
    """A trigger that does not see what a replication session writes."""
    return Mutant(
        files=SWITCH,
        old=f"ENABLE ALWAYS TRIGGER zz_changeover_{name},",
        new=f"ENABLE TRIGGER zz_changeover_{name},",
    )


NO_DELETE = Mutant(
    files="*87_in_step_surveys.apply.sql",
    old="        DELETE FROM desk.marks AS p\n        USING",
    new="",
    until="        INSERT INTO desk.marks",
)
DELETES_FIRST = Mutant(
    files="*87_in_step_replies.apply.sql",
    old="        UPDATE desk.wordings AS p\n        SET (",
    new="",
    until="        DELETE FROM desk.wordings AS p\n        USING",
)
NO_MARK = Mutant(
    files="*87_in_step_replies.apply.sql", old="p._migrated_at IS NULL\n            OR", new=""
)
NO_ADOPTION = Mutant(
    files="*86_reconcile_replies.apply.sql",
    old="            p.answer_id = e.answer_id\n",
    new="            (p.answer_id, p.edition) = (e.answer_id, e.edition)\n",
)
WORDING = """
SELECT w.edition, w.body FROM desk.wordings AS w JOIN desk.answers AS a ON a.id = w.answer_id
WHERE a.name = 'hello' ORDER BY 1
"""
HELLO = "(SELECT id FROM desk.answers WHERE name = 'hello')"
FIRST = "(SELECT id FROM desk.polls WHERE title = 'first')"
MARKS = f"SELECT place, mark FROM desk.marks WHERE poll_id = {FIRST} ORDER BY 1"


def derived(life: Life) -> None:
    """What is written by the legacy name is in the parts, and what it no longer says is gone."""
    run(life, "UPDATE public.replies SET body = 'Hi', edition = 7 WHERE name = 'hello'")
    assert run(life, WORDING) == [(8, "Hi")]
    run(life, """UPDATE public.surveys SET marks = '["fair"]' WHERE title = 'first'""")
    assert run(life, MARKS) == [(1, "fair")]
    run(life, "INSERT INTO public.replies (name, body) VALUES ('new', 'New')")
    assert run(life, "SELECT count(*) FROM desk.wordings WHERE body = 'New'") == [(1,)]
    again(life)


def told(life: Life) -> None:
    """What is written to a part's row is there by the legacy name, its key included."""
    run(life, f"UPDATE desk.wordings SET body = 'Hey', edition = 5 WHERE answer_id = {HELLO}")
    seen = "SELECT body, edition FROM public.replies WHERE name = 'hello'"
    assert run(life, seen) == [("Hey", 4)]
    assert apart(life, TABLES) == SAME
    again(life)


def told_by_replication(life: Life) -> None:
    """What a replication session writes to a part's row is there by the legacy name."""
    run(
        life,
        "SET session_replication_role = replica",
        f"UPDATE desk.wordings SET body = 'Hey' WHERE answer_id = {HELLO}",
    )
    assert run(life, "SELECT body FROM public.replies WHERE name = 'hello'") == [("Hey",)]
    clean(life)


def whole(life: Life) -> None:
    """At COMMIT a row has its parts, whichever was written first; else nothing is written."""
    born = "INSERT INTO desk.answers (name) VALUES ('born')"
    worded = """
        INSERT INTO desk.wordings (answer_id, edition, body)
        SELECT id, 3, 'Born' FROM desk.answers WHERE name = 'born'
    """
    assert refused(life, born) == ("MG120", "answers")
    assert refused(life, f"DELETE FROM desk.wordings WHERE answer_id = {HELLO}") == (
        "MG120",
        "answers",
    )
    run(life, born, worded)
    seen = "SELECT body, edition FROM public.replies WHERE name = 'born'"
    assert run(life, seen) == [("Born", 2)]
    assert run(life, seen.replace("replies", "replies_retired")) == [("Born", 2)]
    again(life)


def no_more_than_whole(life: Life) -> None:
    """A part's row that no legacy row means is refused at COMMIT, and not before."""
    more = f"INSERT INTO desk.wordings (answer_id, edition, body) SELECT {HELLO}, 9, 'More'"
    assert refused(life, more) == ("MG120", "wordings")
    run(life, more, "DELETE FROM desk.wordings WHERE edition = 2 AND body = 'Hello'")
    assert run(life, "SELECT body, edition FROM public.replies WHERE name = 'hello'") == [
        ("More", 8)
    ]
    again(life)


def elements(life: Life) -> None:
    """An array's element is refused at COMMIT when the array does not have it; the same is not."""
    gone = f"DELETE FROM desk.marks WHERE poll_id = {FIRST} AND place = 2"
    back = f"INSERT INTO desk.marks (poll_id, place, mark) SELECT {FIRST}, 2, 'bad'"
    assert refused(life, gone) == ("MG120", "polls")
    assert refused(life, gone, back.replace("bad", "worse")) == ("MG120", "polls")
    assert refused(life, back.replace("2, 'bad'", "3, 'bad'"))[0] == "MG120"
    run(life, gone, back)
    again(life)


def emptied(life: Life) -> None:
    """A part that is emptied is noticed like rows that are deleted one by one."""
    assert refused(life, "TRUNCATE desk.marks") == ("MG120", "polls")
    again(life)


def vacated(life: Life) -> None:
    """A row goes with its parts, or takes them along to its new key, by either name."""
    run(life, "UPDATE public.replies SET id = 900 WHERE name = 'hello'")
    assert run(life, WORDING) == [(2, "Hello")]
    run(life, "DELETE FROM public.replies WHERE name = 'hello'")
    run(life, "DELETE FROM desk.answers WHERE name = 'bye'")
    assert run(life, "SELECT count(*) FROM desk.wordings") == [(0,)]
    again(life)


def yields(life: Life) -> None:
    """Where both names write one row crosswise, the new one gives way at once, with 40001."""
    with (
        life.database.connect(autocommit=False) as legacy,
        life.database.connect(autocommit=False) as new,
        ThreadPoolExecutor(1) as pool,
    ):
        legacy.execute("UPDATE public.replies SET name = 'hello' WHERE name = 'hello'")
        writing = pool.submit(
            new.execute, "UPDATE desk.wordings SET body = body || '!' WHERE body = 'Hello'"
        )
        time.sleep(0.1)
        legacy.execute("UPDATE public.replies SET body = body || '?' WHERE name = 'hello'")
        legacy.commit()
        with pytest.raises(psycopg.Error) as error:
            writing.result()
        assert error.value.sqlstate == "40001"
        new.rollback()
    assert run(life, WORDING) == [(2, "Hello?")]
    clean(life)


def same_row(life: Life) -> None:
    """Who waits for a part's row while legacy gives it another key then finds that row."""
    with (
        life.database.connect(autocommit=False) as legacy,
        life.database.connect() as new,
        ThreadPoolExecutor(1) as pool,
    ):
        legacy.execute("UPDATE public.replies SET edition = 7 WHERE name = 'hello'")
        more = "UPDATE desk.wordings SET edition = edition + 1 WHERE body = 'Hello'"
        writing = pool.submit(new.execute, more)
        time.sleep(0.1)
        legacy.commit()
        assert writing.result().rowcount == 1
    assert run(life, WORDING) == [(9, "Hello")]
    clean(life)


PROTECTIONS: dict[str, tuple[Callable[[Life], None], tuple[Mutant, ...]]] = {
    "parts follow": (derived, (asleep("replies_in_step"), NO_DELETE)),
    "parts tell": (told, (asleep("replies_wordings_tell"), NO_ADOPTION)),
    "replication tells": (told_by_replication, (not_always("replies_wordings_tell"),)),
    "rows are whole": (whole, (asleep("replies_whole"), NO_MARK)),
    "rows are no more than whole": (no_more_than_whole, (asleep("replies_wordings_whole"),)),
    "elements are those of the array": (elements, (asleep("surveys_marks_tell"),)),
    "TRUNCATE of a part is noticed": (emptied, (asleep("surveys_marks_truncated"),)),
    "parts go with their row": (vacated, (asleep("replies_vacate"),)),
    "a row stays the same row": (same_row, (DELETES_FIRST,)),
    "the new name gives way": (yields, (asleep("replies_wordings_lock"),)),
}


@pytest.mark.parametrize("what", PROTECTIONS)
def test_each_protection_of_parts_holds(what: str, desk: Ready, tmp_path: Path) -> None:
    """What a switched data set promises of split rows is so: see the name of each case."""
    with desk.copied(tmp_path) as life:
        life.switch(MIGRATION)
        PROTECTIONS[what][0](life)


@pytest.mark.parametrize(
    ("what", "mutant"),
    [(what, mutant) for what, (_, mutants) in PROTECTIONS.items() for mutant in mutants],
)
def test_without_its_protection_each_promise_of_parts_is_broken(
    what: str, mutant: Mutant, desk: Ready, tmp_path: Path
) -> None:
    """Each protection of split rows, taken away, makes the test of its promise fail."""
    with desk.copied(tmp_path, mutant) as life:
        # The switch is done when its own check complains of a trigger that sleeps.
        life.switch(MIGRATION, check=False)
        with pytest.raises((AssertionError, psycopg.Error, pytest.fail.Exception)):
            PROTECTIONS[what][0](life)
