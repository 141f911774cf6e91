"""What depends on a legacy table stops the switch, until a spec says what becomes of it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
import pytest

from render import render

from .costs_by_name import DATA_SET
from .life import folder_of
from .mutants import Mutant
from .ready import MIGRATION

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .life import Life
    from .ready import Ready

WORK = "migration_ai_management"
# Of each kind one, as an application's owner would have made it long ago.
DEPENDANTS = {
    ("view", "public.dear_calls"): """
        CREATE VIEW public.dear_calls WITH (security_barrier = true) AS
        SELECT u.id, u.cost, u.tokens FROM public.usage_logs AS u WHERE u.cost > 1
    """,
    ("materialized_view", "public.monthly_costs"): """
        CREATE MATERIALIZED VIEW public.monthly_costs AS
        SELECT date_trunc('month', created_at) AS month, sum(cost) FROM public.usage_logs GROUP BY 1
    """,
    ("function", "public.cost_of(bigint)"): """
        CREATE FUNCTION public.cost_of(wanted bigint) RETURNS numeric LANGUAGE sql STABLE
        BEGIN ATOMIC SELECT u.cost FROM public.usage_logs AS u WHERE u.id = wanted; END
    """,
    ("trigger", "aa_told"): """
        CREATE FUNCTION public.told() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
        CREATE TRIGGER aa_told AFTER INSERT ON public.usage_logs
            FOR EACH ROW EXECUTE FUNCTION public.told()
    """,
    ("rule", "quiet on public.usage_logs"): """
        CREATE RULE quiet AS ON DELETE TO public.usage_logs WHERE old.id < 0 DO INSTEAD NOTHING
    """,
    ("policy", "own_calls on public.usage_logs"): """
        CREATE POLICY own_calls ON public.usage_logs USING (true)
    """,
    ("foreign_key", "notes_call_fkey on public.notes"): """
        CREATE TABLE public.notes (
            call bigint CONSTRAINT notes_call_fkey REFERENCES public.usage_logs ON DELETE CASCADE
        )
    """,
    ("foreign_key", "usage_logs_caller_fkey on public.usage_logs"): """
        CREATE TABLE public.callers (id uuid PRIMARY KEY);
        ALTER TABLE public.usage_logs ADD CONSTRAINT usage_logs_caller_fkey
            FOREIGN KEY (user_id) REFERENCES public.callers ON DELETE CASCADE NOT VALID
    """,
    ("inheritance", "public.old_logs"): """
        CREATE TABLE public.old_logs () INHERITS (public.usage_logs)
    """,
    ("statistics", "public.by_service"): """
        CREATE STATISTICS public.by_service ON service_name, model_name FROM public.usage_logs
    """,
    ("index", "public.dear_first"): """
        CREATE INDEX dear_first ON public.usage_logs (cost) INCLUDE (tokens) WHERE cost > 1
    """,
    ("index", "public.by_token"): "CREATE INDEX by_token ON public.usage_logs (tokens)",
    ("index", "public.latest"): """
        CREATE INDEX latest ON public.usage_logs (service_name, created_at DESC)
    """,
    ("publication", "told_away"): "CREATE PUBLICATION told_away FOR TABLE public.usage_logs",
}
# The kinds of what the view and the function read of the legacy name.
READS = """
SELECT DISTINCT d.classid, c.relkind
FROM pg_depend AS d
JOIN pg_class AS c ON d.refclassid = 'pg_class'::regclass AND c.oid = d.refobjid
WHERE c.relname LIKE 'usage_logs%' AND (
    (d.classid, d.objid) = ('pg_proc'::regclass, 'public.cost_of(bigint)'::regprocedure::oid)
    OR d.objid IN (SELECT oid FROM pg_rewrite WHERE ev_class = 'public.dear_calls'::regclass)
)
"""
STAYING = {
    "index",
    "materialized_view",
    "trigger",
    "policy",
    "foreign_key",
    "statistics",
    "publication",
}

GATE = "*90_dependants_ai-management.apply.sql"
NO_QUESTION = Mutant(files=GATE, old="ELSE 'has no answer'", new="ELSE NULL")
OVERLOOKED = Mutant(
    files=GATE,
    old="FROM found AS f\n",
    new="FROM (SELECT f.* FROM found AS f WHERE f.kind <> 'policy') AS f\n",
)
SEEN_AS_FINE = Mutant(
    files="*92_statements_ai-management.apply.sql",
    old="coalesce(r.passed AND recent.so, false)",
    new="coalesce(true, r.passed)",
)
CANNOT = """\
public.usage_logs: foreign key usage_logs_caller_fkey on public.usage_logs \
cannot be kept: its action would change the retired row alone
public.usage_logs: rule quiet on public.usage_logs is to be dropped, and is still there"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The generated files of a spec with these lines more, as a `Mutant` gives them."""

    spec: str
    lines: str
    folder: Path

    def of(self, tree: Mapping[str, str]) -> dict[str, str]:
        """The tree with the files of gates, of names and of the switch as this spec wants them."""
        specs = self.folder / "specs" / MIGRATION
        shutil.copytree(folder_of(MIGRATION), specs)
        path = specs / self.spec
        path.write_text(path.read_text() + self.lines)
        made = render(specs, f"specs/{MIGRATION}")
        assert made.tree is not None, [str(finding) for finding in made.findings]
        return {
            name: made.tree[name]
            if any(one in name for one in ("/50_switch_", "/84_", "/9"))
            else text
            for name, text in tree.items()
        }


