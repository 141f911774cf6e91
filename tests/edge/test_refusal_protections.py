"""Each part of what makes refusals answers of an API, taken away: then a test sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from . import test_refusals
from .protection import SERVER, Protection, needed
from .test_refusals import broken_chunks, no_room, told

if TYPE_CHECKING:
    from pathlib import Path

    from .upstream import Upstream

pytestmark = pytest.mark.needs("nginx", "libnginx-mod-http-js", "libfaketime")
PROTECTIONS = (
    Protection(
        name="what nginx refuses has the shape of the API",
        file=SERVER,
        old="error_page 400 405 414 494 501 505 /changeover/failed;\n",
        new="",
        check=lambda edge, legacy, new: told("no host", edge, legacy, new),
    ),
    Protection(
        name="a place with a name would need a path",
        file=SERVER,
        old="error_page 400 405 414 494 501 505 /changeover/failed;",
        new="error_page 400 405 414 494 501 505 @failed;\nlocation @failed {\n"
        "    default_type application/json;\n    return 500 $changeover_failure;\n}",
        check=lambda edge, legacy, new: told("an address too long", edge, legacy, new),
    ),
    Protection(
        name="headers that are too large have the shape of the API",
        file=SERVER,
        old="error_page 400 405 414 494 501 505 /",
        new="error_page 400 405 414 501 505 /",
        check=lambda edge, legacy, new: told("a header too large", edge, legacy, new),
    ),
    Protection(
        name="no version is told",
        file=SERVER,
        old="server_tokens off;\n",
        new="",
        check=lambda edge, legacy, new: told("no host", edge, legacy, new),
    ),
    Protection(
        name="an address that nginx does not know is looked up in its line",
        file="njs/subject.js",
        old="return first === null ? '' : first[2];",
        new="return '';",
        check=lambda edge, legacy, new: told("an address too long", edge, legacy, new),
    ),
    Protection(
        name="a line that is none throws nothing",
        file="njs/subject.js",
        old="return first === null ? '' : first[2];",
        new="return first[2];",
        check=lambda edge, legacy, new: (
            test_refusals.test_a_refused_call_of_nothing_announces_nothing(
                "another protocol", edge, legacy, new
            )
        ),
    ),
    Protection(
        name="a host before the path is none of it",
        file="njs/subject.js",
        old="(?:[A-Za-z][A-Za-z0-9+.-]*:\\/\\/[^\\/? ]*)?",
        new="",
        check=lambda edge, legacy, new: told("another form", edge, legacy, new),
    ),
    Protection(
        name="the other methods are told",
        file=SERVER,
        old="    js_header_filter failure.allowing;\n",
        new="",
        check=lambda edge, _legacy, _new: (
            test_refusals.test_a_method_that_nginx_refuses_is_told_the_others(
                "usage", "GET, HEAD, POST", edge
            )
        ),
    ),
    Protection(
        name="the others are those of the method that was sent",
        file="njs/failure.js",
        old="subject.method(r)",
        new="r.method",
        check=lambda edge, _legacy, _new: (
            test_refusals.test_a_method_that_nginx_refuses_is_told_the_others(
                "usage", "GET, HEAD, POST", edge
            )
        ),
    ),
    Protection(
        name="a refusal waits for no body",
        file=SERVER,
        old="    return 500 $changeover_failure;",
        new="    js_content edge.unknown;",
        check=lambda edge, _legacy, _new: test_refusals.test_a_refusal_waits_for_no_body(edge),
    ),
    Protection(
        name="broken chunks have the shape of the API",
        file=SERVER,
        old="    error_page 400 413 500 /changeover/failed;",
        new="    error_page 413 500 /changeover/failed;",
        check=broken_chunks(b"/api/costs/usage"),
    ),
    Protection(
        name="broken chunks have it where legacy answers",
        file=SERVER,
        old="    error_page 400 413 500 502 504 /",
        new="    error_page 413 500 502 504 /",
        check=broken_chunks(b"/api/costs/usage"),
        side="legacy",
    ),
    Protection(
        name="an edge without room says so",
        file=SERVER,
        old="    error_page 400 413 500 502 504 /",
        new="    error_page 400 413 502 504 /",
        check=no_room("/api/costs/usage"),
        side="legacy",
    ),
)


@pytest.mark.parametrize("one", PROTECTIONS, ids=lambda one: one.name)
def test_without_it_a_test_of_refusals_fails(
    one: Protection, generated: Path, legacy: Upstream, new: Upstream, tmp_path: Path
) -> None:
    """Each check passes on the edge as it is, and fails on the edge without its protection."""
    needed(one, generated, legacy, new, tmp_path)
