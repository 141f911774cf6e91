"""Each protection of the edge, taken away: then a test sees what it protects from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from . import test_deprecation, test_errors, test_passing, test_rare, test_tricks
from .client import ask
from .protection import SERVER, Protection, needed
from .upstream import Reply

if TYPE_CHECKING:
    from pathlib import Path

    from demo.edge import Edge

    from .protection import Check
    from .upstream import Upstream

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime")
AFTER = "@2027-07-01 00:00:00"


def large(chunked: bool) -> Check:
    """An answer over the limit becomes an error."""
    return lambda edge, _legacy, new: test_errors.test_an_answer_over_the_limit_is_an_error(
        chunked, edge, new
    )


def trick(path: str) -> Check:
    """A trick is refused."""
    return lambda edge, legacy, new: test_tricks.test_tricks_in_paths_are_refused(
        path, "new", {"new": edge}, legacy, new
    )


def disguised(edge: Edge, _legacy: Upstream, new: Upstream) -> None:
    """A refused disguise is the API's."""
    test_tricks.test_a_refusal_is_the_api_s("/api/%63osts/usage", edge, new)


def gone(edge: Edge, _legacy: Upstream, _new: Upstream) -> None:
    """After Sunset nothing answers but 410."""
    assert ask(edge.port, "/api/costs/usage").status == 410


def announced(edge: Edge, _legacy: Upstream, new: Upstream) -> None:
    """An error announces the end."""
    test_deprecation.test_every_answer_announces_the_end(500, edge, new)


def not_announced(edge: Edge, _legacy: Upstream, _new: Upstream) -> None:
    """Before its day nothing is announced."""
    assert ask(edge.port, "/api/costs/x").header("Deprecation") is None


def late(edge: Edge, _legacy: Upstream, new: Upstream) -> None:
    """A late answer is told in the legacy shape."""
    new.says("{}", late=2)
    assert list(ask(edge.port, "/api/costs/usage").json) == ["error"]


