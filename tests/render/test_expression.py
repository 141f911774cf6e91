"""The guard of the SQL expressions in specs: what passes, what is refused, and where."""

from __future__ import annotations

import random

import pytest

from render.expression import DEFAULT_CALLS, POLICY_CALLS, Expression, check_expression

COLUMNS = ("a", "b", "c", "success", "created_at", "service_name", "time", "createdAt", 'q"t')


def refusals(text: str) -> list[tuple[str, str]]:
    """The rules that an expression breaks, each with the words that break it."""
    expression, problems = check_expression(text, columns=COLUMNS, what="orders")
    assert expression is None
    return [(one.rule, text[one.offset : one.offset + one.length]) for one in problems]


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("CASE WHEN success THEN 'success' WHEN NOT success THEN 'error' END", {"success"}),
        ("case a when 1 then 2 else 3 end", {"a"}),
        ("coalesce(a, b, 0)", {"a", "b"}),
        ("nullif(trim(both ' ' from a), '')", {"a"}),
        ("lower(a) || upper(B)", {"a", "b"}),
        ("substring(a from 1 for 2) || substr(a, 1, 2) || left(a, 3)", {"a"}),
        ("position('a' in b) + strpos(a, 'x') + length(a)", {"a", "b"}),
        ("round(a::numeric(10, 2), 2) + ceil(b) % 2 ^ -1", {"a", "b"}),
        ("a*-1", {"a"}),
        ("div(a, 2)", {"a"}),
        ("greatest(a, b) >= least(a, 1e5, .5, 2.)", {"a", "b"}),
        ("overlay(a placing 'x' from 1)", {"a"}),
        ("make_interval(secs => a)", {"a"}),
        ("date_trunc('day', created_at AT TIME ZONE 'UTC')", {"created_at"}),
        ("date_trunc('day', (created_at::timestamp without time zone))", {"created_at"}),
        ("date_trunc('year', date_trunc('day', a AT TIME ZONE 'UTC'))", {"a"}),
        ("extract(epoch from a AT TIME ZONE 'UTC')", {"a"}),
        ("date_part('day', interval '1 day')", set()),
        ("a -> 'x' ->> 'y' = b #>> '{x,y}'", {"a", "b"}),
        ("a ? 'x' OR a @> '{\"x\": 1}'::jsonb OR a ?| b", {"a", "b"}),
        ("CAST(a AS double precision)", {"a"}),
        ("cast('now' as text)", set()),
        ("a::timestamp(3) with time zone", {"a"}),
        ("a::timestamptz(3)", {"a"}),
        ("a IS NOT DISTINCT FROM b AND a IS NOT NULL", {"a", "b"}),
        ("a NOT IN ('x', 'y', NULL) AND b BETWEEN 1 AND 2", {"a", "b"}),
        ("a LIKE 'x%' ESCAPE '!' OR a ~ '^\\d+$' OR a !~* 'x' OR a SIMILAR TO 'x'", {"a"}),
        ("success IS NOT TRUE OR success IS UNKNOWN OR a ISNULL", {"success", "a"}),
        ("regexp_replace(a, '\\d+', '', 'g')", {"a"}),
        ("(a & 1) | (b # 2) << 1", {"a", "b"}),
        ('"createdAt"', {"createdAt"}),
        ('"q""t"', {'q"t'}),
        ("time", {"time"}),
        ("a >= '2026-01-31 00:00:00+00'::timestamptz", {"a"}),
        ("timestamp with time zone '2026-01-31 00:00:00Z'", set()),
        ("a >= DATE '2026-01-31' AND b < 'infinity'::timestamp", {"a", "b"}),
        ("'2026-01-31'::text || 'now'::varchar(3)", set()),
        ("'it''s said now and then' || ''", set()),
        ("a::interval + interval '1 day'", {"a"}),
        ("a =\n  b", {"a", "b"}),
    ],
)
def test_an_expression_over_one_row_passes_as_it_was_written(text: str, columns: set[str]) -> None:
    """What makes one value from one row passes, with the author's own text and its columns."""
    result = check_expression(text, columns=COLUMNS, what="orders")

    assert result == (Expression(text=text, columns=frozenset(columns)), ())


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("", "expression-syntax", ""),
        (" \n ", "expression-syntax", " "),
        ("a +", "expression-syntax", "+"),
        ("a::", "expression-syntax", "::"),
        ("case when a then b", "expression-syntax", "b"),
        ("a = = b", "expression-syntax", "="),
        ("a\n+ = b", "expression-syntax", "="),
        ("a b", "expression-syntax", "b"),
        ("a AS b", "expression-syntax", "b"),
        ("a rlike b", "expression-syntax", "rlike"),
        ("lower(all a)", "expression-syntax", "all"),
        ("drop table a", "expression-syntax", "drop"),
        ("interval '1' day", "expression-syntax", "day"),
        ("a is json", "expression-syntax", "json"),
        ("'a' 'b'", "expression-syntax", "'b'"),
        ("'a", "expression-syntax", "'"),
        ("a || 'b\nc'", "expression-syntax", "'b\nc'"),
        ('"a', "expression-syntax", '"'),
        ("(a", "expression-syntax", "("),
        ("a) + (b", "expression-syntax", ")"),
        ("12x", "expression-syntax", "12"),
        ("0x1f", "expression-syntax", "0"),
        ("café", "expression-syntax", "é"),
        ("a \\ b", "expression-syntax", "\\"),
        ("not " * 600 + "a", "expression-syntax", "not"),
        ("(" * 51 + "a" + ")" * 51, "expression-syntax", "("),
        ("a+" * 501 + "a", "expression-syntax", "a"),
        ("a" * 10_001, "expression-syntax", "a"),
        ("a; DROP TABLE a", "expression-two-statements", ";"),
        ("a;", "expression-two-statements", ";"),
        ("a -- x", "expression-comment", "--"),
        ("a /* x */", "expression-comment", "/*"),
        ("a +-- x", "expression-comment", "--"),
        ("'$x$ BEGIN'", "expression-dollar-quote", "$x$"),
        ('"$$"', "expression-dollar-quote", "$$"),
        ("(SELECT count(*) FROM a)", "expression-subquery", "SELECT"),
        ("now() = (SELECT now())", "expression-subquery", "SELECT"),
        ("EXISTS (SELECT 1)", "expression-subquery", "EXISTS"),
        ("a IN (VALUES (1))", "expression-subquery", "VALUES"),
        ("a IN (TABLE b)", "expression-syntax", "TABLE"),
        ("now()", "expression-function", "now"),
        ("CURRENT_DATE - a", "expression-function", "CURRENT_DATE"),
        ("random()", "expression-function", "random"),
        ("gen_random_uuid()", "expression-function", "gen_random_uuid"),
        ("nextval('s'::regclass)", "expression-function", "nextval"),
        ("current_setting('x')", "expression-function", "current_setting"),
        ("user", "expression-function", "user"),
        ("pg_sleep(zzz)", "expression-function", "pg_sleep"),
        ("concat(a, b)", "expression-function", "concat"),
        ("lowr(a)", "expression-function", "lowr"),
        ("text(a)", "expression-function", "text"),
        ('"lower"(a)', "expression-function", '"lower"'),
        ("pg_catalog.lower(a)", "expression-function", "pg_catalog.lower"),
        ("try_cast(a as int)", "expression-function", "try_cast"),
        ("date_trunc('day', created_at)", "expression-function", "created_at"),
        ("date_trunc('day', a AT TIME ZONE 'UTC', 'UTC')", "expression-function", "a"),
        ("extract(day from a::timestamptz)", "expression-function", "a"),
        ("date_part('day', 'x'::jsonb)", "expression-function", "date_part('day', 'x'::jsonb)"),
        ("a::regclass", "expression-cast", "regclass"),
        ("regclass 'a'", "expression-cast", "regclass"),
        ("'a'::regclass", "expression-cast", "regclass"),
        ("CAST(a AS oid)", "expression-cast", "oid"),
        ("a::foo", "expression-cast", "foo"),
        ("'now'::timestamptz", "expression-cast", "'now'"),
        ("CAST('today' AS date)", "expression-cast", "'today'"),
        ("timestamptz '2026-01-31'", "expression-cast", "'2026-01-31'"),
        ("'12:30 today'", "expression-cast", "'12:30 today'"),
        ("created_at >= '2026-01-31'", "expression-cast", "'2026-01-31'"),
        ("a = '1/31/2026'", "expression-cast", "'1/31/2026'"),
        ("service_nam", "expression-column", "service_nam"),
        ("createdAt", "expression-column", "createdAt"),
        ('"A"', "expression-column", '"A"'),
        ("zzz || zzz", "expression-column", "zzz"),
        ("t.a", "expression-other-table", "t.a"),
        ("s.t.a", "expression-other-table", "s.t.a"),
        ("t.*", "expression-other-table", "t.*"),
        ("t.", "expression-other-table", "t."),
        ("(a).b", "expression-node", "."),
        ("*", "expression-node", "*"),
        ("(a, b)", "expression-node", "a, b"),
        ("ROW(a, b)", "expression-node", "ROW"),
        ("a = ANY (b)", "expression-node", "ANY"),
        ("a[1]", "expression-node", "["),
        (":a", "expression-node", ":"),
        ("$1", "expression-node", "$"),
        ("$$a$$", "expression-node", "$"),
        ("E'\\'' || a", "expression-node", "E"),
        ("U&'x'", "expression-node", "U"),
        ("@a", "expression-node", "@"),
        ("a ||-1", "expression-node", "||-"),
        ("count(*)", "expression-node", "count"),
        ("sum(a) OVER (ORDER BY b)", "expression-node", "sum"),
        ("unnest(a)", "expression-node", "unnest"),
        ("lower(a) FILTER (WHERE b)", "expression-node", "FILTER"),
        ("lower(DISTINCT a)", "expression-node", "a"),
        ('a COLLATE "C"', "expression-node", "COLLATE"),
        ("a AT TIME ZONE b", "expression-node", "b"),
    ],
)
def test_everything_else_is_refused_where_it_stands(text: str, rule: str, words: str) -> None:
    """What goes beyond one value from one row is refused once, by its rule, at its place."""
    assert refusals(text) == [(rule, words)]


