"""Usage logs: how they come in, what is counted, and what is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.control.sessions import one, rows
from tests.edge.bench import Bench, lost
from tests.edge.lines import ago, call, log
from tests.fixtures.approvals import login
from tests.fixtures.promises import NEVER, Mutant, Mutants, each_mutant, each_promise

if TYPE_CHECKING:
    from collections.abc import Callable


# Of all days together: these calls were made in hours that may lie on both sides of midnight.
CALLS = """
SELECT endpoint, route, client, sum(calls)::int FROM migration.legacy_call
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
LOADS = "SELECT edge, lines, unread, unfinished FROM migration.edge_load ORDER BY load"
EVERYTHING = (
    "SELECT c::text FROM migration.legacy_call AS c UNION ALL"
    " SELECT l::text FROM migration.edge_log AS l ORDER BY 1"
)


def the_same_log_again_changes_nothing(bench: Bench) -> None:
    """Who loads a log twice has loaded it once; that he looked twice is known."""
    text = log(call(1, ago(hours=2)), call(2, ago(hours=1)))
    first = bench.loaded("usage", text)
    before = rows(bench.session, EVERYTHING)
    again = bench.loaded("usage", text)
    assert "2 lines, 2 new calls, 0 unread; last caller: reporting at " in first
    assert "2 lines, 0 new calls, 0 unread" in again
    assert rows(bench.session, EVERYTHING) == before
    assert rows(bench.session, LOADS) == [("edge-1", 2, 0, False)] * 2


def a_longer_log_adds(bench: Bench) -> None:
    """What a log has gained since it was loaded is added, and nothing counted twice."""
    text = log(call(1, ago(hours=3)))
    bench.loaded("usage", text)
    said = bench.loaded(
        "usage", text + log(call(2, ago(hours=2)), call(3, ago(hours=1), client="ip:::1"))
    )
    assert "3 lines, 2 new calls" in said
    assert "last caller: ip:::1 at " in said
    assert rows(bench.session, CALLS) == [
        ("costs", "summary", "ip:::1", 1), ("costs", "summary", "reporting", 2),
    ]  # fmt: skip


def a_shorter_log_is_refused(bench: Bench) -> None:
    """A log that has lost lines is not the one that was loaded; nothing of it is stored."""
    lines = [call(1, ago(hours=3)), call(2, ago(hours=2)), call(3, ago(hours=1))]
    bench.loaded("usage", log(*lines))
    before = rows(bench.session, EVERYTHING), rows(bench.session, LOADS)
    said = bench.refused("usage", log(*lines[:2]))
    assert "this log is not what was loaded before, with more lines at its end" in said
    assert "It has 2 lines; loaded were 3." in said
    assert (rows(bench.session, EVERYTHING), rows(bench.session, LOADS)) == before


def a_changed_log_is_refused(bench: Bench) -> None:
    """A log whose known lines were exchanged is not the one that was loaded."""
    bench.loaded("usage", log(call(1, ago(hours=3)), call(2, ago(hours=2))))
    said = bench.refused(
        "usage", log(call(1, ago(hours=3)), call(7, ago(hours=2)), call(8, ago(hours=1)))
    )
    assert "this log is not what was loaded before" in said


def a_log_is_of_one_edge(bench: Bench) -> None:
    """The log of one edge does not pass for that of another, where nobody has looked."""
    text = log(call(1, ago(hours=3)))
    bench.loaded("usage", text)
    said = bench.refused("usage", text, name="edge-2")
    assert "this log was loaded before, as one of edge-1" in said
    assert rows(bench.session, LOADS) == [("edge-1", 1, 0, False)]


def an_edge_has_a_name(bench: Bench) -> None:
    """Without the edge's name nothing is loaded."""
    for name in (None, "", "two words", "-x", "x" * 64):
        assert "a log belongs to an edge that has a name" in bench.refused("usage", "", name=name)


def a_half_line_waits(bench: Bench) -> None:
    """A line that is being written is left for the next load, and then counted once."""
    text = log(call(1, ago(hours=3)), call(2, ago(hours=2)))
    said = bench.loaded("usage", text[:-30])
    whole = bench.loaded("usage", text.rstrip("\n"))
    assert "1 lines, 1 new calls, 0 unread" in said
    assert "2 lines, 1 new calls, 0 unread" in whole
    assert rows(bench.session, LOADS) == [("edge-1", 1, 0, True), ("edge-1", 2, 0, False)]
    assert rows(bench.session, CALLS) == [("costs", "summary", "reporting", 2)]


