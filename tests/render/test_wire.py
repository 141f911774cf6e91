"""The vocabulary of HTTP: routes that answer, routes that clash, shapes, and dates in headers."""

from __future__ import annotations

from datetime import UTC, date, datetime

import http_sf
import pytest

from render.wire import (
    Listing,
    Record,
    Scalar,
    at,
    http_date,
    links,
    midnight,
    route,
    shape,
    structured_date,
)

TEXT = Scalar(type="text")


def test_a_route_is_read_and_written_alike() -> None:
    """A route knows its method, its path and the names in braces, and is printed as it was read."""
    one = route("PUT /api/costs/allocations/{service}/{month}")

    assert (one.method, one.path) == ("PUT", "/api/costs/allocations/{service}/{month}")
    assert one.parameters == ("service", "month")
    assert str(one) == "PUT /api/costs/allocations/{service}/{month}"
    assert route("GET /api/").segments == ("api", "")


@pytest.mark.parametrize(
    ("one", "other", "answers", "clashes"),
    [
        ("GET /a/{id}", "GET /a/{number}", True, True),
        ("GET /a/b", "GET /a/b", True, True),
        ("GET /a/b", "GET /a/{id}", False, False),
        ("GET /a/b", "GET /a/c", False, False),
        ("GET /a/b", "POST /a/b", False, False),
        ("GET /a/b", "GET /a/b/", False, False),
        ("GET /a/{x}/c", "GET /a/b/{y}", False, True),
        ("GET /a/{x}/{y}", "GET /a/b/{y}", False, False),
        ("GET /a/{x}/c", "GET /a/b/d", False, False),
    ],
)
def test_two_routes_clash_when_neither_is_the_closer_one(
    one: str, other: str, answers: bool, clashes: bool
) -> None:
    """A request that fits two routes belongs to the one that names more of it; else they clash."""
    first, second = route(one), route(other)

    assert (first.answers(second), second.answers(first)) == (answers, answers)
    assert (first.clashes(second), second.clashes(first)) == (clashes, clashes)


def test_a_shape_is_made_of_types_and_named_shapes() -> None:
    """A shape is a type, an object, a list, or what its name stands for."""
    named = {"call": {"number": "integer", "model": "text or null"}}

    made = shape({"calls": ["call"], "next": "any or null"}, named)

    call = Record(
        fields={"number": Scalar(type="integer"), "model": Scalar(type="text", nullable=True)}
    )
    after = Scalar(type="any", nullable=True)
    assert made == Record(fields={"calls": Listing(item=call), "next": after})


def test_a_path_leads_to_a_part_of_a_shape() -> None:
    """A path leads through objects, ends anywhere below `any`, and nowhere else."""
    made = shape({"a": {"b": "text"}, "more": "any", "list": ["text"]}, {})

    assert at(made, ("a", "b")) == TEXT
    assert at(made, ()) == made
    assert at(made, ("more", "whatever", "there")) == Scalar(type="any")
    assert at(made, ("a", "c")) is None
    assert at(made, ("a", "b", "c")) is None
    assert at(made, ("list", "a")) is None
    assert at(None, ("a",)) is None


def test_a_day_begins_at_midnight_in_greenwich() -> None:
    """A day of a spec is the moment at which it begins, wherever the reader is."""
    assert midnight(date(2026, 11, 16)) == datetime(2026, 11, 16, tzinfo=UTC)


def test_dates_are_written_as_their_headers_want_them() -> None:
    """Deprecation holds a Date of a structured field, Sunset an HTTP-date."""
    moment = midnight(date(2027, 6, 30))

    assert http_sf.parse(structured_date(moment).encode(), tltype="item") == (moment, {})
    assert http_date(moment) == "Wed, 30 Jun 2027 00:00:00 GMT"


def test_links_name_target_relation_and_type() -> None:
    """A Link header lists its targets; the media type is left out where there is none."""
    text = links([("/notices/a.md", "deprecation", "text/markdown"), ("/v2/", "successor", "")])

    assert (
        text == '</notices/a.md>; rel="deprecation"; type="text/markdown", </v2/>; rel="successor"'
    )