PROTECTIONS = (
    Protection(
        name="the length of an answer is looked at",
        file=SERVER,
        old="    js_header_filter edge.measured;\n",
        new="",
        check=large(chunked=False),
    ),
    Protection(
        name="a long answer is cut before nginx cuts the connection",
        file=SERVER,
        old="    js_body_filter edge.capped buffer_type=buffer;\n",
        new="",
        check=large(chunked=True),
    ),
    Protection(
        name="errors announce the end, too",
        file=SERVER,
        old="add_header Deprecation $changeover_deprecation always;",
        new="add_header Deprecation $changeover_deprecation;",
        check=announced,
    ),
    Protection(
        name="nothing is announced before its day",
        file="njs/edge.js",
        old="endpoint && subject.isSince(endpoint.deprecation)",
        new="endpoint",
        check=not_announced,
        at="@2026-11-01 00:00:00",
    ),
    Protection(
        name="after Sunset the API is gone",
        file="njs/edge.js",
        old="subject.isSince(endpoint.sunset)",
        new="false",
        check=gone,
        at=AFTER,
    ),
    Protection(
        name="paths that nginx reads otherwise are refused",
        file=SERVER,
        old="if ($changeover_refused) {",
        new="if ($arg_never) {",
        check=trick("/api/costs/..%2fx"),
    ),
    Protection(
        name="a dollar sign is refused",
        file="njs/route.js",
        old="`{|}$]",
        new="`{|}]",
        check=trick("/api/costs/usage/$request_uri"),
    ),
    Protection(
        name="an encoded line break is refused",
        file="njs/route.js",
        old="%(?:0[0-9a-f]|",
        new="%(?:",
        check=trick("/api/costs/usage/5%0d%0aX-Evil:%201"),
    ),
    Protection(
        name="a letter in disguise is refused",
        file="njs/edge.js",
        old="if (endpoint === undefined) {\n        return 'refused';",
        new="if (endpoint === undefined) {\n        return 'legacy';",
        check=trick("/api/%63osts/usage"),
    ),
    Protection(
        name="the refusal of a disguise announces the end",
        file="njs/edge.js",
        old="var endpoint = subject.meant(r);",
        new="var endpoint = subject.endpointOf(r);",
        check=disguised,
    ),
    Protection(
        name="the refusal of a disguise is told in the legacy shape",
        file="njs/edge.js",
        old="subject.meant(r) || {}",
        new="subject.endpointOf(r) || {}",
        check=disguised,
    ),
    Protection(
        name="a call in disguise is counted",
        file="njs/count.js",
        old="var endpoint = subject.meant(r), page",
        new="var endpoint = subject.endpointOf(r), page",
        check=disguised,
    ),
    Protection(
        name="no compressed answer is asked for",
        file=SERVER,
        old='    proxy_set_header Accept-Encoding "";\n',
        new="",
        check=lambda edge, _legacy, new: test_errors.test_a_compressed_answer_is_an_error(
            edge, new
        ),
    ),
    Protection(
        name="a late answer is told in the legacy shape",
        file=SERVER,
        old="    error_page 504 @changeover_late;\n",
        new="",
        check=late,
    ),
    Protection(
        name="values are carried over as they were written",
        file="njs/json.js",
        old="return document.bytes.toString('utf8', node.start, node.end);",
        new="return JSON.stringify(JSON.parse(document.bytes.toString()));",
        check=lambda edge, _legacy, new: (
            test_passing.test_an_answer_is_reshaped_and_keeps_every_digit(edge, new)
        ),
    ),
    Protection(
        name="what only the new route reads stays behind",
        file="njs/route.js",
        old="route.unasked.includes(decoded(name)) ? '' : pair",
        new="pair",
        check=lambda edge, _legacy, new: (
            test_passing.test_what_only_the_new_route_reads_does_not_reach_it(edge, new)
        ),
    ),
    Protection(
        name="it stays behind in disguise, too",
        file="njs/route.js",
        old="route.unasked.includes(decoded(name)) ? '' : pair",
        new="route.unasked.includes(name) ? '' : pair",
        check=lambda edge, _legacy, new: (
            test_passing.test_what_only_the_new_route_reads_does_not_reach_it(edge, new)
        ),
    ),
    Protection(
        name="a body is read as JSON before it is taken apart",
        file="njs/json.js",
        old="isChecked: isRead(text)",
        new="isChecked: true",
        check=lambda edge, _legacy, new: test_errors.test_a_broken_body_is_refused(
            b'{"service_name":nope}', edge, new
        ),
    ),
    Protection(
        name="bytes that are not UTF-8 are refused",
        file="njs/json.js",
        old="if (Buffer.from(text).compare(bytes) !== 0) {",
        new="if (false) {",
        check=lambda edge, _legacy, new: test_errors.test_a_broken_body_is_refused(
            b'{"service_name":"\xc3\x28"}', edge, new
        ),
    ),
    Protection(
        name="internal places are internal",
        file=SERVER,
        old="location = /changeover/reshaped {\n    internal;",
        new="location = /changeover/reshaped {",
        check=lambda edge, _legacy, new: test_tricks.test_internal_places_cannot_be_asked(
            edge, new
        ),
    ),
    Protection(
        name="clients cannot write what they like into the log",
        file="njs/count.js",
        old="name !== undefined && CLIENT.test(name)",
        new="name !== undefined",
        check=lambda edge, _legacy, new: (
            test_tricks.test_a_client_that_says_nonsense_is_counted_by_its_address(edge, new)
        ),
    ),
    Protection(
        name="an answer that is not whole is found",
        file="njs/edge.js",
        old="(isCut(r, here, reply) ? 'cut' : '')",
        new="''",
        check=lambda edge, _legacy, new: test_rare.test_an_answer_that_is_not_whole_is_an_error(
            Reply(body=b"", cut=400), edge, new
        ),
    ),
    Protection(
        name="an error in chunks that is not whole is found",
        file="njs/edge.js",
        old="!isShaped && isBroken(reply, bytes)",
        new="false",
        check=lambda edge, _legacy, new: test_rare.test_an_answer_that_is_not_whole_is_an_error(
            Reply(pieces=(b'{"code":"c",',), status=409, cut=1), edge, new
        ),
    ),
    Protection(
        name="no chunk is an answer where no shape is made",
        file="njs/edge.js",
        old="bytes.length === 0 ? isShaped",
        new="bytes.length === 0 ? true",
        check=lambda edge, _legacy, new: test_rare.test_what_is_whole_without_a_length_passes(
            "GET", 404, (b"",), b"", edge, new
        ),
    ),
    Protection(
        name="a condition is not lost on the way",
        file="njs/edge.js",
        old="if (isConditional(r)) {",
        new="if (false) {",
        check=lambda edge, _legacy, new: (
            test_rare.test_a_condition_is_refused_before_anything_is_done(
                "POST", "If-Match", '"a"', edge, new
            )
        ),
    ),
    Protection(
        name="the body of a redirect is no address",
        file="njs/translate.js",
        old="|| REDIRECTS.includes(status)",
        new="",
        check=lambda edge, _legacy, new: test_rare.test_a_redirect_keeps_its_address(
            302, edge, new
        ),
    ),
    Protection(
        name="what the new system announces itself stays behind",
        file="njs/edge.js",
        old="|upgrade|deprecation|sunset)$/i",
        new="|upgrade)$/i",
        check=announced,
    ),
)


@pytest.mark.parametrize("one", PROTECTIONS, ids=lambda one: one.name)
def test_without_it_a_test_fails(
    one: Protection, generated: Path, legacy: Upstream, new: Upstream, tmp_path: Path
) -> None:
    """Each check passes on the edge as it is, and fails on the edge without its protection."""
    needed(one, generated, legacy, new, tmp_path)
