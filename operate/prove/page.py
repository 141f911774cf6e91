"""The verdict as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from operate import console
from operate.prove.failures import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WRITES = (
    ("transactions acknowledged", "acknowledged"),
    ("rolled back or refused", "rolled_back"),
    ("answer lost", "in_doubt"),
    ("rows present once", "present"),
    ("increments present", "increments"),
    ("lost", "lost"),
    ("doubled", "doubled"),
    ("back again", "resurrected"),
    ("torn", "torn"),
    ("taken back, and there", "undone"),
    ("values not as acknowledged", "changed"),
    ("increments lost", "increments_lost"),
)


def show(verdict: Mapping[str, Any]) -> None:
    """Everything in tables, the problems last."""
    out = console.out()
    out.print(f"\n{verdict['migration']} on {verdict['server']}", style="bold")
    writes = verdict["writes"]
    if verdict["environment"]:
        out.print(verdict["environment"])
    console.table(("every write", ""), [[what, writes[key]] for what, key in WRITES])
    out.print()
    show_waits(verdict["waits"])
    out.print()
    _show_errors(verdict)
    out.print()
    console.table(
        ("strongest lock of the migration on", "lock", "during"),
        [[one["table"], one["lock"], one["during"]] for one in verdict["locks"]],
    )
    holds = verdict["switch_holds_ms"]
    if holds:
        out.print(
            f"Switch and reverse held their locks {len(holds)} times: "
            f"median {holds[len(holds) // 2]} ms, worst {holds[-1]} ms"
        )
    if verdict["budgets"]:
        out.print()
        show_budgets(verdict["budgets"])
    if verdict["faults"]:
        faults = ", ".join(f"{what} {times} times" for what, times in verdict["faults"].items())
        out.print(
            f"Faults: {faults}; {verdict['sessions_lost']} transactions lost their session, "
            f"commands were resumed {console.count(verdict['resumed'], 'time')}"
        )
    show_verdict(verdict)


def show_budgets(budgets: Sequence[Mapping[str, Any]]) -> None:
    """The figures and the rate they were measured at; what else this machine did is in them."""
    console.table(
        ("figure", "", "at", "ms", "target", ""),
        [
            [
                one["figure"],
                one["what"],
                f"{one['per_second']}/s",
                one["ms"],
                f"< {one['target_ms']:.0f}",
                one["said"],
            ]
            for one in budgets
        ],
    )


def show_verdict(verdict: Mapping[str, Any]) -> None:
    """What was not proven, what is wrong, or that all is well."""
    out = console.out()
    writes = verdict["writes"]
    _show_limits(verdict)
    out.print()
    for problem in verdict["problems"]:
        out.print(f"✗ {problem}", style="red")
    if not verdict["problems"]:
        failed = sum(one["count"] for one in verdict["errors"])
        out.print(
            f"✓ all {writes['acknowledged']:,} acknowledged transactions are there exactly once, "
            f"nothing differs; worst wait {verdict['waits']['migration']['worst_ms']:,.0f} ms, "
            f"{failed:,} conflicts between applications, no other error",
            style="green",
        )


def show_waits(felt: Mapping[str, Any]) -> None:
    """What each stage of the life felt like."""
    heads = ("what the applications felt", "statements", "median ms", "p99 ms", "worst ms")
    keys = ("statements", "median_ms", "p99_ms", "worst_ms")
    rows = {
        **({"control run, no migration": felt["control"]} if felt["control"]["statements"] else {}),
        **felt["stages"],
        "the whole life": felt["migration"],
    }
    console.table(heads, [[name, *(one[key] for key in keys)] for name, one in rows.items()])


def _show_errors(verdict: Mapping[str, Any]) -> None:
    rows = [
        [
            one["state"],
            in_words(one["level"]),
            one["count"],
            f"{one['rate']:.2%}",
            one["control_count"],
            f"{one['control_rate']:.2%}",
            "beyond" if one["beyond"] else "ok",
        ]
        for one in verdict["errors"]
    ]
    heads = ("failed with", "at", "here", "rate", "control", "rate", "")
    if rows:
        console.table(heads, rows)
    else:
        console.out().print("No transaction failed, here or in the control run.")
    refused = verdict["refused_new_name"]
    console.out().print(f"Refused by the new name while legacy owned (MG123): {refused:,}")


def _show_limits(verdict: Mapping[str, Any]) -> None:
    """What this proof did not do."""
    out = console.out()
    for name in verdict["data_sets"]["not switched"]:
        out.print(f"Not proven: {name} was not switched; it stayed with the legacy tables.")
    if filtered := verdict["writes"]["filtered"]:
        out.print(
            f"{console.count(filtered, 'row')} are only in retired tables: their mappings filter "
            "them, so the legacy names do not show them any more."
        )
    for table, why in verdict["not_inserted_by_new_name"].items():
        out.print(f"Not proven: nothing was inserted into {table} by the new name ({why}).")
