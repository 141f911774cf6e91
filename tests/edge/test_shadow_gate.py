"""The gate of the switch: when the new system reads what the legacy system reads."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tests.control.sessions import one
from tests.edge import known
from tests.edge.bench import Bench, lost
from tests.edge.lines import ago, agreed, log, read
from tests.fixtures.promises import NEVER, Mutant, Mutants, each_mutant, each_promise

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.edge.lines import Line
    from tests.fixtures.databases import Database

FORGOTTEN = "DELETE FROM migration.shadow_read; DELETE FROM migration.edge_log"


def opened(bench: Bench) -> None:
    """The gate is open, once somebody has looked at the calls, too."""
    bench.loaded("usage", "")
    passed, detail = bench.verdict("shadow_reads_agree")
    assert passed, detail


def closed(bench: Bench, text: str) -> None:
    """The gate is closed, and says so."""
    passed, detail = bench.verdict("shadow_reads_agree")
    assert not passed
    assert text in detail


def enough_reads_agree(bench: Bench) -> None:
    """The gate opens with enough reads of each endpoint, over long enough, and not before."""
    closed(bench, "costs: 0 of 4 reads compared")
    bench.loaded("shadow", log(*agreed(reads=3)))
    closed(bench, "costs: 3 of 4 reads compared")
    bench.session.execute(FORGOTTEN)
    bench.loaded("shadow", log(*agreed(hours=1)))
    closed(bench, "costs: compared over 01:00:00 of 02:00:00")
    bench.session.execute(FORGOTTEN)
    bench.loaded("shadow", log(*agreed()))
    bench.loaded("usage", "")
    assert bench.verdict("shadow_reads_agree") == (
        True, "4 reads compared; no difference stands.",
    )  # fmt: skip
    assert bench.verdict("shadow_reads_agree", "settings") == (
        False, "models: 0 of 4 reads compared.",
    )  # fmt: skip


def what_failed_was_not_compared(bench: Bench) -> None:
    """A read that the new system could not answer is none of those that are needed."""
    failed = read(9, ago(hours=3.2), "failed")
    bench.loaded("shadow", log(failed, *agreed(reads=3)))
    closed(bench, "costs: 3 of 4 reads compared")


def errors(*, hours: float = 4) -> list[Line]:
    """Reads that legacy itself did not answer with what was read, from so long ago until now."""
    return [
        read(50, ago(hours=hours), "equal_error", legacy_status=404, new_status=404, new_ms=9000),
        read(51, ago(hours=0.2), "equal", legacy_status=401, new_status=401, new_ms=9000),
        read(52, ago(hours=0.1), "raced", legacy_status=500, new_status=500, new_ms=9000),
        read(53, ago(minutes=1), "unread", legacy_status=0, legacy_ms=0, new_ms=9000),
        read(54, ago(minutes=1), "equal", legacy_status=302, new_status=302, new_ms=9000),
    ]


def errors_of_legacy_are_no_agreement(bench: Bench) -> None:
    """An error of legacy, a way elsewhere or no answer is none of the reads that are needed."""
    said = bench.loaded("shadow", log(*errors()))
    assert said == "edge-1: 5 lines, 0 reads, 0 different, 0 failed, 5 errors, 0 unread\n"
    assert one(bench.session, "SELECT sum(errors) FROM migration.shadow_read") == 5
    closed(bench, "costs: 0 of 4 reads compared")
    bench.session.execute(FORGOTTEN)
    bench.loaded("shadow", log(*agreed(reads=3), *errors()))
    closed(bench, "costs: 3 of 4 reads compared")


def errors_of_legacy_shorten_no_time(bench: Bench) -> None:
    """Errors neither stretch the time of the reads, nor make them fresh, nor slow, nor differ."""
    bench.loaded("shadow", log(*agreed(hours=1), *errors()))
    closed(bench, "costs: compared over 01:00:00 of 02:00:00")
    bench.session.execute(FORGOTTEN)
    bench.loaded("shadow", log(*agreed(until=25), *errors()))
    closed(bench, "costs: last compared ")
    bench.session.execute(FORGOTTEN)
    bench.loaded("shadow", log(*agreed(), *errors()))
    opened(bench)


def errors_of_legacy_settle_no_difference(bench: Bench) -> None:
    """After a difference both must read the same again; the same error is not enough."""
    wrong = read(30, ago(hours=3.05), "different", route="usage")
    later = [one | {"route": "usage"} for one in errors()]
    bench.loaded("shadow", log(wrong, *agreed(), *later))
    closed(bench, "costs.usage: 1 different and 0 failed, last ")


def old_reads_prove_nothing(bench: Bench) -> None:
    """Reads count as long as a comparison of the rows does, and not when the clock was set back."""
    bench.loaded("shadow", log(*agreed(until=25)))
    closed(bench, "costs: last compared ")
    bench.session.execute("UPDATE migration.shadow_read SET last_at = now() + interval '1 hour'")
    closed(bench, "costs: last compared ")
    bench.session.execute("UPDATE migration.shadow_read SET last_at = now()")
    opened(bench)


def a_difference_closes_the_gate(bench: Bench) -> None:
    """A difference or a failure closes the gate, until long after and both agree again."""
    lines = agreed()
    for number, outcome in enumerate(("different", "failed"), 10):
        bench.session.execute(FORGOTTEN)
        wrong = read(number, ago(hours=1), outcome, route="usage")
        said = f"costs.usage: {int(number == 10)} different and {int(number == 11)} failed, last "
        bench.loaded("shadow", log(*lines, wrong))
        closed(bench, said)
        # An hour later is not long enough, although both agree now.
        bench.loaded("shadow", log(*lines, wrong, read(20, ago(hours=0.5), route="usage")))
        closed(bench, said)
    bench.session.execute(FORGOTTEN)
    # Long after is not enough, as long as nobody has read it again.
    wrong = read(30, ago(hours=3.05), "different", route="usage")
    bench.loaded("shadow", log(lines[0], wrong, *lines[1:]))
    closed(bench, "costs.usage: 1 different and 0 failed, last ")
    bench.loaded(
        "shadow", log(lines[0], wrong, *lines[1:], read(31, ago(hours=0.5), "raced", route="usage"))
    )
    opened(bench)


def a_difference_closes_it_everywhere(bench: Bench) -> None:
    """Where neither reads nor time are demanded, a difference still closes the gate."""
    known.here(bench.database, bench.session)
    with bench.database.connect() as session:
        there = Bench(database=bench.database, session=session, mutant=bench.mutant)
        opened(there)
        wrong = read(1, ago(hours=1), "different", new_ms=500)
        there.loaded("shadow", log(wrong))
        closed(there, "costs.summary: 1 different and 0 failed, last ")
        there.loaded("shadow", log(wrong, read(2, ago(minutes=10), new_ms=500)))
        opened(there)


def the_new_system_is_not_slower(bench: Bench) -> None:
    """In 95 of 100 reads the new system needs at most a fifth and 20 ms more."""
    for new_ms, slow in ((140, False), (141, True)):
        bench.session.execute(FORGOTTEN)
        lines = [one | {"legacy_ms": 100, "new_ms": new_ms} for one in agreed(reads=40, hours=3)]
        # One in forty may be slow; days are judged by themselves, so it is one of the fuller day.
        ((day, _),) = Counter(line["at"][:10] for line in lines).most_common(1)
        next(line for line in lines if line["at"].startswith(day))["new_ms"] = 9000
        bench.loaded("shadow", log(*lines))
        if slow:
            closed(bench, "costs.summary: p95 of new is 141 ms, of legacy 100 ms")
        else:
            opened(bench)
    # Where no reads are demanded, nobody waits for fast ones.
    bench.session.execute("UPDATE migration.edge_term SET shadow_reads = 0")
    opened(bench)


def what_nobody_read_may_differ(bench: Bench) -> None:
    """A line that nobody could read may be a difference: the gate is closed for a while."""
    bench.loaded("shadow", log("broken", *agreed()))
    closed(bench, "edge-1: unread lines: 1")
    bench.session.execute("UPDATE migration.edge_log SET unread_at = now() - interval '3 hours'")
    opened(bench)


def only_its_own_reads_count(bench: Bench) -> None:
    """A difference of another data set's endpoint is none of this one's."""
    bench.loaded("shadow", log(*agreed(), read(9, ago(hours=1), "different", endpoint="models")))
    opened(bench)
    assert not bench.verdict("shadow_reads_agree", "settings")[0]


def without_terms_nothing_agrees(bench: Bench) -> None:
    """Where nobody has said how much to compare, nobody has compared enough."""
    bench.loaded("shadow", log(*agreed()))
    bench.session.execute("DELETE FROM migration.edge_term")
    closed(bench, "No terms of the edge are registered.")


READ, VERDICT = "edge_shadow_read", "edge_shadow_verdict"
OF = "(e.migration, e.data_set) = (reads_differ.migration, reads_differ.data_set)"
PROTECTIONS: dict[Callable[[Bench], None], Mutants] = {
    enough_reads_agree: (
        (VERDICT, "WHEN found.reads < t.shadow_reads", "WHEN false"),
        (VERDICT, "WHEN found.last_at - found.first_at < t.shadow_for", "WHEN false"),
        (VERDICT, "WHERE (r.migration, r.endpoint) = (e.migration, e.endpoint)\n    ) AS found",
         "WHERE r.migration = e.migration\n    ) AS found"),
    ),
    what_failed_was_not_compared: ((VERDICT, "sum(r.reads - r.failed)", "sum(r.reads)"),),
    errors_of_legacy_are_no_agreement: (
        (READ, "IF outcome IN ('equal', 'raced') AND legacy_status >= 300 THEN", NEVER),
        (READ, "IF outcome IN ('equal', 'raced') AND", "IF outcome = 'equal' AND"),
        (READ, "legacy_status >= 300", "legacy_status >= 400"),
        (READ, "'failed', 'equal_error', 'unread'", "'failed', 'equal_error'"),
        ("load_shadow", "c.outcome NOT IN ('equal_error', 'unread')", "c.outcome <> 'unread'"),
        ("load_shadow", "c.outcome NOT IN ('equal_error', 'unread')", "c.outcome <> 'equal_error'"),
    ),
    errors_of_legacy_shorten_no_time: (
        ("load_shadow", "min(r.at) FILTER (WHERE r.compares)", "min(r.at)"),
        ("load_shadow", "max(r.at) FILTER (WHERE r.compares) AS last_at", "max(r.at) AS last_at"),
        ("load_shadow", "FILTER (WHERE r.compares) AS p95_new_ms", "AS p95_new_ms"),
    ),
    errors_of_legacy_settle_no_difference: (
        (READ, "IF outcome IN ('equal', 'raced') AND legacy_status >= 300 THEN", NEVER),
    ),
    old_reads_prove_nothing: (
        (VERDICT, "BETWEEN clock_timestamp() - v.verification AND clock_timestamp()",
         "BETWEEN '-infinity' AND clock_timestamp()"),
        (VERDICT, "BETWEEN clock_timestamp() - v.verification AND clock_timestamp()",
         "BETWEEN clock_timestamp() - v.verification AND 'infinity'"),
    ),
    a_difference_closes_the_gate: (
        (VERDICT, "found.disagreed_at > clock_timestamp() - found.shadow_for\n", "false\n"),
        (VERDICT, "OR found.disagreed_at >= coalesce(found.agreed_at, '-infinity')", ""),
        ("load_shadow", "r.outcome IN ('different', 'failed')) AS disagreed_at",
         "r.outcome = 'different') AS disagreed_at"),
        ("load_shadow", "r.outcome IN ('equal', 'raced')) AS agreed_at",
         "r.outcome = 'equal') AS agreed_at"),
    ),
    a_difference_closes_it_everywhere: (
        (VERDICT, "OR found.disagreed_at >= coalesce(found.agreed_at, '-infinity')", ""),
    ),
    the_new_system_is_not_slower: (
        (VERDICT, "WHERE found.new_ms > 1.2 * found.legacy_ms + 20", "WHERE false"),
        (VERDICT, "WHERE found.new_ms > 1.2 * found.legacy_ms + 20",
         "WHERE found.new_ms > 1.2 * found.legacy_ms"),
        ("load_shadow", "percentile_disc(0.95)", "percentile_disc(1.0)"),
        (VERDICT, "AND t.shadow_reads > 0\n            AND r.p95", "AND r.p95"),
    ),
    what_nobody_read_may_differ: (
        (VERDICT, "migration.not_read(shadow_reads_agree.migration, 'shadow', term.shadow_for)",
         "NULL"),
        ("edge_loads", "AND l.unread_at > clock_timestamp() - not_read.within", ""),
    ),
    only_its_own_reads_count: ((VERDICT, OF, "e.migration = reads_differ.migration"),),
    without_terms_nothing_agrees: (
        (VERDICT, "IF NOT FOUND THEN\n        RETURN QUERY SELECT false",
         "IF NOT FOUND THEN\n        RETURN QUERY SELECT true"),
    ),
}  # fmt: skip


@each_promise(PROTECTIONS)
def test_each_protection_of_the_shadow_gate_holds(
    bench: Bench, promise: Callable[[Bench], None]
) -> None:
    """What is promised of the gate of shadow reads is so: see the name of each case."""
    promise(bench)


@each_mutant(PROTECTIONS)
def test_without_its_protection_reads_are_misjudged(
    empty: Bench, promise: Callable[[Bench], None], mutant: Mutant
) -> None:
    """Each protection, taken away, makes the test of its promise fail."""
    lost(empty, promise, mutant)


def test_routes_that_are_not_compared_need_no_reads(database: Database) -> None:
    """An endpoint that only writes, or only streams, waits for no reads."""
    writes = known.endpoint("costs", "costs", known.WRITE, known.STREAM)
    with database.connect() as session:
        known.build(session, known=known.project(writes))

        assert known.verdict(session, "shadow_reads_agree") == (
            True, "0 reads compared; no difference stands.",
        )  # fmt: skip