def what_nobody_can_read_is_told(bench: Bench) -> None:
    """Broken lines and unknown endpoints are counted and said; all others are stored."""
    broken = (
        '{"id":"', "", "null", "[]", "7", '{"id":"\\u0000"}', "\\.x", "[" * 10000,
        json.dumps(call(2, ago(hours=1), id="short")),
        json.dumps(call(3, "yesterday")),
        json.dumps(call(4, "2026-13-01T00:00:00+00:00")),
        json.dumps(call(4, "2026-11-01T00:00:00")),
        json.dumps(call(5, ago(hours=1), side="both")),
        json.dumps(call(6, ago(hours=1), status="ok")),
        json.dumps(call(7, ago(hours=1), client="two words")),
        json.dumps(call(8, ago(hours=1), client=None)),
        json.dumps(call(9, ago(hours=1), endpoint="other")),
    )  # fmt: skip
    text = log(call(1, ago(hours=3)), *broken, call(10, ago(hours=1)))
    done = bench.load("usage", text)
    assert done.returncode == 0, done
    assert f"19 lines, 2 new calls, {len(broken)} unread".encode() in done.stdout
    assert f"WARNING:  {len(broken)} of 19 lines could not be read".encode() in done.stderr
    assert rows(bench.session, CALLS) == [("costs", "summary", "reporting", 2)]
    assert rows(bench.session, LOADS) == [("edge-1", 19, len(broken), False)]


def strange_bytes_stop_nothing(bench: Bench) -> None:
    """Bytes that are no letters spoil their own line, not the log."""
    text = log(call(1, ago(hours=3))).encode() + b"\xff\xfe\x80\n\x00\x00\n" + b'{"a\xc3":1}\n'
    said = bench.loaded("usage", text + log(call(2, ago(hours=1))).encode())
    assert "2 new calls" in said
    assert "2 new calls, 0 unread" not in said


def no_byte_hides_the_lines_behind_it(bench: Bench) -> None:
    """A NUL, an end of data or a control character spoils one line; a CR at its end does not."""
    spoiled = (
        b"\\.", b"\0", b"a\rb", b"\x1ea", b"\x1fa", b"a\x1db", b"\x01\x01", b"\x02", b"\x05",
        b"\0" * 9 + log(call(90, ago(hours=1))).encode().rstrip(),
        log(call(91, ago(hours=1), client="a~b")).encode().rstrip().replace(b"~", b"\0"),
        log(call(92, ago(hours=1), client="a~b")).encode().rstrip().replace(b"~", b'\x04"'),
        log(call(93, ago(hours=1))).encode().rstrip() + b"\x03",
    )  # fmt: skip
    text = b""
    for number, line in enumerate(spoiled):
        text += line + b"\n" + log(call(number, ago(hours=1), client='a"b')).encode()
    text += log(call(98, ago(hours=1))).encode().replace(b"\n", b"\r\n")
    said = bench.loaded("usage", text + log(call(99, ago(hours=1))).encode())
    calls = len(spoiled) + 2
    assert f"{calls + len(spoiled)} lines, {calls} new calls, {len(spoiled)} unread" in said


def a_spoiled_line_is_not_waited_for(bench: Bench) -> None:
    """A last line that was written to its end, and that nobody can read, is unread at once."""
    for number, line in enumerate(('{"id":', '{"id":"\0', "\\.", "\5"), 1):
        text = log(call(number, ago(hours=1))) + line
        bench.loaded("usage", text)
        bench.loaded("usage", text + "\n")
    assert rows(bench.session, LOADS) == [("edge-1", 1, 0, True), ("edge-1", 2, 1, False)] * 4


def a_log_may_begin_badly(bench: Bench) -> None:
    """A log whose first line nobody can read is known all the same."""
    text = "broken\n" + log(call(1, ago(hours=3)))
    bench.loaded("usage", text)
    said = bench.loaded("usage", text + log(call(2, ago(hours=1))))
    assert "3 lines, 1 new calls, 1 unread" in said


def every_line_is_accounted_for(bench: Bench) -> None:
    """A load that does not say what became of every line is refused."""
    with pytest.raises(Exception, match="of 2 lines 0 are calls and 1 could not be read"):
        bench.session.execute(
            "SELECT migration.load_usage('ai', 'edge-1', 'x', 2, NULL, 'y', 1, 1, false, '[]')"
        )


def both_edges_are_counted(bench: Bench) -> None:
    """The calls of two edges add up."""
    bench.loaded("usage", log(call(1, ago(hours=3))))
    bench.loaded("usage", log(call(2, ago(hours=2))), name="edge-2")
    assert one(bench.session, "SELECT calls FROM migration.last_caller") == 2
    assert one(bench.session, "SELECT sum(calls) FROM migration.usage_by_day") == 2


