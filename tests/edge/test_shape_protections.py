"""What keeps errors and answers in the legacy shape, taken away: then a test sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from . import shadowed, test_errors, test_passing, test_rare
from .client import ask
from .protection import SERVER, Protection, needed
from .test_refusals import whole

if TYPE_CHECKING:
    from pathlib import Path

    from demo.edge import Edge

    from .protection import Check
    from .upstream import Upstream

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime")
PLACE = "location = /changeover/{} {{\n    internal;\n"
PIECE = b"1f40\r\n" + b"x" * 8000 + b"\r\n"


def too_large(edge: Edge, legacy: Upstream, new: Upstream) -> None:
    """A body that says how long it is, and is too long."""
    answer = ask(edge.port, "/api/costs/usage", method="POST", body=b"x" * 1_100_000)
    assert (answer.status, answer.json) == (413, {"error": "the body is larger than allowed"})
    assert answer.header("Deprecation")
    assert (legacy.asked, new.asked) == ([], [])


def too_many(method: str) -> Check:
    """A body in chunks that become too long."""

    def check(edge: Edge, legacy: Upstream, new: Upstream) -> None:
        head = (
            f"{method} /api/costs/usage HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        answer = whole(edge.port, head.encode() + PIECE * 140 + b"0\r\n")
        assert (answer.status, answer.json) == (413, {"error": "the body is larger than allowed"})
        assert answer.header("Link")
        assert (legacy.asked, new.asked) == ([], [])

    return check


def streamed(chunked: bool) -> Check:
    """An error of a streamed route."""
    return lambda edge, _legacy, new: test_errors.test_an_error_of_a_streamed_route_is_reshaped(
        chunked, edge, new
    )


def incomplete(edge: Edge, _legacy: Upstream, new: Upstream) -> None:
    """An answer that lacks a field of its contract."""
    new.says('{"calls":[{"id":"0a"}]}')
    answer = ask(edge.port, "/api/costs/usage")
    assert (answer.status, list(answer.json)) == (502, ["error"])


def authorized(name: str) -> Check:
    """A shadow read asks as its client does."""

    def check(edge: Edge, legacy: Upstream, new: Upstream) -> None:
        legacy.says(shadowed.LEGACY)
        new.says(shadowed.NEW)
        shadowed.one(edge, headers={name: "somebody"})
        assert [one.header(name) for one in (new.asked[0], *legacy.asked)] == ["somebody"] * 3

    return check


def of_other_bytes(target: str, status: int, text: str) -> Check:
    """What was said of other bytes stays behind."""
    return lambda edge, _legacy, new: test_passing.test_what_was_said_of_other_bytes_stays_behind(
        target, status, text, edge, new
    )


def broken(body: bytes) -> Check:
    """A body that is no JSON is refused."""

    def check(edge: Edge, _legacy: Upstream, new: Upstream) -> None:
        new.says(test_passing.CALL, status=201)
        test_errors.test_a_broken_body_is_refused(body, edge, new)

    return check


def kept(target: str) -> Check:
    """A body in chunks is not kept for an answer that needs none."""
    return lambda edge, _legacy, new: test_rare.test_no_body_is_kept_for_what_the_edge_answers(
        "Transfer-Encoding: chunked", target, edge, new
    )


PROTECTIONS = (
    Protection(
        name="a body too large is told before it is read",
        file="endpoints/costs.conf",
        old="    error_page 413 /changeover/failed;\n",
        new="",
        check=too_large,
    ),
    Protection(
        name="a body too large is told where legacy answers",
        file="endpoints/costs.conf",
        old="    error_page 413 /changeover/failed;\n",
        new="",
        check=too_large,
        side="legacy",
    ),
    Protection(
        name="chunks too large are told",
        file=SERVER,
        old="error_page 400 413 500 /",
        new="error_page 400 500 /",
        check=too_many("POST"),
    ),
    Protection(
        name="chunks too large are told where legacy answers",
        file=SERVER,
        old="error_page 400 413 500 502 504 /",
        new="error_page 400 500 502 504 /",
        check=too_many("POST"),
        side="legacy",
    ),
    Protection(
        name="chunks too large are told where a body is streamed",
        file=SERVER,
        old="error_page 400 413 500 502 504 /",
        new="error_page 400 500 502 504 /",
        check=too_many("OPTIONS"),
    ),
    Protection(
        name="an error of a stream loses the length that it had",
        file=SERVER,
        old="    js_header_filter edge.streamedHeaders;\n",
        new="",
        check=streamed(chunked=False),
    ),
    Protection(
        name="an error of a stream is reshaped",
        file=SERVER,
        old="    js_body_filter edge.streamedBody buffer_type=buffer;\n",
        new="",
        check=streamed(chunked=True),
    ),
    Protection(
        name="an error of a stream is collected whole",
        file="njs/edge.js",
        old="    if (flags.last) {\n        var bytes = Buffer.concat(errorBytes);",
        new="    if (true) {\n        var bytes = Buffer.concat(errorBytes);",
        check=streamed(chunked=True),
    ),
    Protection(
        name="what an answer lacks is an error",
        file="njs/translate.js",
        old="return made(reply, shape, true);",
        new="return made(reply, shape, false);",
        check=incomplete,
    ),
    Protection(
        name="an error of a stream comes as it can be read",
        file=SERVER,
        old='if it were compressed.\n    proxy_set_header Accept-Encoding "";\n',
        new="if it were compressed.\n",
        check=streamed(chunked=False),
    ),
    Protection(
        name="an error of a stream loses what was said of its bytes",
        file="njs/edge.js",
        old="return OF_BYTES.test(name);",
        new="return name === 'Content-Length';",
        check=of_other_bytes("/api/costs/export.csv", 404, '{"code":"c","message":"m"}'),
    ),
    Protection(
        name="a reshaped answer loses what was said of its bytes",
        file="njs/edge.js",
        old="|digest|content-digest|",
        new="|digest|",
        check=of_other_bytes("/api/costs/usage", 200, '{"calls":[]}'),
    ),
    Protection(
        name="what is deep is read as JSON, too",
        file="njs/json.js",
        old="!WORD.test(bytes.toString('utf8', start, at))",
        new="false",
        check=broken(b'{"d":' + test_errors.DEEP + b',"service_name":nope}'),
    ),
    Protection(
        name="nothing stands behind a body",
        file="njs/json.js",
        old="if (blanks(state) < bytes.length) {",
        new="if (false) {",
        check=broken(b'{"d":' + test_errors.DEEP + b"} trailing"),
    ),
    Protection(
        name="each bracket is closed by its own",
        file="njs/json.js",
        old="if (byte === closing && (isFirst || isAfter)) {",
        new="if ((byte === CLOSE_LIST || byte === CLOSE_OBJECT) && (isFirst || isAfter)) {",
        check=broken(b'{"d":' + test_errors.DEEP.replace(b"[]", b"[}") + b"}"),
    ),
    *(
        Protection(
            name=f"no body is kept for what is {name}",
            file=SERVER,
            old=f"{PLACE.format(name)}    client_max_body_size 1024k;\n",
            new=PLACE.format(name),
            check=kept(target),
            at=at,
        )
        for name, target, at in (
            ("gone", "/api/costs/usage", "@2027-07-01 00:00:00"),
            ("refused", "/api/costs//usage", "@2027-01-15 12:00:00"),
            ("unknown", "/api/costs/none", "@2027-01-15 12:00:00"),
        )
    ),
    *(
        Protection(
            name=f"a shadow read has the {name} of its client",
            file="njs/shadow.js",
            old="if (!NOT_SENT.test(name)) {",
            new=f"if (!NOT_SENT.test(name) && name !== '{name}') {{",
            check=authorized(name),
            side="legacy",
            shadowing=True,
        )
        for name in ("Authorization", "Cookie", "X-Client-Id")
    ),
)


@pytest.mark.parametrize("one", PROTECTIONS, ids=lambda one: one.name)
def test_without_it_a_test_of_shapes_fails(
    one: Protection, generated: Path, legacy: Upstream, new: Upstream, tmp_path: Path
) -> None:
    """Each check passes on the edge as it is, and fails on the edge without its protection."""
    needed(one, generated, legacy, new, tmp_path)