def answers(kinds: Mapping[tuple[str, str], str]) -> str:
    """The `dependants` of a spec, for dependants and their answers."""
    lines = [
        f"  - {{{kind}: {name}, answer: {answer}, because: A test says so.}}\n"
        for (kind, name), answer in kinds.items()
    ]
    return "".join(["dependants:\n", *lines])


def make(life: Life, *wanted: tuple[str, str]) -> None:
    """Make dependants of the legacy table."""
    with life.database.connect() as connection:
        for one in wanted:
            connection.execute(DEPENDANTS[one].encode())


def gate(life: Life, name: str) -> tuple[bool, str]:
    """What a gate says of the data set."""
    with life.database.connect() as connection:
        said = connection.execute(f"SELECT * FROM {WORK}.{name}(%s)".encode(), (DATA_SET,))
        found = said.fetchone()
    assert found
    return bool(found[0]), str(found[1])


def each_is_named(life: Life) -> None:
    """Every dependant without an answer is named by the gate, which refuses the switch."""
    with life.database.connect() as connection:
        connection.execute("CREATE INDEX again ON public.usage_logs (created_at DESC)")
    nothing = gate(life, "dependants_gate")
    make(life, *DEPENDANTS)
    passed, detail = gate(life, "dependants_gate")
    refused = life.switch(DATA_SET, check=False)

    assert nothing[0]
    assert not passed
    assert sorted(detail.splitlines()) == sorted(
        f"public.usage_logs: {kind.replace('_', ' ')} {name} has no answer"
        for kind, name in DEPENDANTS
    )
    assert refused.returncode != 0
    assert "switch of costs is refused by the gate dependants" in refused.stderr
    assert "kept, moved or dropped" in refused.stderr


def test_each_dependant_without_an_answer_refuses_the_switch(ready: Ready, tmp_path: Path) -> None:
    """Whatever depends on a legacy table is named by the refusal, with the way out.

    Without anything that depends on it, the same switch passes.
    """
    with ready.copied(tmp_path) as life:
        each_is_named(life)


@pytest.mark.parametrize("mutant", [NO_QUESTION, OVERLOOKED, SEEN_AS_FINE])
def test_a_gate_that_looks_away_is_noticed(mutant: Mutant, ready: Ready, tmp_path: Path) -> None:
    """A gate that asks for no answer, misses a kind, or is not heeded lets dependants be parted."""
    with ready.copied(tmp_path, mutant) as life, pytest.raises(AssertionError):
        each_is_named(life)


