"""A small migration for the tests of commands: the real control schema, and steps of plain SQL."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from textwrap import dedent, indent
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from click.testing import CliRunner

import render
from operate.cli import main
from render.kind import Kind
from render.kinds.migration import KIND as MIGRATION
from render.model import Column, Relation
from render.plan import Step
from render.sql import qualified

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result

    from render.kind import Spec
    from render.project import Project
    from tests.fixtures.databases import Database

SCHEMA = """\
$schema: https://json-schema.org/draft/2020-12/schema
title: Thing
description: A step of plain SQL.
x-folder: things
type: object
required: [kind, name, phase, apply]
additionalProperties: false
properties:
  kind: {description: Always `thing`., const: thing}
  name: {description: Its name., type: string}
  part: {description: Its part., type: string}
  phase: {description: Its phase., type: string}
  transaction: {description: Its transaction., enum: [one, none]}
  lock: {description: What it locks., type: string}
  from: {description: The legacy table whose rows it goes through., type: string}
  of: {description: The name of its step., type: string}
  data_set: {description: Its data set., type: string}
  apply: {description: Its statements., type: string}
  rollback: {description: Its way back., type: string}
"""
MIGRATION_YAML = """\
kind: migration
name: toy
title: Toy
summary: Some things move to a place of their own.
postgres: 15
schemas: {legacy: public, target: shop}
data_sets:
  things:
    tables: [things]
    because: One table, so it moves alone.
  others:
    tables: [others]
    because: Nobody reads these together with things.
