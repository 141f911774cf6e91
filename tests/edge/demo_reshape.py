"""What an endpoint's spec makes of requests and answers, in the plainest way to read it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlencode

import yaml

from tests.journeys.life import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

SPECS = ROOT / "specs" / "ai-management"
NAME = re.compile(r"\{(\w+)\}")
ABSENT = object()


class Number(NamedTuple):
    """A number of JSON as it was written."""

    text: str


def parsed(text: str) -> Any:
    """A JSON text whose numbers keep theirs."""
    return json.loads(text, parse_int=Number, parse_float=Number)


@cache
def spec(folder: str, name: str) -> dict[str, Any]:
    """A spec of the migration, as it is written."""
    text = (SPECS / folder / f"{name}.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, yaml.CBaseLoader))  # noqa: S506 - the loader makes texts alone


@dataclass(frozen=True, kw_only=True)
class Legacy:
    """One route of a legacy endpoint."""

    endpoint: str
    route: str

    @cached_property
    def said(self) -> dict[str, Any]:
        """What the spec says of the route."""
        return dict(spec("endpoints", self.endpoint)["routes"][self.route])

    @property
    def method(self) -> str:
        """The method, which is the same on both sides."""
        return str(self.said["legacy"].split()[0])

    def address(self, path: Mapping[str, str], query: Mapping[str, str]) -> str:
        """Where legacy clients ask."""
        return _address(self.said["legacy"], path, query)

    def new_address(self, path: Mapping[str, str], query: Mapping[str, str]) -> str:
        """Where the new API is asked instead."""
        rules = self.said.get("path", {})
        sent = {name: _mapped(rules.get(name, {}), value) for name, value in path.items()}
        asked: dict[str, str] = {}
        for name, value in path.items():
            asked |= _unknown(rules.get(name, {}), value)
        for name, value in query.items():
            rule = self.said.get("query", {}).get(name, name)
            rule = {"to": rule} if isinstance(rule, str) else rule
            other = _unknown(rule, value)
            if not other or "default" in rule:
                asked[rule["to"]] = _mapped(rule, value)
            asked |= other
        return _address(self.said["new"], sent, asked)

    def new_body(self, body: Any) -> Any:
        """The body that the new API gets."""
        return self._node(self.said["body"], body, back=False)

    def legacy_reply(self, reply: Any) -> Any:
        """The answer that legacy clients get."""
        return self._node(self.said["reply"], reply, back=True)

    def _node(self, node: Mapping[str, Any], value: Any, *, back: bool) -> Any:
        fields = node.get("fields") or spec("endpoints", self.endpoint)["shapes"][node["shape"]]
        if "each" in node:
            return [self._fields(fields, item, back=back) for item in _at(value, node["each"])]
        return self._fields(fields, value, back=back)

    def _fields(self, fields: Mapping[str, Any], value: Any, *, back: bool) -> dict[str, Any]:
        made = {name: self._field(field, value, back=back) for name, field in fields.items()}
        return {name: one for name, one in made.items() if one is not ABSENT}

    def _field(self, field: Any, value: Any, *, back: bool) -> Any:
        if isinstance(field, str):
            return _at(value, field)
        if "constant" in field:
            return field["constant"]
        if "from" not in field:
            return self._node(field, value, back=back)
        found = _at(value, field["from"])
        if found is None or found is ABSENT:
            found = _other(field, value, found)
        elif "values" in field:
            found = _translated(field, value, found, back=back)
        return _shifted(field, found)


def _address(route: str, path: Mapping[str, str], query: Mapping[str, str]) -> str:
    filled = NAME.sub(lambda found: quote(path[found[1]], safe=""), route.split()[1])
    return f"{filled}?{urlencode(query)}" if query else filled


def _mapped(rule: Mapping[str, Any], value: str) -> str:
    return str(_values(rule).get(value, rule.get("default", value)))


def _unknown(rule: Mapping[str, Any], value: str) -> dict[str, str]:
    """The parameter that takes a value which is not translated."""
    return {rule["else"]: value} if "else" in rule and value not in _values(rule) else {}


def _values(rule: Mapping[str, Any]) -> dict[str, str]:
    values = rule.get("values", {})
    if isinstance(values, str):
        mapping, column = values.split(".")
        values = spec("mappings", mapping)["columns"][column]["values"]
    return dict(values)


def _translated(field: Mapping[str, Any], value: Any, found: Any, *, back: bool) -> Any:
    known = _values(field)
    if back:
        known = {new: old for old, new in known.items()}
    text = str(found).lower() if isinstance(found, bool) else found
    if text not in known:
        return _other(field, value, found)
    return known[text] == "true" if field.get("as") == "boolean" else known[text]


def _other(field: Mapping[str, Any], value: Any, found: Any) -> Any:
    other = _at(value, field["else"]) if "else" in field else ABSENT
    return field.get("default", found) if other is ABSENT else other


def _shifted(field: Mapping[str, Any], found: Any) -> Any:
    if "shift" not in field or not isinstance(found, Number):
        return found
    moved = f"{Decimal(found.text).scaleb(int(field['shift'])):f}"
    if field.get("digits") == "0" and "." in moved and not moved.split(".")[1].strip("0"):
        moved = moved.split(".", maxsplit=1)[0]
    return Number(moved)


def _at(value: Any, path: str) -> Any:
    for name in path.split("."):
        if not isinstance(value, dict) or name not in value:
            return ABSENT
        value = value[name]
    return value


def written(value: Any) -> str:
    """A value as JSON, its numbers as they were written."""
    if isinstance(value, Number):
        return value.text
    if isinstance(value, dict):
        return f"{{{', '.join(f'{json.dumps(k)}: {written(v)}' for k, v in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    return json.dumps(value)
