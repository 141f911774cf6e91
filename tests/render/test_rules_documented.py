"""Every rule has a page, every page a rule, and the pages' examples are true."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from render.expression import check_expression
from render.shape import check_shape
from render.source import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "rules"
SECTIONS = ["Problem", "Why", "Instead of", "Write"]

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["kind", "name"],
    "additionalProperties": False,
    "properties": {
        "kind": {"const": "example"},
        "name": {"type": "string", "pattern": "^[a-z_]+$"},
        "retention": {"type": "integer"},
        "enabled": {"type": "boolean"},
        "interval": {"enum": ["day", "month"]},
        "columns": {"type": "array", "minItems": 1, "uniqueItems": True},
        "window": {"contains": {"const": "night"}},
    },
}
COLUMNS = ("cost", "created_at", "updated_at", "model_name", "service_name", "success")


def trees() -> Iterator[ast.Module]:
    """The modules of the renderer."""
    for path in sorted((ROOT / "render").rglob("*.py")):
        yield ast.parse(path.read_text())


def positions() -> dict[str, set[int]]:
    """Which positional argument is the rule, of each function that has a parameter `rule`."""
    found: dict[str, set[int]] = defaultdict(set)
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                names = [one.arg for one in node.args.args if one.arg != "self"]
                found[node.name] |= {names.index("rule")} if "rule" in names else set()
    return found


def rule_values(tree: ast.Module, where: dict[str, set[int]]) -> Iterator[ast.expr]:
    """Every expression of a module that becomes a finding's rule."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            yield from (word.value for word in node.keywords if word.arg == "rule")
            yield from (node.args[at] for at in where[name] if at < len(node.args))
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield from [node.value] if node.targets[0].id == "rule" else []


def rules() -> set[str]:
    """The ids of all rules that the renderer can find broken."""
    where = positions()
    found: set[str] = set()
    for tree in trees():
        constants = {
            node.targets[0].id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant)
        }
        for value in rule_values(tree, where):
            branches = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
            for one in branches:
                named = constants.get(one.id) if isinstance(one, ast.Name) else None
                text = one.value if isinstance(one, ast.Constant) else named
                found |= {text} if isinstance(text, str) else set()
    return found


def examples(rule: str) -> list[tuple[str, str]]:
    """The language and the text of a page's two examples: the refused and the accepted."""
    text = (PAGES / f"{rule}.md").read_text()
    return re.findall(r"```(\w+)\n(.*?)\n```", text, re.DOTALL)


def broken_rules(language: str, text: str) -> set[str]:
    """The rules that an example breaks, read as an expression or as a spec."""
    if language == "sql":
        _, problems = check_expression(text, columns=COLUMNS, what="cost")
        return {problem.rule for problem in problems}
    source, findings = parse(f"{text}\n", shown="spec.yaml")
    if source is not None and text.startswith("kind: example"):
        findings = tuple(check_shape(source, SCHEMA))
    return {finding.rule for finding in findings}


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    """`changeover explain` knows each rule, and explains none that does not exist."""
    assert rules() == {page.stem for page in PAGES.glob("*.md")}


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.stem)
def test_a_page_tells_problem_reason_and_way_out(page: Path) -> None:
    """A page says what is wrong and why, and shows one example of each side."""
    text = page.read_text()

    assert text.startswith(f"# {page.stem}\n")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == SECTIONS
    assert len(examples(page.stem)) == 2


@pytest.mark.parametrize(
    "rule",
    [
        "anchor",
        "duplicate-key",
        "empty-file",
        "explicit-tag",
        "expression-cast",
        "expression-column",
        "expression-comment",
        "expression-dollar-quote",
        "expression-function",
        "expression-node",
        "expression-other-table",
        "expression-subquery",
        "expression-syntax",
        "expression-two-statements",
        "key-is-not-text",
        "merge-key",
        "missing-key",
        "nested-too-deep",
        "repeated-item",
        "second-document",
        "unknown-key",
        "unstorable-character",
        "unusable-number",
        "wrong-format",
        "wrong-shape",
        "wrong-size",
        "wrong-type",
        "wrong-value",
        "yaml-directive",
        "yaml-syntax",
    ],
)
def test_the_examples_of_a_page_are_true(rule: str) -> None:
    """What a page tells not to write breaks exactly that rule; what it tells to write, none."""
    bad, good = examples(rule)

    assert broken_rules(*bad) == {rule}
    assert broken_rules(*good) == set()
