"""Every example beside every kind: exactly its files, or exactly its refusal."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from render import Rendered, render
from render.kinds import all_kinds
from render.printers.text import render_text

KINDS = Path(__file__).parents[1] / "render" / "kinds"
EXAMPLES = sorted(KINDS.glob("*/examples/*/spec.yaml"))
HANDED_ON = {path.read_text() for path in KINDS.glob("*/njs/*.js")}
"""Code that is the same in every migration; it is not repeated beside examples."""
MIGRATION = """\
kind: migration
name: example
title: Example
summary: What an example that brings no context of its own belongs to.
postgres: 15
schemas: {legacy: public, target: example}
data_sets: {orders: {tables: [orders], because: Nothing else is needed by the examples.}}
"""
LEGACY_TABLE = """\
kind: legacy_table
name: orders
comment: One order of a customer.
columns: {id: {type: bigint}}
key: [id]
"""


def example_name(path: Path) -> str:
    """The kind and the case, as in `table/partitioned`."""
    return f"{path.parents[2].name}/{path.parent.name}"


def laid_out(example: Path, folder: Path) -> tuple[Path, str]:
    """A migration's folder with the example and its context in place; the example's own path."""
    context = example.parent / "context"
    kind = all_kinds()[example.parents[2].name]
    name = example.read_text().split("\nname: ")[1].split("\n")[0]
    own = name if not kind.specs_folder else "example"
    root = folder / ("ai-management" if context.is_dir() else own)
    if context.is_dir():
        shutil.copytree(context, root)
    root.mkdir(exist_ok=True)
    place = f"{kind.specs_folder}/{name}.yaml" if kind.specs_folder else "migration.yaml"
    (root / place).parent.mkdir(exist_ok=True, parents=True)
    shutil.copy(example, root / place)
    if not context.is_dir():
        (root / "legacy_tables").mkdir(exist_ok=True)
        (root / "legacy_tables" / "orders.yaml").write_text(LEGACY_TABLE)
    if not (root / "migration.yaml").exists():
        (root / "migration.yaml").write_text(MIGRATION)
    return root, place


def outcome(rendered: Rendered, shown: str, place: str) -> dict[str, str]:
    """The files that come from the example's own spec, by name; or what is wrong with it."""
    if rendered.plan is None or rendered.tree is None:
        own = [one for one in rendered.findings if one.location.path.endswith(place)]
        text = render_text(own or rendered.findings, rendered.texts)
        return {"findings.txt": text.replace(f"{shown}/{place}", "spec.yaml")}
    files = {
        Path(step.file(action)).name: rendered.tree[step.file(action)]
        for step in rendered.plan.steps
        if step.spec == f"{shown}/{place}" and step.name != "shared"
        for action in ("apply", "verify", "rollback")
    }
    for one in rendered.plan.documents:
        if one.spec == f"{shown}/{place}" and one.text not in HANDED_ON:
            path = Path(one.path)
            taken = path.name in files
            files[f"{path.parent.name}_{path.name}" if taken else path.name] = one.text
    return files


@pytest.mark.parametrize("example", EXAMPLES, ids=example_name)
def test_example(example: Path, tmp_path: Path, accept: bool) -> None:
    """An example compiles to exactly the files beside it, or is refused with exactly that text."""
    root, place = laid_out(example, tmp_path)

    shown = f"specs/{root.name}"
    actual = outcome(render(root, shown), shown, place)

    beside = [path for path in example.parent.iterdir() if path.is_file() and path != example]
    if accept:
        for path in beside:
            path.unlink()
        for name, text in actual.items():
            (example.parent / name).write_text(text)
        return
    assert {path.name: path.read_text() for path in beside} == actual


def test_every_kind_has_an_example_a_page_and_described_properties() -> None:
    """Each kind explains itself: a README, an example, and a description of every property."""
    for name, kind in all_kinds().items():
        assert (kind.folder / "README.md").is_file(), name
        assert any(example.parents[2].name == name for example in EXAMPLES), name
        assert list(undescribed(kind.schema, name)) == []


def undescribed(schema: object, place: str) -> list[str]:
    """The properties below a schema that say nothing about themselves."""
    if not isinstance(schema, dict):
        return []
    found = []
    for key, below in schema.get("properties", {}).items():
        if "description" not in below:
            found.append(f"{place}.{key}")
        found += undescribed(below, f"{place}.{key}")
    for key in ("items", "additionalProperties"):
        found += undescribed(schema.get(key), f"{place}.{key}")
    return found
