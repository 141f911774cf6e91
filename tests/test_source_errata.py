"""The migration strategy that Changeover was made from has 45 groups of errors: none is forgotten.

A test that shows one of them designed out carries `@pytest.mark.erratum(number)`, wherever it
lives; most are in tests/errata. `pytest -m erratum` runs them all. The groups that nothing built
so far could show are in the table below, each with the part that it comes with. When that part is
built, its groups leave the table and get their tests. docs/changed-in-the-document.md says for
each group what the document says, what Changeover does, and which tests show it.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "changed-in-the-document.md"
GROUPS = range(1, 46)
NOT_BUILT = {
    14: ("backups are made late, on the same disk, of 3 of 12 tables, untested", "backups"),
    25: ("tables are dropped 30 days after nothing in particular", "cleanup"),
    26: ("the weekly job needs what nobody installs, and makes 90 days 97", "scheduled jobs"),
    27: ("the TypeScript does not compile", "help"),
    34: ("six flags, of which two are used and none is a plan's", "rollout"),
    35: ("phase means three things, and 15 days do not fit two weeks", "rollout"),
    36: ("the promised rollback times cannot be kept", "rollout"),
    38: ("zero downtime, but new traffic is stopped", "rollout"),
    39: ("targets are prose that no machine can check", "success criteria"),
    40: ("reductions without a baseline", "success criteria"),
    41: ("ratings that nobody can give", "success criteria"),
    42: ("a client opens urgent tickets by itself", "feedback"),
    43: ("a daily report without schedule, threshold or recipient", "monitoring"),
    44: ("help for two pages, videos that do not exist", "help"),
}


def marked() -> dict[int, set[tuple[str, str]]]:
    """By group: the tests that carry its number, each as its path and its name."""
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                for group in groups_of(node):
                    found[group].add((path.relative_to(ROOT).as_posix(), node.name))
    return found


def groups_of(function: ast.FunctionDef) -> Iterator[int]:
    """The numbers in a test's `erratum` marker."""
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.erratum":
            yield from (ast.literal_eval(argument) for argument in decorator.args)


def rows() -> list[tuple[int, str]]:
    """The number of each row of the page's tables, and its last cell."""
    lines = re.findall(r"^\| (\d+) \|.*\| ([^|]+) \|$", PAGE.read_text(), re.MULTILINE)
    return [(int(number), last) for number, last in lines]


def test_every_group_of_errors_is_shown_or_waits_for_its_part() -> None:
    """Each of the 45 groups has a test, or is listed with the part it comes with; none has both."""
    assert sorted([*marked(), *NOT_BUILT]) == list(GROUPS)


def test_the_page_says_for_every_group_what_shows_it() -> None:
    """The page on the document has each group once, with just its tests or the part it awaits."""
    tests = marked()
    said = rows()

    assert [number for number, _ in said] == list(GROUPS)
    for number, last in said:
        if number in NOT_BUILT:
            assert last == f"comes with: {NOT_BUILT[number][1]}", number
        else:
            links = set(re.findall(r"\[(\w+)\]\(\.\./([\w/.]+)\)", last))
            assert {(path, name) for name, path in links} == tests[number], number
