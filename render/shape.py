"""Validate: a spec against the JSON Schema of its kind, one finding for each mistake."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend
from referencing import Registry

from .findings import Finding, closest, did_you_mean
from .shape_words import Problem, explained
from .source import Source

# 1.0 is a whole number to JSON Schema, but would be written as 1.0 into SQL.
_TYPES = Draft202012Validator.TYPE_CHECKER.redefine(
    "integer", lambda _checker, value: isinstance(value, int) and not isinstance(value, bool)
)


def _pattern(_validator: Any, pattern: str, value: Any, _schema: Any) -> Iterator[ValidationError]:
    """What does not match up to its very end; Python's `$` would let a line feed follow."""
    if isinstance(value, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


_Validator: Any = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator, validators={"pattern": _pattern}, type_checker=_TYPES
)
_FORMATS = FormatChecker(formats=("date",))

# Which of several complaints about one value is the mistake itself.
_RANK = {"type": 0, "const": 1, "enum": 1, "pattern": 2, "format": 2}
ABOUT_KEYS = ("additionalProperties", "required", "dependentRequired")


def check_shape(source: Source, schema: Mapping[str, Any]) -> list[Finding]:
    """What in a spec its kind's schema does not allow, sorted by location."""
    # An empty registry, so that no `$ref` ever reaches for the network.
    validator = _Validator(schema, registry=Registry(), format_checker=_FORMATS)
    problems = sorted(map(Problem.of, _leaves(validator.iter_errors(source.data))), key=_order)
    findings: set[Finding] = set()
    for _, group in groupby(problems, key=_order_of_place):
        findings.update(_at_one_place(source, list(group)))
    return sorted(findings)


def _leaves(errors: Iterable[ValidationError]) -> Iterator[ValidationError]:
    """The errors themselves; of a choice of schemas those of the branch that was meant."""
    for error in errors:
        branch = _meant_branch(error) if error.validator in ("anyOf", "oneOf") else []
        yield from _leaves(branch) if branch else (error,)


def _meant_branch(choice: ValidationError) -> list[ValidationError]:
    """The errors of the branch whose type the value has; of the one with fewest, if several."""
    branches: dict[Any, list[ValidationError]] = {}
    for error in choice.context or ():
        # jsonschema does not say which branch it was whose schema is just `false`.
        branch = next(iter(error.relative_schema_path), None)
        branches.setdefault(branch, []).append(error)
    fitting = [errors for errors in branches.values() if not any(map(_is_own_type, errors))]
    return min(fitting, key=len, default=[])


def _is_own_type(error: ValidationError) -> bool:
    return error.validator == "type" and not error.relative_path


def _order_of_place(problem: Problem) -> tuple[str, ...]:
    # Keys and indexes do not compare with each other, their texts do.
    return tuple(map(repr, problem.place))


def _order(problem: Problem) -> tuple[tuple[str, ...], int, str]:
    return _order_of_place(problem), _RANK.get(problem.keyword, 3), problem.keyword


def _at_one_place(source: Source, problems: list[Problem]) -> Iterator[Finding]:
    """Each unknown and each missing key, and the worst of what is wrong with the value itself."""
    unknown = {key: one for one in problems for key in _unknown_keys(one)}
    missing = {key: one for one in problems for key in _missing_keys(one)}
    meant = {key: closest(key, missing) for key in unknown}
    for key, problem in unknown.items():
        yield _unknown_key(source, problem, key, meant)
    for key, problem in missing.items():
        if key not in meant.values():
            yield _missing_key(source, problem, key)
    for problem in problems:
        if problem.keyword not in ABOUT_KEYS:
            yield _wrong_value(source, problem)
            break


def _unknown_keys(problem: Problem) -> list[str]:
    if problem.keyword != "additionalProperties":
        return []
    known = problem.schema.get("properties", {})
    patterns = problem.schema.get("patternProperties", {})
    return [
        key
        for key in problem.value
        if key not in known and not any(re.search(pattern, key) for pattern in patterns)
    ]


def _missing_keys(problem: Problem) -> list[str]:
    if problem.keyword == "required":
        wanted = problem.wanted
    elif problem.keyword == "dependentRequired":
        needs = problem.wanted.items()
        wanted = [key for first, keys in needs if first in problem.value for key in keys]
    else:
        return []
    return [key for key in wanted if key not in problem.value]


def _unknown_key(
    source: Source, problem: Problem, key: str, meant: Mapping[str, str | None]
) -> Finding:
    """A key that nobody knows; first of all it stands for a key that is missing."""
    free = set(problem.schema.get("properties", {})) - set(problem.value) - set(meant.values())
    missing = meant[key]
    instead = problem.schema.get("x-instead-of", {}).get(key)
    return Finding(
        rule="unknown-key",
        message=f"there is no key `{key}` here",
        location=source.where_key(*problem.place, key),
        help=instead or did_you_mean(key, [missing] if missing else free),
    )


def _missing_key(source: Source, problem: Problem, key: str) -> Finding:
    about = problem.schema.get("properties", {}).get(key, {})
    described = about.get("description", "") if isinstance(about, dict) else ""
    return Finding(
        rule="missing-key",
        message=f"the key `{key}` is missing",
        location=source.where_key(*problem.place),
        help=f"add `{key}:`",
        notes=(f"{key}: {_sentence(described)}",) if described else (),
    )


def _sentence(text: str) -> str:
    """The first sentence of a description, as a note writes it."""
    return " ".join(text.split()).split(". ")[0].rstrip(".")


def _wrong_value(source: Source, problem: Problem) -> Finding:
    said = explained(problem)
    where = source.where_key if problem.about_key else source.where
    return Finding(
        rule=said.rule,
        message=said.message,
        location=where(*problem.place, *said.below),
        help=said.help,
    )
