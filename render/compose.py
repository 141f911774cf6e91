"""Load: YAML events become plain data and the span of every key and value.

YAML 1.2's core schema, so that an editor and we read a spec alike: `on`, `yes` and `no` are text.
What would make a spec mean more than it shows (anchors, tags, merge keys, a second document, a
key written twice) is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from .findings import Finding
from .location import Lines
from .scalar import UNSTORABLE, Scalar, is_unusable, resolve
from .yaml_errors import syntax_finding

Place = tuple[str | int, ...]
Span = tuple[int, int]

DEPTH_LIMIT = 40

# Where values are put that belong to a refused key; a text with findings is never used.
REFUSED: Place = ("", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """What a YAML text holds, where, and what in it is refused."""

    data: Any
    values: Mapping[Place, Span]
    keys: Mapping[Place, Span]
    findings: tuple[Finding, ...]


def compose(lines: Lines) -> Composed:
    """The data of a YAML text; of a text with findings only the findings are of use."""
    composer = _Composer(lines=lines)
    data = None
    try:
        data = composer.document(yaml.SafeLoader(lines.text))
    except yaml.MarkedYAMLError as error:
        composer.findings.append(syntax_finding(lines, error))
    except _TooDeep:
        pass
    return Composed(
        data=data,
        values=composer.values,
        keys=composer.keys,
        findings=tuple(composer.findings),
    )


class _TooDeep(Exception):
    """Stops the reading of a text whose nesting has been refused."""


@dataclass(slots=True, kw_only=True)
class _Composer:
    """Walks the events of one text and keeps what it finds."""

    lines: Lines
    values: dict[Place, Span] = field(default_factory=dict)
    keys: dict[Place, Span] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    loader: Any = field(init=False)

    def document(self, loader: yaml.SafeLoader) -> Any:
        """The data of the one document that a text holds."""
        self.loader = loader
        self._next()
        start = self._next()
        if isinstance(start, yaml.StreamEndEvent):
            self._refuse((0, 1), "empty-file", "this file holds no spec", "fill or delete it")
            return None
        if start.version or start.tags:
            self._refuse(
                _span(start),
                "yaml-directive",
                "a line that starts with `%` changes how YAML is read",
                "delete it; specs are YAML 1.2",
            )
        data = self._node(self._next(), (), 0)
        self._next()
        self._end()
        return data

    def _end(self) -> None:
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            self._refuse(
                (event.start_mark.index, event.start_mark.index + 3),
                "second-document",
                "a second document starts here",
                "one file describes one object; move it to a file of its own",
            )

    def _next(self) -> Any:
        try:
            return self.loader.get_event()
        except (ValueError, OverflowError) as error:
            # PyYAML reads some numbers (of an escape, of a directive) without checking them.
            mark = self.loader.get_mark()
            raise yaml.MarkedYAMLError(
                problem="a number is too large", problem_mark=mark
            ) from error

    def _node(self, event: Any, place: Place, depth: int) -> Any:
        if isinstance(event, yaml.AliasEvent):
            self._alias(event)
            return None
        self._decorations(event)
        if isinstance(event, yaml.ScalarEvent):
            self.values.setdefault(place, self._value_span(event, place))
            return self._scalar(event)
        if depth == DEPTH_LIMIT:
            self._refuse(
                (event.start_mark.index, event.start_mark.index + 1),
                "nested-too-deep",
                f"this is nested more than {DEPTH_LIMIT} levels deep",
                "no spec needs that; check the brackets and the indentation",
            )
            raise _TooDeep
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, place, depth + 1)
        return self._mapping(event, place, depth + 1)

    def _sequence(self, start: Any, place: Place, depth: int) -> list[Any]:
        self.values.setdefault(place, (start.start_mark.index, start.start_mark.index + 1))
        items: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, (*place, len(items)), depth))
        self._close(place, start, event)
        return items

    def _mapping(self, start: Any, place: Place, depth: int) -> dict[str, Any]:
        self.values.setdefault(place, (start.start_mark.index, start.start_mark.index + 1))
        content: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not content and not start.flow_style:
                self.values[place] = _span(event)
            key = self._mapping_key(event, depth)
            if key is None or key in content:
                if key is not None:
                    self._duplicate(event, (*place, key))
                self._node(self._next(), REFUSED, depth)
                continue
            self.keys[(*place, key)] = _span(event)
            content[key] = self._node(self._next(), (*place, key), depth)
        self._close(place, start, event)
        return content

    def _close(self, place: Place, start: Any, end: Any) -> None:
        """A collection in brackets on one line is marked whole, any other by its first word."""
        if start.flow_style and start.start_mark.line == end.end_mark.line:
            self.values[place] = (start.start_mark.index, end.end_mark.index)

    def _mapping_key(self, event: Any, depth: int) -> str | None:
        if isinstance(event, yaml.AliasEvent):
            self._alias(event)
            return None
        if not isinstance(event, yaml.ScalarEvent):
            self._not_text(event, "a list or a mapping")
            self._node(event, REFUSED, depth)
            return None
        self._decorations(event)
        if event.implicit[0] and event.value == "<<":
            self._refuse(
                _span(event),
                "merge-key",
                "`<<` is a merge key, which YAML 1.2 does not have",
                "write the keys out where they belong",
            )
            return None
        key = self._scalar(event)
        if isinstance(key, str):
            return key
        self._not_text(event, f"`{event.value}`, which YAML does not read as text")
        return None

    def _not_text(self, event: Any, what: str) -> None:
        self._refuse(_span(event), "key-is-not-text", f"a key is {what}", "put the key in quotes")

    def _duplicate(self, event: Any, place: Place) -> None:
        first = self.lines.span(*self.keys[place])
        self._refuse(
            _span(event),
            "duplicate-key",
            f"the key `{place[-1]}` is written twice",
            "keep one of the two",
            f"first written on line {first.line}",
        )

    def _scalar(self, event: Any) -> Scalar:
        text = str(event.value)
        if not event.implicit[0]:
            self._check_storable(event, text)
            return text
        value = resolve(text)
        if is_unusable(value):
            self._refuse(
                _span(event),
                "unusable-number",
                "this is not a number that a spec can hold",
                "write a finite number of at most 100 digits, or quotes where text is meant",
            )
        return value

    def _check_storable(self, event: Any, text: str) -> None:
        bad = UNSTORABLE.search(text)
        if bad:
            self._refuse(
                _span(event),
                "unstorable-character",
                f"this text contains U+{ord(bad.group()):04X}, which Postgres cannot store",
                "leave it out; write a character beyond U+FFFF as itself or as `\\U0001F600`",
            )

    def _decorations(self, event: Any) -> None:
        at = event.start_mark.index
        if event.tag is not None:
            self._refuse(
                (at, at + len(_word(self.lines.text, at))),
                "explicit-tag",
                f"`{_word(self.lines.text, at)}` is a tag; specs hold plain data only",
                "delete it; put a value in quotes to make it text",
            )
        elif event.anchor is not None:
            self.anchors.add(event.anchor)
            self._refuse(
                (at, at + len(event.anchor) + 1),
                "anchor",
                f"`&{event.anchor}` is an anchor; a spec says everything where it belongs",
                "delete it, and write the value out where an alias names it",
            )

    def _alias(self, event: Any) -> None:
        # Anchor and alias are one mistake, told where the anchor is.
        if event.anchor not in self.anchors:
            self._refuse(
                _span(event),
                "anchor",
                f"`*{event.anchor}` is an alias; a spec says everything where it belongs",
                "write the value out; put text that starts with `*` in quotes",
            )

    def _value_span(self, event: Any, place: Place) -> Span:
        """Where a value is written; a value left empty is shown by its key."""
        start, end = _span(event)
        return (start, end) if end > start else self.keys.get(place, (start, end))

    def _refuse(self, span: Span, rule: str, message: str, help_: str, *notes: str) -> None:
        self.findings.append(
            Finding(
                rule=rule,
                message=message,
                location=self.lines.span(*span),
                help=help_,
                notes=notes,
            )
        )


def _span(event: Any) -> Span:
    """Where an event is written; a value of several lines ends with its first."""
    return event.start_mark.index, event.end_mark.index


def _word(text: str, start: int) -> str:
    """The text from an offset to the next blank."""
    return text[start:].split(maxsplit=1)[0]