def test_several_mistakes_are_told_together() -> None:
    """Each of several mistakes is told, in the order of the text, and none twice."""
    assert refusals("lower(service_nam) || lowr(a) || (t.c)::oid || zz") == [
        ("expression-column", "service_nam"),
        ("expression-function", "lowr"),
        ("expression-other-table", "t.c"),
        ("expression-cast", "oid"),
        ("expression-column", "zz"),
    ]
    assert refusals("now(") == [("expression-syntax", "(")]
    assert refusals("now() now() filter") == [
        ("expression-function", "now"),
        ("expression-function", "now"),
    ]


@pytest.mark.parametrize(
    ("text", "message", "way_out"),
    [
        ("service_nam", "`orders` has no column `service_nam`",
         "did you mean `service_name`?"),
        ("createdat", "`orders` has no column `createdat`",
         'write it as its spec does: `"createdAt"`'),
        ('"A"', "`orders` has no column `A`",
         "write it as its spec does: `a`"),
        ("now()", "`now` reads the clock, so the same row gives another value later",
         "read a column that holds the value; a default of the target table can make it"),
        ("concat(a, b)", "`concat` depends on the settings of the session",
         "join with `||`, and `coalesce` what may be NULL"),
        ("lowr(a)", "`lowr` is not among the functions that a spec may call",
         "did you mean `lower`?"),
        ("uuid(a)", "`uuid` is not among the functions that a spec may call",
         "write a cast: `CAST(… AS uuid)`"),
        ("(SELECT 1)", "an expression reads one row and holds no query",
         "read the row's own columns; in a mapping, a `lookup` finds another table's row"),
        ("a::regclass", "a cast to `regclass` looks its text up in this database's catalog",
         "compare the text itself; it means the same in every database"),
        ("a::timestampp", "a cast to `timestampp` is not allowed", "did you mean `timestamp`?"),
        ("'now'::date", "what `'now'` is as a `date` depends on when and where it is read",
         "write it in full, as in `'2026-01-31'::date`"),
        ("t.a", "`t.a` names a table; an expression reads the row's own columns",
         "write `a` if the row has it; a `lookup` finds a row of another table"),
        ("pg_catalog.lower(a)", "a function is called without its schema", "write `lower`"),
        ("a ||-1", "the operator `||-` is not among those a spec may use",
         "put a space before the sign"),
        ("a +", "the expression is not finished", ""),
        ("a b", "`b` was not expected here", ""),
        ("0x1f", "`0x1f` is not a number", ""),
        ("é", "the character `é` means nothing here", "put the name in double quotes"),
        ("a; b", "a semicolon would end the expression and start a second statement",
         "delete it; a spec holds one expression"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_to_do(text: str, message: str, way_out: str) -> None:
    """A refusal names what is wrong and, where there is one, the way out."""
    _, (problem,) = check_expression(text, columns=COLUMNS, what="orders")

    assert (problem.message, problem.help) == (message, way_out)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("service_name = current_user AND created_at <= now()", {"service_name", "created_at"}),
        ("a = current_setting('app.tenant')::bigint", {"a"}),
        ("b = user OR b = current_role OR b = session_user", {"b"}),
        ("created_at > current_timestamp - interval '1 day'", {"created_at"}),
    ],
)
def test_a_policy_may_ask_who_reads_and_when(text: str, columns: set[str]) -> None:
    """A policy's condition may depend on the session; the same text is refused in a mapping."""
    result = check_expression(text, columns=COLUMNS, what="orders", may=POLICY_CALLS)

    assert result == (Expression(text=text, columns=frozenset(columns)), ())
    assert {rule for rule, _ in refusals(text)} == {"expression-function"}


@pytest.mark.parametrize(
    "text", ["gen_random_uuid()", "now()", "CURRENT_DATE", "nextval('orders_id_seq')", "'open'"]
)
def test_a_default_may_make_any_value(text: str) -> None:
    """A column's default may read the clock, chance and sequences."""
    result = check_expression(text, columns=(), what="orders", may=DEFAULT_CALLS)

    assert result == (Expression(text=text, columns=frozenset()), ())


def test_a_default_reads_no_column() -> None:
    """A word in a default is told as text without quotes, and a moving time is refused."""
    _, (word,) = check_expression("open", columns=(), what="orders", may=DEFAULT_CALLS)
    _, (moving,) = check_expression("'now'::date", columns=(), what="orders", may=DEFAULT_CALLS)

    assert word.message == "`open` would be a column, and there is no row here to read it from"
    assert word.help == "put text in single quotes: `'open'`"
    assert moving.rule == "expression-cast"


WORDS = r"""
    a b now() ( ) , . :: => ; -- /* $$ $1 :x 'x' 'now' '' "q" select from as cast( case when then
    else end and or not in is null distinct between like text numeric (10,2) [ ] + - * / || -> ->>
    = < 1 2.5 1e5 0x1 date interval timestamp with time zone at 'UTC' extract( epoch date_trunc(
    over filter exists lower( coalesce( é ' " % ? @ row array any( all distinct order by t.
"""


def test_no_text_breaks_the_guard() -> None:
    """Whatever is written as an expression is accepted or refused within its own text."""
    chance = random.Random(5)  # noqa: S311 - the same texts on every run
    for _ in range(4000):
        text = chance.choice((" ", "")).join(chance.choices(WORDS.split(), k=chance.randint(1, 12)))

        expression, problems = check_expression(text, columns=("a", "b"), what="x")

        assert (expression is None) == bool(problems), text
        for one in problems:
            assert 0 <= one.offset < max(1, len(text)), text
            assert one.length >= 1, text
