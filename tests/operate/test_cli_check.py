"""`changeover check` and `changeover explain`: mistakes in specs, and the page of each rule."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.operate.toy import Toy, offline_toy

toy = offline_toy
DOCS = Path(__file__).parents[2] / "docs" / "rules"


def test_check_is_quiet_when_specs_are_right(toy: Toy) -> None:
    """Specs without findings pass the check, and the reviewer is told what comes next."""
    done = toy.run("check")

    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == ("Checked 3 specs in specs/toy: no findings.\nNext: changeover render\n")


def test_check_shows_the_line_of_a_mistake(toy: Toy) -> None:
    """A mistake in a spec ends the check with 1 and is shown on its own line of the file."""
    toy.thing("third", "expanded", "SELECT 1;", lokc="none")

    done = toy.run("check")

    assert done.exit_code == 1
    assert "specs/toy/things/third.yaml:4:1" in done.stdout
    assert "did you mean `lock`" in done.stdout
    assert "1 error." in done.stderr
    assert "Next: changeover explain " in done.stderr


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_check_prints_for_programs(toy: Toy, form: str) -> None:
    """Findings for programs are JSON on standard output; everything said to people is elsewhere."""
    toy.thing("third", "expanded", "SELECT 1;", lokc="none")

    done = toy.run("check", "--format", form)

    assert done.exit_code == 1
    assert "third.yaml" in json.dumps(json.loads(done.stdout))


def test_check_annotates_on_github(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    """On GitHub the findings stand on the lines of the pull request without being asked for."""
    toy.thing("third", "expanded", "SELECT 1;", lokc="none")

    done = toy.run("check", env={"GITHUB_ACTIONS": "true"})

    assert done.stdout.startswith("::error file=specs/toy/things/third.yaml,line=4,")


def test_explain_prints_the_page_of_a_rule(toy: Toy) -> None:
    """Every rule's page can be read on the command line, wherever the command is called."""
    rule = min(path.stem for path in DOCS.glob("*.md"))

    done = toy.run("explain", rule)

    assert done.exit_code == 0
    assert done.stdout.strip() == (DOCS / f"{rule}.md").read_text(encoding="utf-8").strip()


def test_explain_guesses_the_rule(toy: Toy) -> None:
    """A misspelt rule is a usage error that names the rule that was meant."""
    done = toy.run("explain", "unknown-colum")

    assert done.exit_code == 2
    assert "there is no rule `unknown-colum`; did you mean `unknown-column`?" in done.stderr
