"""nginx configuration: what is quoted, what cannot be written, what a template cannot print."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from render.conf import Conf, environment, module, quoted

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("/api/costs/", '"/api/costs/"'),
        ("", '""'),
        ("a; }", '"a; }"'),
        ('say "no"', '"say \\"no\\""'),
        ("a\\b", '"a\\\\b"'),
        ("#é'", '"#é\'"'),
    ],
)
def test_a_value_is_one_word_of_configuration(value: str, expected: str) -> None:
    """A quoted value is one word to nginx, whatever it holds."""
    assert quoted(value) == expected
    assert isinstance(quoted(value), Conf)


@pytest.mark.parametrize("value", ["$host", "a\nb", "a\r", "a\0", "a\x7f"])
def test_what_nginx_cannot_hold_is_not_written(value: str) -> None:
    """A variable's sign and control characters are refused: nginx has no way to quote them."""
    with pytest.raises(ValueError, match="nginx cannot hold this value"):
        quoted(value)


@pytest.mark.parametrize("value", ["plain text", True, None, 1.5])
def test_a_template_cannot_print_what_nobody_quoted(value: object, tmp_path: Path) -> None:
    """A template that prints a value without quoting it stops with the filter that is missing."""
    (tmp_path / "t.j2").write_text("{{ value }}")
    template = environment(tmp_path).get_template("t.j2")

    with pytest.raises(TypeError, match="pipe it through `quoted` or `conf`"):
        template.render(value=value)


def test_a_template_prints_configuration_and_numbers(tmp_path: Path) -> None:
    """What has been quoted, and whole numbers, are printed, also through a macro."""
    text = "{% macro m(n) %}{{ n | quoted }}{% endmacro %}{{ m('/a b') }} {{ 'b' | conf }} {{ 5 }}"
    (tmp_path / "t.j2").write_text(text)

    assert environment(tmp_path).get_template("t.j2").render() == '"/a b" b 5'


def test_a_module_is_data_and_names_its_source() -> None:
    """A module of njs says where it comes from, and exports exactly the data, in ASCII."""
    data = {"title": 'Ä "b"\n</script>\u2028', "routes": [1, True, None]}

    text = module("specs/m/endpoints/costs.yaml", data)

    head, _, body = text.partition("\n")
    assert head.startswith("// Generated from specs/m/endpoints/costs.yaml;")
    assert text.isascii()
    assert json.loads(body.removeprefix("export default ").removesuffix(";\n")) == data
