"""Emit: what nginx reads; a configuration that cannot be written unquoted by mistake.

A template may print only `Conf` and integers; every other value goes through `quoted` or `conf`
first. nginx has no way to write a dollar sign inside a value, so none is let in.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jinja2

UNWRITABLE = re.compile(r"[\x00-\x1f\x7f$]")


class Conf(str):
    """Text that is already nginx configuration."""

    __slots__ = ()


def quoted(value: str) -> Conf:
    """A value in quotes; raises ValueError for what a configuration cannot hold."""
    if UNWRITABLE.search(value):
        raise ValueError(f"nginx cannot hold this value: {value!r}")
    return Conf('"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"')


def already_conf(value: object) -> object:
    """Jinja's last look at every printed value: configuration and integers pass."""
    if isinstance(value, Conf) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise TypeError(f"plain text in a configuration: {value!r}; pipe it through `quoted` or `conf`")


def _concat(parts: Iterable[object]) -> Conf:
    return Conf("".join(map(str, parts)))


class ConfEnvironment(jinja2.Environment):
    """A Jinja environment whose every rendered piece is `Conf` again, macros included."""

    concat = staticmethod(_concat)


def environment(*folders: Path) -> ConfEnvironment:
    """The environment that renders the templates below these folders."""
    env = ConfEnvironment(
        loader=jinja2.FileSystemLoader(folders),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=already_conf,
        autoescape=False,
    )
    filters: dict[str, Any] = {"quoted": quoted, "conf": Conf}
    env.filters |= filters
    return env


def module(source: str, data: Any) -> str:
    """A module of njs that holds data, for the spec that it comes from."""
    head = f"// Generated from {source}; edit the spec, then run `make render`.\n"
    return f"{head}export default {json.dumps(data, indent=2)};\n"