def test_answers_that_cannot_be_carried_out_are_refused(ready: Ready, tmp_path: Path) -> None:
    """What is to be dropped and is there refuses, and what would lose rows when it is kept."""
    said = dict.fromkeys((one for one in DEPENDANTS if one[0] in STAYING), "kept")
    said |= {("rule", "quiet on public.usage_logs"): "dropped"}
    answered = Answered(
        spec="legacy_tables/usage_logs.yaml", lines=answers(said), folder=tmp_path / "answered"
    )
    with ready.copied(tmp_path, answered) as life:
        make(life, *said)
        passed, detail = gate(life, "dependants_gate")

    assert not passed
    assert detail == CANNOT


def test_what_moves_goes_with_the_name_and_comes_back(ready: Ready, tmp_path: Path) -> None:
    """A view and a function that are answered `moved` read the owner after the switch.

    After the reverse they read the legacy table again, with their options and definitions.
    """
    moved = ("view", "public.dear_calls"), ("function", "public.cost_of(bigint)")
    answered = Answered(
        spec="legacy_tables/usage_logs.yaml",
        lines=answers(dict.fromkeys(moved, "moved")),
        folder=tmp_path / "answered",
    )
    with ready.copied(tmp_path, answered) as life:
        make(life, *moved)
        before = definitions(life)
        life.switch(DATA_SET)
        with life.database.connect() as connection:
            connection.execute("UPDATE public.usage_logs SET cost = 77 WHERE id = 7")
            found = connection.execute(
                "SELECT cost, public.cost_of(7) FROM public.dear_calls WHERE id = 7"
            ).fetchone()
            reads = connection.execute(READS).fetchall()
        life.reverse(DATA_SET)
        after = definitions(life)

    assert found == (77, 77)
    assert {kind for _, kind in reads} == {"v"}
    assert len(reads) == 2
    assert after == before


def definitions(life: Life) -> list[tuple[object, ...]]:
    """What the catalog says of the view and of the function, and of what they depend on."""
    with life.database.connect() as connection:
        return connection.execute(
            """
            SELECT pg_get_viewdef('public.dear_calls'::regclass), reloptions,
                pg_get_functiondef('public.cost_of(bigint)'::regprocedure)
            FROM pg_class WHERE oid = 'public.dear_calls'::regclass
            """
        ).fetchall()


def test_a_view_that_needs_the_key_is_refused_before_the_switch(
    ready: Ready, tmp_path: Path
) -> None:
    """A view that groups by the primary key cannot go with the name; the gate says why."""
    keyed = {("view", "public.keyed"): "moved"}
    answered = Answered(
        spec="legacy_tables/usage_logs.yaml", lines=answers(keyed), folder=tmp_path / "answered"
    )
    with ready.copied(tmp_path, answered) as life:
        with life.database.connect() as connection:
            connection.execute(
                "CREATE VIEW public.keyed AS SELECT id, tokens FROM public.usage_logs GROUP BY id"
            )
        passed, detail = gate(life, "dependants_gate")

    assert not passed
    assert 'view public.keyed cannot be moved: column "usage_logs.tokens" must appear in' in detail


def test_a_foreign_key_that_is_kept_keeps_its_promise(ready: Ready, tmp_path: Path) -> None:
    """A foreign key to the legacy table holds after the switch, by whichever name a row goes."""
    kept = {("foreign_key", "notes_call_fkey on public.notes"): "kept"}
    answered = Answered(
        spec="legacy_tables/usage_logs.yaml", lines=answers(kept), folder=tmp_path / "answered"
    )
    with ready.copied(tmp_path, answered) as life:
        make(life, *kept)
        life.switch(DATA_SET)
        with life.database.connect() as connection:
            connection.execute("INSERT INTO public.notes VALUES (7), (8), (9)")
            with pytest.raises(psycopg.errors.ForeignKeyViolation):
                connection.execute("INSERT INTO public.notes VALUES (-1)")
            connection.execute("DELETE FROM public.usage_logs WHERE id = 7")
            connection.execute("DELETE FROM ai_management.ai_usage_logs WHERE _legacy_id = 8")
            left = connection.execute("SELECT call FROM public.notes").fetchall()

    assert left == [(9,)]
