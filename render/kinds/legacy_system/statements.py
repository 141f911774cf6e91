"""What a legacy system says to its tables, and what of that a view cannot do.

sqlglot finds the words of a statement; Postgres itself reads and plans it before the switch.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import sqlglot
from sqlglot import Token, TokenType, exp
from sqlglot.errors import ParseError, SqlglotError

from ...findings import Finding
from ...kind import Spec
from ...model import Statement
from ...project import Project

TIMES = 4
"""How many times as much the plan over the view may cost when the spec says nothing."""

FIRST = {
    "COPY": "COPY neither reads from a view nor writes to one",
    "TRUNCATE": "a view cannot be truncated",
    "LOCK": "LOCK reaches through a view, and keeps the writers of the new name out too",
    "VACUUM": "a view has no rows of its own to vacuum",
    "ANALYZE": "a view has no statistics of its own",
    "CLUSTER": "a view has no rows of its own to cluster",
    "REINDEX": "a view has no indexes",
    "ALTER": "the definition of a view is not changed like a table's",
    "DROP": "the name is a view's then, which goes with the migration",
}
"""What is wrong with a statement that begins with the word."""

ANYWHERE = {
    ("TABLESAMPLE",): "TABLESAMPLE does not read from a view",
    ("CURRENT", "OF"): "a cursor over a view has no current row that could be written",
    ("PG_GET_SERIAL_SEQUENCE",): "pg_get_serial_sequence gives NULL for the columns of a view",
    ("CONFLICT", "ON", "CONSTRAINT"): "a view has no constraints that could be named",
    ("CREATE", "INDEX"): "a view has no indexes",
    ("UNIQUE", "INDEX"): "a view has no indexes",
    ("CREATE", "TRIGGER"): "a view has no triggers for each row",
    ("REFERENCES",): "no foreign key leads to a view",
    ("CTID",): "a view has no column ctid",
    ("XMIN",): "a view has no column xmin",
    ("XMAX",): "a view has no column xmax",
    ("TABLEOID",): "a view has no column tableoid",
}
"""What is wrong with a statement in which these words stand."""

PLANNED = (exp.Query, exp.Insert, exp.Update, exp.Delete, exp.Merge)
MERGE_NEEDS = 17
HELP = "write it so that it works over a view, or give an `answer`: kept, moved or dropped"


def tables_of(text: str, tables: Sequence[str]) -> tuple[str, ...]:
    """Those of the tables that a statement names."""
    return tuple(one for one in tables if re.search(rf"(?<![\w$]){one}(?![\w$])", text))


def statement_findings(spec: Spec, project: Project) -> Iterator[Finding]:
    """Every finding on a system's statements."""
    for index, statement in enumerate(spec.body.statements):
        yield from _findings(spec, index, statement, project)


def _findings(spec: Spec, index: int, one: Statement, project: Project) -> Iterator[Finding]:
    place = ("statements", index, "sql")
    if not one.relations:
        yield Finding(
            rule="statement-without-legacy-table",
            message="the statement names no table of the system",
            location=spec.where(*place),
            help="list it with the system whose tables it is about",
        )
        return
    if one.answer:
        return
    try:
        tokens = sqlglot.tokenize(one.sql, read="postgres")
        planned = True
        found = next(_problems(tokens, one, project), None)
        if found is None:
            planned = isinstance(sqlglot.parse_one(one.sql, read="postgres"), PLANNED)
    except SqlglotError as error:
        yield Finding(
            rule="statement-not-read",
            message="from here on this is no statement",
            location=spec.source.where_in(*place, **_where(one.sql, error)),
            help="write it as Postgres reads it, with `$1`, `$2` … for its parameters",
        )
        return
    if found is None and not planned:
        yield Finding(
            rule="statement-not-read",
            message="this statement has no plan that could be compared",
            location=spec.where(*place),
            help="leave it out when it works over a view; it is found where it is used",
        )
    if found is not None:
        token, why = found
        yield Finding(
            rule="statement-over-a-view",
            message=why,
            location=spec.source.where_in(*place, offset=token.start, length=len(token.text)),
            help=HELP,
        )


def _where(text: str, error: SqlglotError) -> Mapping[str, int]:
    """The place of the word that sqlglot does not understand; the whole text when it cannot say."""
    for told in error.errors if isinstance(error, ParseError) else ():
        before, word = str(told["start_context"]), str(told["highlight"])
        return {"offset": text.find(before + word) + len(before), "length": len(word)}
    return {"offset": 0, "length": len(text)}


def _problems(
    tokens: Sequence[Token], one: Statement, project: Project
) -> Iterator[tuple[Token, str]]:
    """The word that a view does not understand, and why."""
    first = tokens[0].text.upper()
    # COPY of a query reads from any view.
    if first in FIRST and not (first == "COPY" and tokens[1].text == "("):
        yield tokens[0], FIRST[first]
    if first == "MERGE" and project.settings.minimum_postgres < MERGE_NEEDS:
        yield tokens[0], f"MERGE writes to a view from Postgres {MERGE_NEEDS} on"
    words = [
        (token, word)
        for token in tokens
        if token.token_type is not TokenType.STRING
        for word in token.text.upper().split()
    ]
    known = dict(ANYWHERE)
    if _partitioned(one, project):
        known["CONFLICT", "("] = "the owner is partitioned, so that no column alone is unique"
    for position, (token, _) in enumerate(words):
        for wanted, why in known.items():
            if tuple(word for _, word in words[position : position + len(wanted)]) == wanted:
                yield token, why


def _partitioned(one: Statement, project: Project) -> bool:
    """Whether an owner of one of the statement's tables has partitions."""
    return any(
        project.relations[target].partition_key
        for mapping in project.of("mapping")
        if mapping.body.legacy in one.relations
        for target in mapping.body.targets
        if target in project.relations
    )
