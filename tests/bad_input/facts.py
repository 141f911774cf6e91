"""The mistakes that an author can make in a fact, one each."""

from __future__ import annotations

from .cases import Case

PAYMENTS = """\
kind: legacy_table
name: payments
comment: What a customer has paid for an order.
columns:
  order_id: {type: bigint}
  amount: {type: numeric}
key: [order_id]
"""
AMOUNT = """\
value: numeric
statements:
  orders: {by: {order_id: id}, value: total}
  payments: {by: {order_id: order_id}, value: amount, aggregate: sum}
"""
FACT = f"""\
kind: fact
name: order_totals
title: What an order costs, in US dollars
by: {{order_id: bigint}}
{AMOUNT}winner: orders
tolerance: 0.01
because: The bank rounds, and a payment may be refused later.
"""


def fact(name: str, old: str, new: str, rule: str, culprit: str) -> Case:
    """A mistake in what two legacy tables state alike."""
    return Case(
        name=name,
        file="facts/order_totals.yaml",
        new=FACT.replace(old, new),
        rule=rule,
        culprit=culprit,
        beside=(("legacy_tables/payments.yaml", PAYMENTS),),
    )


FACTS = (
    fact(
        "fact that one table states",
        "  payments: {by: {order_id: order_id}, value: amount, aggregate: sum}\n",
        "",
        "wrong-size",
        "orders",
    ),
    fact(
        "winner that states nothing",
        "winner: orders",
        "winner: order",
        "winner-without-statement",
        "order",
    ),
    fact(
        "unknown table in a fact",
        "  payments: ",
        "  payment: ",
        "unknown-reference",
        "payment",
    ),
    fact(
        "unknown column in a fact",
        "value: amount",
        "value: amuont",
        "expression-column",
        "amuont",
    ),
    fact(
        "other key in a fact",
        "{order_id: order_id}",
        "{orderid: order_id}",
        "unknown-key",
        "orderid",
    ),
    fact(
        "missing key in a fact",
        "{by: {order_id: id}",
        "{by: {}",
        "missing-key",
        "by",
    ),
    fact(
        "aggregate in a fact's expression",
        "value: amount, aggregate: sum",
        "value: sum(amount)",
        "expression-node",
        "sum",
    ),
    fact(
        "subquery in a fact",
        "value: total",
        "value: (SELECT 1)",
        "expression-subquery",
        "SELECT",
    ),
    fact(
        "clock in a fact",
        "value: total",
        "value: total, where: placed_at < now()",
        "expression-function",
        "now",
    ),
    fact(
        "tolerance of text",
        AMOUNT,
        AMOUNT.replace("numeric", "text").replace(", aggregate: sum", ""),
        "tolerance-not-numeric",
        "0.01",
    ),
    fact(
        "key that is named like a table",
        "order_id: ",
        "orders: ",
        "name-collision",
        "orders",
    ),
)
