"""`changeover prove`: the whole life of a migration, and a verdict that misses nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import psycopg
import pytest
from click.testing import CliRunner

from operate.cli import main
from operate.prove.history import Effects, Row
from operate.prove.life import PROOF
from operate.prove.verdict import judged
from render.write import write
from tests.fixtures.servers import engine_of
from tests.journeys.mutants import Both, Mutant

from .proofs import QUIET, ROOT, SHORT, lived, proven, shop

if TYPE_CHECKING:
    from pathlib import Path

    from operate.disposable import Server
    from tests.journeys.mutants import Change

SWITCH = "*50_switch_orders.apply.sql"
# Awake, so that the switch's own check finds nothing, and yet without effect.
KEEPS = "IF TG_OP <> 'DELETE' THEN"
NO_REVERSE = Mutant(files="*88_reverse_orders.apply.sql", old=KEEPS, new="IF false THEN")
NO_RECONCILE = Mutant(
    files="*86_reconcile_orders.apply.sql",
    old="    -- Whoever writes the row",
    new="    RETURN NEW;\n    -- Whoever writes the row",
)
NO_DRAIN = Mutant(
    files=SWITCH,
    old="        CALL migration_shop.orders_replay(5);",
    new="        BEGIN\n            ",
    until="ALTER TABLE public.orders\n",
)
# The switch's own check would end the life before anybody has written.
FENCE_AWAKE = Both(
    Mutant(
        files=SWITCH,
        old="DISABLE TRIGGER zz_changeover_orders_fence",
        new="ENABLE ALWAYS TRIGGER zz_changeover_orders_fence",
    ),
    Mutant(
        files="*50_switch_orders.verify.sql",
        old="= 'zz_changeover_orders_fence'",
        new="= 'nothing'",
    ),
)
NO_INSERT = Mutant(
    files="*86_reconcile_orders.apply.sql",
    old="    -- Whoever writes the row",
    new="    IF born AND NOT by_legacy THEN\n"
    "        RAISE EXCEPTION 'mislaid' USING ERRCODE = 'MG120';\n    END IF;\n"
    "    -- Whoever writes the row",
)
NOT_TOLD = Mutant(
    files="*86_reconcile_orders.apply.sql",
    old="wrote_status := NOT by_legacy AND",
    new="wrote_status := born AND NOT by_legacy AND",
)
# Also what is refused, so that slow statements are far more than one of 100.
SLOW = Both(
    Mutant(
        files="*70_capture_orders.apply.sql",
        old="    -- A failure at COMMIT cannot be caught",
        new="    PERFORM pg_sleep(0.6);\n    -- A failure at COMMIT cannot be caught",
    ),
    Mutant(
        files="*45_fence_orders.apply.sql",
        old="RAISE EXCEPTION",
        new="PERFORM pg_sleep(0.6);\n        RAISE EXCEPTION",
    ),
)
NO_LOCK_TIMEOUT = Mutant(files=SWITCH, old="ms'", new="000ms'")
# Each with a part of what the verdict has to say.
MUTANTS: dict[str, tuple[Change, str]] = {
    "nothing keeps the retired table current": (NO_REVERSE, "lost"),
    "the two forms of a value go apart": (NO_RECONCILE, "null value"),
    "legacy is not told of a new value": (NOT_TOLD, "differ"),
    "what is noted is left behind": (NO_DRAIN, "lost"),
    "nobody may write after the switch": (FENCE_AWAKE, "with MG123"),
    "the new name inserts nothing": (NO_INSERT, "by the new name was refused: MG120 mislaid"),
    "every write takes half a second more": (SLOW, "one of 100 statements took"),
    "everybody waits behind the switch": (NO_LOCK_TIMEOUT, "ms behind the migration"),
}


@pytest.mark.slow
@pytest.mark.smoke
def test_a_migration_without_a_mistake_is_proven(provable: Server, tmp_path: Path) -> None:
    """A small migration loses nothing under load and faults, and the verdict tells all figures."""
    verdict = proven(shop(tmp_path), provable)

    assert verdict["problems"] == []
    assert verdict["writes"]["acknowledged"] > 500
    assert verdict["writes"]["increments"] > 50
    assert verdict["refused_new_name"] > 0
    assert verdict["faults"]["long reader"] >= 3
    locks = {one["table"]: one["lock"] for one in verdict["locks"]}
    assert locks["orders"] == "ACCESS EXCLUSIVE"
    assert verdict["switch_holds_ms"]
    assert verdict["data_sets"] == {"switched": ["orders"], "not switched": []}


@pytest.mark.slow
def test_a_proof_asks_for_no_more_than_its_rate(provable: Server, tmp_path: Path) -> None:
    """At 20 a second, applications by both names begin no more than those by one name do."""
    verdict = proven(shop(tmp_path), provable, terms=replace(SHORT, rate=20, faults=False))

    assert verdict["problems"] == []
    assert 10 < verdict["transactions_per_second"] < 30


@pytest.mark.slow
@pytest.mark.parametrize("what", MUTANTS)
def test_without_a_protection_nothing_is_proven(
    what: str, provable: Server, tmp_path: Path
) -> None:
    """A protection that is taken out of the generated files is missed by the verdict."""
    mutant, said = MUTANTS[what]

    # Far longer than anybody may wait, on a machine that is slow as well.
    verdict = proven(shop(tmp_path), provable, replace(SHORT, held=6.0), mutant=mutant)

    assert verdict["outcome"] == "off"
    assert any(said in problem for problem in verdict["problems"]), verdict["problems"]


@pytest.mark.slow
def test_a_spoilt_template_ends_the_command_with_5(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """`changeover prove` with a template that keeps nothing for a reverse says what is lost."""
    for room in ("render", "operate"):
        shutil.copytree(ROOT / room, tmp_path / room)
    reverse = tmp_path / "render/kinds/mapping/templates/reverse.apply.sql.j2"
    text = reverse.read_text()
    assert KEEPS in text
    reverse.write_text(text.replace(KEEPS, "IF false THEN"))
    migration = shop(tmp_path)
    engine = engine_of(request.config)

    changeover(tmp_path, "render", "--specs", migration.shown)
    done = changeover(
        tmp_path,
        *("prove", "--specs", migration.shown, "--engine", engine, "--json"),
        *("--rows", "300", "--seconds", "5", "--writers", "2", "--no-faults"),
    )
    verdict = json.loads(done.stdout)
    history = (tmp_path / "build/prove/shop/history.jsonl").read_text().splitlines()

    assert done.returncode == 5, done.stderr
    assert "shop is not proven" in done.stderr
    assert verdict == json.loads((tmp_path / "build/prove/shop/verdict.json").read_text())
    assert verdict["writes"]["lost"] > 0
    assert any(problem.startswith("lost: orders") for problem in verdict["problems"])
    assert {json.loads(line)["type"] for line in history} >= {"ok", "fail"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--data-set", "ordres"), "did you mean `orders`?"),
        (("--engine", "cloud"), "'cloud' is not one of"),
        (("--rows", "5"), "5 is not in the range"),
    ],
)
def test_what_cannot_be_proven_is_a_usage_error(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    """A misspelt word is answered before any server is started."""
    migration = shop(tmp_path)
    write(dict(migration.made().tree), migration.generated)

    done = CliRunner().invoke(main, ["prove", "--specs", migration.shown, *arguments])

    assert done.exit_code == 2
    assert said in done.output


def changeover(code: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command with the code in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "operate.cli", *arguments],
        cwd=code,
        env={**os.environ, "PYTHONPATH": str(code)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_account_misses_nothing(provable: Server, tmp_path: Path) -> None:
    """Rows that are lost, back, written anew, taken back, torn or counted wrongly are each told."""
    life = lived(shop(tmp_path), provable, QUIET)
    assert judged(life)["problems"] == []
    client = next(one for one in life.load.clients if one.side == "legacy")
    lost, changed, there, *_ = (
        (key, token) for key, token in client.rows["orders"].items() if token
    )
    gone = next(
        row.key
        for one in client.history
        for row in one.effects.removed
        if one.outcome == "ok" and row.key not in client.rows["orders"]
    )
    failed = next(
        row.token for one in client.history for row in one.effects.added if one.outcome == "fail"
    )
    touched = next(
        key
        for (_, key), said in client.written.items()
        if "customer" in said and key not in (lost[0], changed[0])
    )
    exchanged = next(
        key
        for one in life.load.clients
        for (_, key), said in one.written.items()
        if one.side == "new" and "status" in said
    )
    undone = next(
        row.token for one in life.load.history for row in one.effects.undone if one.outcome == "ok"
    )

    with psycopg.connect(provable.dsn(PROOF)) as connection:
        connection.execute("DELETE FROM orders WHERE id = %s", lost[0])
        connection.execute("UPDATE orders SET note = 'another' WHERE id = %s", changed[0])
        connection.execute("INSERT INTO orders (id, customer, total) VALUES (%s, 'x', 1)", gone)
        connection.execute("INSERT INTO orders (customer, total) VALUES ('nobody', 1)")
        for token in (failed, undone):
            connection.execute(
                "INSERT INTO orders (customer, total, note) VALUES ('nobody', 1, %s)", [token]
            )
        connection.execute("UPDATE orders SET customer = 'y' WHERE id = %s", touched)
        connection.execute(
            "UPDATE shop.purchases SET status = CASE status WHEN 'paid' THEN 'open' ELSE 'paid' END"
            " WHERE _legacy_id = %s",
            exchanged,
        )
        count = "UPDATE orders SET total = total + %s WHERE id = %s"
        connection.execute(count, [1, *life.load.fixed["orders"][0]])
        connection.execute(count, [-1, *life.load.fixed["orders"][1]])
    half = [Row("orders", *there, {"customer": "x"}), Row("orders", ("987654321",), "never", {})]
    client.history.append(replace(client.history[0], outcome="info", effects=Effects(added=half)))
    life.accounted()
    writes = judged(life)["writes"]

    assert (writes["lost"], writes["resurrected"], writes["untouched_off"]) == (2, 1, 3)
    assert (writes["increments_doubled"], writes["increments_lost"]) == (1, 1)
    assert (writes["in_doubt"], writes["torn"]) == (1, 1)
    assert (writes["undone"], writes["changed"]) == (2, 2)
    assert any("token another instead of" in example for example in writes["examples"])
