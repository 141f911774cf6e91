"""The mistakes that an author can make where a spec names or computes columns, one each."""

from __future__ import annotations

import json

from .cases import INDEX, MAPPING, TABLE, Case


def expression(name: str, sql: str, rule: str, culprit: str) -> Case:
    """A mistake in the expression that fills a column."""
    return Case(
        name=name,
        file=MAPPING,
        old="  total: total\n",
        new=f"  total: {{expression: {json.dumps(sql)}, inverse: {{total: total}}}}\n",
        rule=rule,
        culprit=culprit,
    )


EXPRESSIONS = (
    expression("subquery", "(SELECT max(total) FROM orders)", "expression-subquery", "SELECT"),
    expression("volatile function", "total * random()", "expression-function", "random"),
    expression("clock", "extract(epoch FROM now())", "expression-function", "now"),
    expression("unknown function", "rund(total, 2)", "expression-function", "rund"),
    expression("cast to regclass", "'orders'::regclass", "expression-cast", "regclass"),
    expression("unknown cast", "total::numerik", "expression-cast", "numerik"),
    expression("two statements", "total; DROP TABLE orders", "expression-two-statements", ";"),
    expression("line comment", "total -- in dollars", "expression-comment", "--"),
    expression("block comment", "total /* in dollars */", "expression-comment", "/*"),
    expression(
        "column of another table", "customers.name", "expression-other-table", "customers.name"
    ),
    expression("unknown column in an expression", "totl * 2", "expression-column", "totl"),
)

ELSEWHERE = (
    Case(
        name="unknown column in a filter",
        file=MAPPING,
        old="where: total > 0",
        new="where: totals > 0",
        rule="expression-column",
        culprit="totals",
    ),
    Case(
        name="unknown column in an inverse",
        file=MAPPING,
        old="{paid: status = 'paid'}",
        new="{paid: state = 'paid'}",
        rule="expression-column",
        culprit="state",
    ),
    Case(
        name="unknown column in sums",
        file=MAPPING,
        old="sums: [total]",
        new="sums: [totl]",
        rule="unknown-column",
        culprit="totl",
    ),
    Case(
        name="sum of text",
        file=MAPPING,
        old="sums: [total]",
        new="sums: [total, note]",
        rule="sum-not-numeric",
        culprit="note",
    ),
    Case(
        name="unknown column in a check",
        file=TABLE,
        old="status IN (",
        new="stat IN (",
        rule="expression-column",
        culprit="stat",
    ),
    Case(
        name="clock in a check",
        file=TABLE,
        old="status IN (",
        new="placed_at <= now() AND status IN (",
        rule="expression-function",
        culprit="now",
    ),
    Case(
        name="unknown column in a policy",
        file=TABLE,
        old="OR placed_at < now()",
        new="OR buyer = current_user",
        rule="expression-column",
        culprit="buyer",
    ),
    Case(
        name="subquery in a policy",
        file=TABLE,
        old="using: status = 'paid' OR placed_at < now()",
        new="using: customer_id IN (SELECT id FROM customers)",
        rule="expression-subquery",
        culprit="SELECT",
    ),
    Case(
        name="column in a default",
        file=TABLE,
        old="note: {type: text, nullable: true,",
        new="note: {type: text, nullable: true, default: none,",
        rule="expression-column",
        culprit="none",
    ),
    Case(
        name="unknown column in a partition",
        file=TABLE,
        old="by: placed_at",
        new="by: place_at",
        rule="unknown-column",
        culprit="place_at",
    ),
    Case(
        name="unknown column in a foreign key",
        file=TABLE,
        old="columns: [customer_id],",
        new="columns: [client_id],",
        rule="unknown-column",
        culprit="client_id",
    ),
    Case(
        name="unknown column of a foreign key's table",
        file=TABLE,
        old="to: [id]}",
        new="to: [ident]}",
        rule="unknown-column",
        culprit="ident",
    ),
    Case(
        name="unknown column in an index",
        file=INDEX,
        old="columns: [customer_id,",
        new="columns: [customerid,",
        rule="unknown-column",
        culprit="customerid",
    ),
    Case(
        name="unknown column in an index expression",
        file=INDEX,
        old="lower(note)",
        new="lower(notes)",
        rule="expression-column",
        culprit="notes",
    ),
    Case(
        name="unknown column in an index condition",
        file=INDEX,
        old="where: status",
        new="where: stats",
        rule="expression-column",
        culprit="stats",
    ),
    Case(
        name="unknown stored column in an index",
        file=INDEX,
        old="include: [total]",
        new="include: [sum]",
        rule="unknown-column",
        culprit="sum",
    ),
)

COLUMNS = (*EXPRESSIONS, *ELSEWHERE)