def a_runner_loads(bench: Bench) -> None:
    """A runner who is nothing else loads logs, also where he may own nothing."""
    login(bench.session, "franz", "migration_runner")
    bench.loaded("usage", log(call(1, ago(hours=3))), user="franz")
    assert one(bench.session, "SELECT loaded_by FROM migration.edge_load") == "franz"


FILTER = r'LC_ALL=C tr "\000\001\003\004\005\015\134" "\002\002\002\002\002\003\004"'
LOADS_PART, READ = "edge_loads", "edge_usage_read"
PROTECTIONS: dict[Callable[[Bench], None], Mutants] = {
    the_same_log_again_changes_nothing: (
        (READ, "WHERE (c.migration, c.log) = (load_usage.migration, load_usage.log)",
         "WHERE false"),
    ),
    a_longer_log_adds: ((READ, "became - before", "became"),),
    a_shorter_log_is_refused: (
        (LOADS_PART, "IF note_load.lines < known.lines\n        OR sha256", "IF false AND sha256"),
    ),
    a_changed_log_is_refused: (
        (LOADS_PART, "IS DISTINCT FROM known.last_line", "IS NULL"),
    ),
    a_log_is_of_one_edge: ((LOADS_PART, "IF known.edge <> note_load.edge THEN", NEVER),),
    an_edge_has_a_name: (
        (LOADS_PART, "IF edge IS NULL OR edge !~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$' THEN", NEVER),
    ),
    a_half_line_waits: (
        ("load_usage", "OR NOT s.unended", "OR true"),
        ("load_usage", ' && printf "\\005"', ""),
    ),
    what_nobody_can_read_is_told: (
        (READ, "IF load_usage.unread > 0 THEN", NEVER),
        (READ, "WHEN OTHERS THEN", "WHEN no_data_found THEN"),
        (READ, "AND said ->> 'side' IN ('legacy', 'new')\n", ""),
        (READ, r"AND said ->> 'client' ~ '^\S{1,100}$'", ""),
        (READ, r"(Z|[+-]\d\d:\d\d)$", ""),
        ("load_usage", " AND e.endpoint IS NOT NULL AS counts", " AS counts"),
    ),
    strange_bytes_stop_nothing: (("load_usage", "SET client_encoding = 'LATIN1';\n", ""),),
    no_byte_hides_the_lines_behind_it: (
        ("load_usage", FILTER, "cat"),
        ("load_usage", FILTER, r'tr "\000\015" "??"'),
        ("load_usage", r'"\000\001\003\004\005\015\134"', r'"\000\001\002\002\005\015\134"'),
        ("load_usage", r'"\000\001\003\004\005\015\134"', r'"\000\001\003\004\002\015\134"'),
        ("load_usage", r"E'\r\\'", "'??'"),
    ),
    a_spoiled_line_is_not_waited_for: (
        ("load_usage", "OR NOT s.unended", "OR s.number < (SELECT max(n.number) FROM said AS n)"),
        ("load_usage", "WHERE a.line <> E'\\x05'", ""),
    ),
    a_log_may_begin_badly: (
        ("load_usage", "SELECT coalesce(f.id, ", "SELECT coalesce(f.id, NULL::text || "),
    ),
    every_line_is_accounted_for: (
        (READ, "IF became + load_usage.unread <> load_usage.lines THEN", NEVER),
    ),
    both_edges_are_counted: (("edge_usage_log", "sum(c.calls)::bigint AS calls", "1 AS calls"),),
    a_runner_loads: (
        (READ, "TO migration_runner;", "TO migration_auditor;"),
        (LOADS_PART, "TO migration_runner;", "TO migration_auditor;"),
    ),
}  # fmt: skip


@each_promise(PROTECTIONS)
def test_each_protection_of_the_usage_holds(bench: Bench, promise: Callable[[Bench], None]) -> None:
    """What is promised of usage logs is so: see the name of each case."""
    promise(bench)


@each_mutant(PROTECTIONS)
def test_without_its_protection_usage_is_miscounted(
    empty: Bench, promise: Callable[[Bench], None], mutant: Mutant
) -> None:
    """Each protection, taken away, makes the test of its promise fail."""
    lost(empty, promise, mutant)


def test_without_its_filter_nothing_is_loaded(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where tr is missing the load fails; it does not look as if nobody had called."""
    monkeypatch.setenv("PATH", "/nowhere")

    assert "tr" in bench.refused("usage", log(call(1, ago(hours=1))))
    assert rows(bench.session, LOADS) == []