"""
ID = Column(name="id", type="bigint", nullable=False)
LEGACY = [
    Relation(name=name, schema="public", side="legacy", columns=(ID,), key=("id",))
    for name in ("things", "others")
]
PARTS = ("thing", "mapping", "backfill", "validation", "switch", "finalize", "hold", "repair")
# What a switch renames, as the kind `mapping` says it.
SWITCHED = (
    {"legacy": "public.things", "target": "shop.first", "retired": "public.things_retired"},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Toy:
    """A repository with one migration, `toy`, and the commands that work on it."""

    folder: Path
    dsn: str = ""

    @property
    def generated(self) -> Path:
        """Where its files are generated."""
        return self.folder / "generated" / "toy"

    def thing(self, name: str, phase: str, apply: str, **more: str) -> None:
        """Write the spec of one step."""
        fields = {"kind": "thing", "name": name, "phase": phase, **more}
        lines = [f"{key}: {value}\n" for key, value in fields.items() if key != "rollback"]
        for key, sql in (("apply", apply), ("rollback", more.get("rollback", ""))):
            if sql:
                lines.append(f"{key}: |\n{indent(dedent(sql).strip(), '  ')}\n")
        path = self.folder / "specs" / "toy" / "things" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(lines), encoding="utf-8")

    def run(
        self, *arguments: str, env: dict[str, str] | None = None, typed: str | None = None
    ) -> Result:
        """Run a command as a user would, without a terminal."""
        none = dict.fromkeys(("GITHUB_ACTIONS", "FORCE_COLOR", "CHANGEOVER_DSN"))
        environment = {**none, **({"CHANGEOVER_DSN": self.dsn} if self.dsn else {}), **(env or {})}
        return CliRunner().invoke(
            main, arguments, input=typed, prog_name="changeover", env=environment
        )


def make(folder: Path, monkeypatch: pytest.MonkeyPatch, dsn: str = "") -> Toy:
    """Write the repository and go there; its kinds are `migration` and `thing`, no other."""
    kind_folder = folder / "thing"
    (kind_folder / "templates").mkdir(parents=True)
    (kind_folder / "schema.yaml").write_text(SCHEMA, encoding="utf-8")
    for part in PARTS:
        for action in ("apply", "rollback", "verify"):
            template = kind_folder / "templates" / f"{part}.{action}.sql.j2"
            template.write_text(f"{{{{ {action} | sql }}}}\n", encoding="utf-8")
    specs = folder / "repo" / "specs" / "toy"
    specs.mkdir(parents=True)
    (specs / "migration.yaml").write_text(MIGRATION_YAML, encoding="utf-8")
    kind = Kind(
        folder=kind_folder,
        understand=lambda source: source.data,
        provides=lambda spec, _settings: LEGACY if spec.name == "first" else [],
        steps=partial(_steps, kind_folder / "templates"),
    )
    monkeypatch.setattr(render, "all_kinds", lambda: {"migration": MIGRATION, "thing": kind})
    monkeypatch.chdir(folder / "repo")
    # The developer's own PGHOST and the like must not reach a test.
    for name in [name for name in os.environ if name.startswith("PG")]:
        monkeypatch.delenv(name)
    return Toy(folder=folder / "repo", dsn=dsn)


def _steps(templates: Path, spec: Spec, _project: Project) -> Iterator[Step]:
    data = spec.data
    transaction = data.get("transaction", "one")
    yield Step(
        phase=data["phase"],
        rank=60,
        part=data.get("part", "thing"),
        name=data.get("of", spec.name),
        title=f"Thing {spec.name}",
        spec=spec.path,
        templates=templates,
        values={
            "apply": data["apply"],
            "rollback": data.get("rollback", "-- Nothing to undo."),
            "verify": "--: It is there.\nSELECT 1, 2 WHERE false;",
            "switched": SWITCHED,
            "data_set": data.get("data_set", ""),
            "routine": lambda suffix: qualified("migration_toy", f"moved_{suffix}"),
        },
        transaction="none" if transaction == "none" else "one",
        locks=(data["lock"],) if "lock" in data else (),
        rows_from=data.get("from", ""),
    )


@pytest.fixture
def offline_toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """A migration with two steps of its own."""
    toy = make(tmp_path, monkeypatch)
    toy.thing(
        "first",
        "expanded",
        "--: Create it.\nCREATE TABLE shop.first ();",
        lock="ACCESS EXCLUSIVE on shop.first",
        rollback="--: Drop it.\nDROP TABLE IF EXISTS shop.first;",
    )
    toy.thing(
        "second",
        "copied",
        "--: Look at it.\nSELECT count(*) FROM shop.first;",
        transaction="none",
        lock="ACCESS SHARE on shop.first",
    )
    return toy


@pytest.fixture
def live_toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: Database) -> Toy:
    """A migration with a step in `expanded` and one in `copied`, and an empty database."""
    with database.connect() as connection:
        connection.execute("CREATE TABLE things (id bigint PRIMARY KEY)")
    toy = make(tmp_path, monkeypatch, database.dsn)
    toy.thing(
        "first",
        "expanded",
        "--: Create it.\nCREATE TABLE IF NOT EXISTS shop.first (id int, pid int);",
        lock="ACCESS EXCLUSIVE on shop.first",
        rollback="--: Drop it.\nDROP TABLE IF EXISTS shop.first;",
    )
    toy.thing(
        "second",
        "copied",
        "--: Make indexes.\n"
        "SELECT format('CREATE INDEX CONCURRENTLY IF NOT EXISTS first_%s ON shop.first (id)', i)\n"
        "FROM generate_series(1, 2) AS i\n\\gexec",
        transaction="none",
        rollback="--: Drop one.\nDROP INDEX IF EXISTS shop.first_1;\n\n"
        "--: Drop the other.\nDROP INDEX IF EXISTS shop.first_2;",
    )
    return toy


def query(toy: Toy, text: str) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    with psycopg.connect(toy.dsn, autocommit=True) as connection:
        return connection.execute(text.encode()).fetchall()


def runs(toy: Toy) -> list[tuple[Any, ...]]:
    """Every recorded attempt at a step, in order."""
    return query(toy, "SELECT step, action, state, sqlstate FROM migration.step_run ORDER BY run")
