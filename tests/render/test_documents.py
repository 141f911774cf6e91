"""The generated pages: nothing of a migration is missing in them, and no link leads nowhere."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from render import Rendered, render
from render.contents import PATH, contents
from render.plan import Document, Plan

ROOT = Path(__file__).parents[2]
SPECS = sorted(path.parent for path in (ROOT / "specs").glob("*/migration.yaml"))
LINK = re.compile(r"(?<!\\)\]\(([^)]+)\)")


@cache
def rendered(specs: Path) -> Rendered:
    """A migration's plan and files."""
    return render(specs, f"specs/{specs.name}")


def plan_of(specs: Path) -> Plan:
    """The plan of a migration that has no finding."""
    plan = rendered(specs).plan
    assert plan is not None
    return plan


def pages(specs: Path) -> dict[str, str]:
    """The text of every generated page for readers of the repository, by its path."""
    tree = rendered(specs).tree
    assert tree is not None
    return {path: text for path, text in tree.items() if re.match(r"docs/.*\.md$", path)}


@pytest.mark.parametrize("specs", SPECS, ids=lambda path: path.name)
def test_every_link_leads_to_a_generated_page(specs: Path) -> None:
    """A reader who follows a link inside the generated pages finds another one."""
    made = pages(specs)
    links = {
        (path, posixpath.normpath(posixpath.join(posixpath.dirname(path), to)))
        for path, text in made.items()
        for to in LINK.findall(text)
    }

    assert links
    assert {(path, to) for path, to in links if to not in made} == set()


@pytest.mark.parametrize("specs", SPECS, ids=lambda path: path.name)
def test_the_first_page_lists_all_others_and_all_lead_back(specs: Path) -> None:
    """From the first page every other page is one click away, and back."""
    made = pages(specs)
    listed = {f"docs/{to}" for to in LINK.findall(made[PATH])}

    assert listed == made.keys() - {PATH}
    for path in listed:
        up = posixpath.relpath(PATH, posixpath.dirname(path))
        assert f"[All documents]({up})" in made[path], path


@pytest.mark.parametrize("specs", SPECS, ids=lambda path: path.name)
def test_every_legacy_column_is_on_the_page_of_its_mapping(specs: Path) -> None:
    """What happens to a legacy column is said on a page, with its type and whether it is NULL."""
    plan = plan_of(specs)
    text = "\n".join(text for path, text in pages(specs).items() if "/mappings/" in path)

    for relation in plan.on_side("legacy"):
        start = text.index(f"- From `{relation.schema}.{relation.name}`:")
        own = text[start:].split("\n# ")[0]
        for column in relation.columns:
            key = " (key)" if column.name in relation.key else ""
            null = "yes" if column.nullable else "no"
            assert f"\n| `{column.name}`{key} | `{column.type}` | {null} | `" in own, column.name


@pytest.mark.parametrize("specs", SPECS, ids=lambda path: path.name)
def test_every_target_column_is_on_the_page_of_the_schema(specs: Path) -> None:
    """Each table of the target is drawn once with all its columns, each foreign key as a line."""
    plan = plan_of(specs)
    schema = pages(specs)["docs/schema.md"]
    drawn = re.findall(r'^    "(\w+)"[^\n{]*\{\n(.*?)\n    \}$', schema, re.MULTILINE | re.DOTALL)

    for relation in plan.on_side("target"):
        columns = [
            tuple(line.split()[1] for line in lines.split("\n"))
            for name, lines in drawn
            if name == relation.name
        ]
        assert columns.count(relation.names) == 1, relation.name
        for key in relation.foreign_keys:
            line = rf'"{key.relation}" \|[|o]--o[{{|] "{relation.name}" : "{key.columns[0]}'
            assert re.search(line, schema), key


def test_a_migration_without_documents_has_no_list_of_them() -> None:
    """Where no kind writes a page, there is no page that lists pages."""
    plan = plan_of(SPECS[0])
    other = Document(path="nginx/a.conf", text="", spec="specs/a.yaml", title="A")

    assert contents(replace(plan, documents=())) == {}
    assert contents(replace(plan, documents=(other,))) == {}
    assert "nginx" not in contents(replace(plan, documents=(*plan.documents, other)))[PATH]
